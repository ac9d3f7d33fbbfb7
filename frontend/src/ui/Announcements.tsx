import { Alert } from "antd";
import { useAnnouncements } from "../api/control";
import { useWords } from "../i18n/useWords";

/** What the instructor has said lately; nothing where nothing was said. */
export function Announcements({ run, most }: { run: string; most: number }) {
  const { t, language } = useWords();
  const said = useAnnouncements(run).data ?? [];
  return said.slice(0, most).map(({ id, day, text, created_at }) => (
    <Alert
      key={id}
      type="info"
      showIcon
      className="band"
      title={text}
      description={
        <span className="quiet small">
          {t("runs.announce.said", { day: day + 1, at: new Date(created_at).toLocaleString(language, { dateStyle: "short", timeStyle: "short" }) })}
        </span>
      }
    />
  ));
}
