import { ReloadOutlined } from "@ant-design/icons";
import { Alert, App, Button } from "antd";
import { useTryAgain } from "../api/changes";
import { useFailures } from "../api/queries";
import type { Failure } from "../api/types";
import { useWords } from "../i18n/useWords";
import { useProblemText } from "../ui/States";

function FailureAlert({ run, failure }: { run: string; failure: Failure }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const tryAgain = useTryAgain(run);
  const what = failure.kind === "advance" ? "day" : "work";
  return (
    <Alert
      showIcon
      type={failure.given_up ? "error" : "warning"}
      data-testid={`failure-${failure.kind}`}
      title={t(`classroom.failure.${what}`, { day: failure.day + 1, kind: t(`classroom.failure.kind.${failure.kind}`) })}
      description={
        <>
          <p>{t(`classroom.failure.reason.${failure.failure_reason}`)}</p>
          <p>{t(failure.given_up ? "classroom.failure.givenUp" : "classroom.failure.tryingAgain", { count: failure.attempts })}</p>
          <code>{failure.detail}</code>
        </>
      }
      action={
        failure.given_up && (
          <Button
            icon={<ReloadOutlined aria-hidden="true" />}
            loading={tryAgain.isPending}
            onClick={() => tryAgain.mutate(undefined, { onError: (problem) => void message.error(problemText(problem)) })}
          >
            {t("classroom.failure.retry")}
          </Button>
        )
      }
    />
  );
}

/** What could not be played or done for this run; nothing while all is well. The first stands for the others. */
export function Failures({ run }: { run: string }) {
  const first = useFailures(run).data?.[0];
  return first ? <FailureAlert run={run} failure={first} /> : null;
}
