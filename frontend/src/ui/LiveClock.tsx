import { Badge } from "antd";
import type { LiveStatus } from "../api/live";
import type { RunDetail } from "../api/types";
import { useWords } from "../i18n/useWords";
import { shownDate } from "./clockTime";
import { formatDate } from "./formats";

const LOOKS: Record<LiveStatus, "success" | "processing" | "warning"> = {
  open: "success",
  connecting: "processing",
  lost: "warning",
};
const WORDS: Record<LiveStatus, string> = { open: "live", connecting: "connecting", lost: "lost" };

/** The clock in the header. It moves by the live line; the dot and its word say whether that line stands. */
export function LiveClock({ run, live }: { run: RunDetail; live: LiveStatus }) {
  const { t, language } = useWords();
  return (
    <div className="live-clock" data-testid="clock" data-day={run.day}>
      <span role="status" className="live-clock-day">
        {run.day ? t("app.clock.day", { day: run.day, days: run.days }) : t("app.clock.notStarted")}
      </span>
      <span className="live-clock-date">{formatDate(shownDate(run), language, "full")}</span>
      <Badge status={LOOKS[live]} text={t(`app.clock.${WORDS[live]}`)} className="live-clock-line" />
    </div>
  );
}
