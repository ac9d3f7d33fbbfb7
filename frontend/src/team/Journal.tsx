import { Button, Card, Form, Input, Typography } from "antd";
import { useJournal } from "../api/team";
import type { Decision } from "../api/types";
import { useWords } from "../i18n/useWords";
import { useTold } from "../student/desk/DecideButton";
import { Answer, Nothing } from "../ui/States";

const MOST_LETTERS = 4000;

function Entries({ entries }: { entries: Decision[] }) {
  const { t } = useWords();
  if (!entries.length) return <Nothing title={t("team.journal.empty")} text={t("team.journal.emptyText")} />;
  return (
    <ul className="journal" data-testid="journal">
      {entries.map(({ id, text, by, day }) => (
        <li key={id}>
          <div className="quiet">{[t("decisions.recent.day", { day: day + 1 }), by].filter(Boolean).join(" · ")}</div>
          <Typography.Paragraph className="journal-text">{text ?? t("team.journal.erased")}</Typography.Paragraph>
        </li>
      ))}
    </ul>
  );
}

/** What the team expected and why, in its own words. */
export function Journal({ store, disabled }: { store: string; disabled: boolean }) {
  const { t } = useWords();
  const [form] = Form.useForm<{ text: string }>();
  const { send, isPending } = useTold(store);
  const entries = useJournal(store);
  const write = (payload: { text: string }): void => {
    send({ kind: "journal", payload });
    form.resetFields();
  };
  return (
    <Card title={t("team.journal.title")}>
      <Form form={form} layout="vertical" disabled={disabled} onFinish={write}>
        <Form.Item name="text" label={t("team.journal.label")} extra={t("team.journal.hint")} rules={[{ required: true, whitespace: true, message: t("decisions.form.need") }]}>
          <Input.TextArea rows={4} maxLength={MOST_LETTERS} showCount />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={isPending}>
          {t("team.journal.write")}
        </Button>
      </Form>
      <Answer of={entries} rows={3}>
        {({ results }) => <Entries entries={results.filter(({ state }) => state !== "cancelled")} />}
      </Answer>
    </Card>
  );
}
