import { Alert, App, Button, Card, Checkbox, Form, Input, InputNumber, Popconfirm, Table, Tag, Typography } from "antd";
import { useCreateToken, useRevokeToken, useTokens } from "../api/team";
import type { AccessToken, NewToken } from "../api/types";
import { usePlace } from "../app/place";
import { useWords } from "../i18n/useWords";
import { Page } from "../ui/Page";
import { ScrollRegion } from "../ui/ScrollRegion";
import { Answer, Nothing, useProblemText } from "../ui/States";

const TERM_DAYS = 180;
const SCOPES: NewToken["scopes"] = ["read", "decide"];

function NewTokenForm({ course }: { course: string }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const create = useCreateToken(course);
  return (
    <Card title={t("team.tokens.new")}>
      <Form<NewToken>
        layout="vertical"
        className="purchase"
        initialValues={{ scopes: ["read"], days: 30 }}
        onFinish={(asked) => create.mutate(asked, { onError: (problem) => void message.error(problemText(problem)) })}
      >
        <Form.Item name="name" label={t("team.tokens.name")} rules={[{ required: true, whitespace: true, message: t("decisions.form.need") }]}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="scopes" label={t("team.tokens.scopes")} rules={[{ required: true, message: t("decisions.form.need") }]}>
          <Checkbox.Group options={SCOPES.map((scope) => ({ value: scope, label: t(`team.tokens.scope.${scope}`) }))} />
        </Form.Item>
        <Form.Item name="days" label={t("team.tokens.days")} rules={[{ required: true, message: t("decisions.form.need") }]}>
          <InputNumber min={1} max={TERM_DAYS} precision={0} className="cell-number" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={create.isPending}>
          {t("team.tokens.create")}
        </Button>
      </Form>
      {create.data && (
        <Alert
          className="token-once"
          type="success"
          title={t("team.tokens.once")}
          description={
            <Typography.Text code copyable data-testid="new-token">
              {create.data.token}
            </Typography.Text>
          }
        />
      )}
    </Card>
  );
}

function isValid({ revoked_at, expires_at }: AccessToken): boolean {
  return !revoked_at && new Date(expires_at) > new Date();
}

function TokenList({ course, tokens }: { course: string; tokens: AccessToken[] }) {
  const { t, language } = useWords();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const revoke = useRevokeToken(course);
  const when = (moment: string | null) => (moment ? new Date(moment).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" }) : t("team.tokens.never"));
  if (!tokens.length) return <Nothing title={t("team.tokens.empty")} text={t("team.tokens.emptyText")} />;
  return (
    <ScrollRegion label={t("team.tokens.title")}>
      <Table<AccessToken>
        rowKey="id"
        size="small"
        className="one-line"
        pagination={false}
        dataSource={tokens}
        columns={[
          { title: t("team.tokens.name"), dataIndex: "name" },
          { title: t("team.tokens.scopes"), dataIndex: "scopes", render: (scopes: NewToken["scopes"]) => scopes.map((scope) => t(`team.tokens.scope.${scope}`)).join(", ") },
          { title: t("team.tokens.expires"), dataIndex: "expires_at", render: when },
          { title: t("team.tokens.used"), dataIndex: "last_used_at", render: when },
          {
            title: t("team.history.actions"),
            key: "actions",
            render: (_, token) =>
              isValid(token) ? (
                <Popconfirm
                  title={t("team.tokens.sure")}
                  okText={t("team.tokens.revoke")}
                  cancelText={t("team.tokens.no")}
                  onConfirm={() => revoke.mutate(token.id, { onError: (problem) => void message.error(problemText(problem)) })}
                >
                  <Button size="small" danger>
                    {t("team.tokens.revoke")}
                  </Button>
                </Popconfirm>
              ) : (
                <Tag>{t(token.revoked_at ? "team.tokens.revoked" : "team.tokens.over")}</Tag>
              ),
          },
        ]}
      />
    </ScrollRegion>
  );
}

export default function TokensPage() {
  const { t } = useWords();
  const { course } = usePlace().brief;
  return (
    <Page title={t("team.tokens.title")} note={t("team.tokens.note")}>
      <NewTokenForm course={course} />
      <Card title={t("team.tokens.own")}>
        <Answer of={useTokens(course)} rows={3}>
          {(tokens) => <TokenList course={course} tokens={tokens} />}
        </Answer>
      </Card>
    </Page>
  );
}
