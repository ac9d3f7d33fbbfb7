import { Badge, Progress } from "antd";
import type { RunDetail } from "../api/types";
import { useWords } from "../i18n/useWords";
import { shownDate } from "./clockTime";
import { formatDate, formatShare } from "./formats";

const STATE_LOOKS = {
  draft: "default",
  open: "processing",
  running: "processing",
  paused: "warning",
  finished: "success",
  graded: "success",
  released: "success",
} as const;

/** Simulated time in large: which day, which date, how far. */
export function ClockFace({ run }: { run: RunDetail }) {
  const { t, language } = useWords();
  const share = run.day / run.days;
  return (
    <>
      <div className="clock-day">{run.day ? t("app.clock.day", { day: run.day, days: run.days }) : t("app.clock.notStarted")}</div>
      <div className="clock-date">
        <span>{formatDate(shownDate(run), language, "full")}</span>
        <Badge status={STATE_LOOKS[run.state]} text={t(`app.clock.state.${run.state}`)} />
      </div>
      <Progress
        percent={Math.round(share * 100)}
        showInfo={false}
        size="small"
        aria-label={t("app.clock.progress", { percent: formatShare(share, language, 0) })}
      />
    </>
  );
}
