import { App, Button, Space, Tag } from "antd";
import { useSession } from "../../api/queries";
import { useEndDecision } from "../../api/team";
import type { Ending } from "../../api/team";
import type { Decision, RunDetail } from "../../api/types";
import { useWords } from "../../i18n/useWords";
import { useProblemText } from "../../ui/States";

const COLOURS: Record<Decision["state"], string | undefined> = {
  standing: undefined,
  waiting: "warning",
  declined: "error",
  cancelled: "default",
  expired: "default",
};

/** What became of a decision; one that simply stands needs no words. */
export function DecisionState({ decision: { state, approved_by } }: { decision: Decision }) {
  const { t } = useWords();
  if (state === "standing" && !approved_by) return <>{t("team.history.states.standing")}</>;
  const text = t(`team.history.states.${state}`);
  return <Tag color={COLOURS[state]}>{approved_by ? t("team.history.settledBy", { state: text, name: approved_by }) : text}</Tag>;
}

/** Until its day opens a decision may be taken back, and one that waits is approved by somebody else. */
function endings({ state, by }: Decision, reader: string | undefined): Ending[] {
  if (state === "standing") return ["cancel"];
  if (state !== "waiting") return [];
  return by === reader ? ["cancel"] : ["approve", "decline"];
}

type DecisionActionsProps = { store: string; run: RunDetail; decision: Decision };

export function DecisionActions({ store, run, decision }: DecisionActionsProps) {
  const { t } = useWords();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const { data: session } = useSession();
  const end = useEndDecision(store);
  if (decision.effective_day < run.day) return null;
  const send = (ending: Ending): void =>
    end.mutate(
      { decision: decision.id, ending },
      {
        onSuccess: () => void message.success(t(`team.history.done.${ending}`)),
        onError: (problem) => void message.error(problemText(problem)),
      },
    );
  return (
    <Space size="small">
      {endings(decision, session?.user?.name).map((ending) => (
        <Button key={ending} size="small" type={ending === "approve" ? "primary" : "default"} loading={end.isPending} onClick={() => send(ending)}>
          {t(`team.history.end.${ending}`)}
        </Button>
      ))}
    </Space>
  );
}
