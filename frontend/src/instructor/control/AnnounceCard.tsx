import { NotificationOutlined } from "@ant-design/icons";
import { App, Button, Card, Input } from "antd";
import { useState } from "react";
import { useAnnounce } from "../../api/control";
import { useWords } from "../../i18n/useWords";
import { Announcements } from "../../ui/Announcements";
import { useProblemText } from "../../ui/States";

/** Says something to everybody in the run; it appears in their news at once. */
export function AnnounceCard({ run }: { run: string }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const announce = useAnnounce(run);
  const [text, setText] = useState("");
  const send = () =>
    announce.mutate(text, { onSuccess: () => setText(""), onError: (problem) => void message.error(problemText(problem)) });
  return (
    <Card title={t("runs.announce.title")} data-testid="announce">
      <Input.TextArea aria-label={t("runs.announce.text")} placeholder={t("runs.announce.placeholder")} rows={2} maxLength={2000} value={text} onChange={({ target }) => setText(target.value)} />
      <p className="answer">
        <Button icon={<NotificationOutlined aria-hidden="true" />} disabled={!text.trim()} loading={announce.isPending} onClick={send}>
          {t("runs.announce.send")}
        </Button>
      </p>
      <Announcements run={run} most={3} />
    </Card>
  );
}
