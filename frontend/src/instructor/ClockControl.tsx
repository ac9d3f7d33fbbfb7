import { CaretRightOutlined, FastForwardOutlined, PauseOutlined } from "@ant-design/icons";
import { Alert, App, Button, Card, Divider, Space } from "antd";
import { usePlayDays, useSetRunState } from "../api/changes";
import type { RunDetail } from "../api/types";
import { useWords } from "../i18n/useWords";
import { useProblemText } from "../ui/States";
import { ClockFace } from "../ui/ClockFace";
import { PaceForm } from "./PaceForm";
import { usePendingDays } from "./pending";

const WEEK_DAYS = 7;
const PLAYABLE = new Set(["open", "running"]);

function DayButtons({ run }: { run: RunDetail }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const play = usePlayDays(run.id);
  const pending = usePendingDays(run.day);
  const ask = (days: number) => () =>
    play.mutate(days, {
      onSuccess: ({ due_day }) => pending.expect(due_day),
      onError: (problem) => void message.error(problemText(problem)),
    });
  const isBusy = play.isPending || pending.isPending;
  const week = Math.min(WEEK_DAYS, run.days - run.day);
  return (
    <>
      <Space wrap>
        <Button type="primary" icon={<CaretRightOutlined aria-hidden="true" />} loading={isBusy} onClick={ask(1)} data-testid="next-day">
          {t("classroom.clock.nextDay")}
        </Button>
        <Button icon={<FastForwardOutlined aria-hidden="true" />} disabled={isBusy || week < 2} onClick={ask(week)}>
          {t("classroom.clock.nextDays", { count: week })}
        </Button>
      </Space>
      <div role="status" className="quiet pending">
        {isBusy && t(pending.isSlow ? "classroom.clock.slow" : "classroom.clock.pending", { day: run.day + 1 })}
      </div>
    </>
  );
}

type StateButtonProps = { run: RunDetail; to: "open" | "paused" | "running" };

function StateButton({ run, to }: StateButtonProps) {
  const { t } = useWords();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const setState = useSetRunState(run.id);
  return (
    <Button
      icon={to === "paused" ? <PauseOutlined aria-hidden="true" /> : <CaretRightOutlined aria-hidden="true" />}
      loading={setState.isPending}
      onClick={() => setState.mutate(to, { onError: (problem) => void message.error(problemText(problem)) })}
    >
      {t(`classroom.clock.to.${to}`)}
    </Button>
  );
}

function Notice({ run }: { run: RunDetail }) {
  const { t } = useWords();
  if (run.day >= run.days) return <Alert type="success" showIcon title={t("classroom.clock.over", { days: run.days })} />;
  if (run.state === "paused") return <Alert type="warning" showIcon title={t("classroom.clock.paused")} />;
  return <Alert type="info" showIcon title={t("classroom.clock.notOpen")} action={run.state === "draft" && <StateButton run={run} to="open" />} />;
}

export function ClockControl({ run }: { run: RunDetail }) {
  const { t } = useWords();
  const isPlayable = PLAYABLE.has(run.state) && run.day < run.days;
  const next = run.state === "running" ? "paused" : run.state === "paused" ? "running" : undefined;
  const switchButton = next && run.day < run.days ? <StateButton run={run} to={next} /> : undefined;
  return (
    <Card title={t("classroom.clock.title")} data-testid="clock-control" extra={switchButton}>
      <ClockFace run={run} />
      <Divider />
      {isPlayable ? <DayButtons run={run} /> : <Notice run={run} />}
      {run.day < run.days && (
        <>
          <Divider />
          <PaceForm key={`${run.clock} ${run.pace_seconds}`} run={run} />
        </>
      )}
    </Card>
  );
}
