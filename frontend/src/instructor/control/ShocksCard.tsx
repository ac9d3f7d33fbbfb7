import { ThunderboltOutlined } from "@ant-design/icons";
import { App, Button, Card, Select, Spin, Table } from "antd";
import { useState } from "react";
import { usePreviewShock, useShockPreviews, useShocks, useThrowShock } from "../../api/control";
import type { Shock, ShockPreview } from "../../api/control";
import type { RunDetail } from "../../api/types";
import { useWords } from "../../i18n/useWords";
import { Answer, Nothing, useProblemText } from "../../ui/States";
import { formatMoney } from "../../ui/formats";

function Preview({ preview, run }: { preview: ShockPreview; run: RunDetail }) {
  const { t, language, pick } = useWords();
  if (!preview.ready) return <p role="status"><Spin size="small" /> {t("runs.shocks.working")}</p>;
  const money = (minor: number) => formatMoney(minor, { currency: run.home_currency, language, whole: true, signed: true });
  return (
    <>
      <p className="quiet">{t("runs.shocks.note", { days: preview.days })}</p>
      <Table
        rowKey="store"
        size="small"
        pagination={false}
        dataSource={preview.stores}
        columns={[
          { title: t("runs.board.team"), key: "name", render: (_, { name }) => pick(name) },
          { title: t("runs.shocks.mean"), dataIndex: "mean_minor", align: "right", className: "figure", render: money },
          { title: t("runs.shocks.range"), key: "range", align: "right", className: "figure quiet", render: (_, { low_minor, high_minor }) => `${money(low_minor)} … ${money(high_minor)}` },
        ]}
      />
    </>
  );
}

function Choice({ shocks, run }: { shocks: Shock[]; run: RunDetail }) {
  const { t, pick } = useWords();
  const { message, modal } = App.useApp();
  const problemText = useProblemText();
  const onError = (problem: unknown): void => void message.error(problemText(problem));
  const [code, setCode] = useState<string>();
  const ask = usePreviewShock(run.id);
  const throwIn = useThrowShock(run.id);
  const previews = useShockPreviews(run.id).data ?? [];
  const preview = previews.find((one) => one.code === code);
  const shock = shocks.find((one) => one.code === code);
  const confirm = () =>
    shock &&
    void modal.confirm({
      title: t("runs.shocks.sure", { name: pick(shock.name), day: run.day + 1 }),
      okText: t("runs.shocks.throw"),
      cancelText: t("runs.cancel"),
      onOk: () => throwIn.mutateAsync(shock.code).then(() => void message.success(t("runs.shocks.thrown")), onError),
    });
  return (
    <>
      <Select
        className="wide-choice"
        aria-label={t("runs.shocks.choose")}
        placeholder={t("runs.shocks.choose")}
        value={code}
        onChange={setCode}
        options={shocks.map(({ code: value, name, begun_day }) => ({
          value,
          disabled: begun_day !== null,
          label: begun_day === null ? pick(name) : t("runs.shocks.begun", { name: pick(name), day: begun_day + 1 }),
        }))}
      />
      <p className="answer">
        <Button disabled={!shock || preview !== undefined} loading={ask.isPending} onClick={() => code && ask.mutate(code, { onError })}>
          {t("runs.shocks.preview")}
        </Button>
        <Button danger disabled={!shock} icon={<ThunderboltOutlined aria-hidden="true" />} onClick={confirm}>
          {t("runs.shocks.throw")}
        </Button>
      </p>
      {preview && <Preview preview={preview} run={run} />}
    </>
  );
}

/** A shock is looked at before it is thrown in. */
export function ShocksCard({ run }: { run: RunDetail }) {
  const { t } = useWords();
  return (
    <Card title={t("runs.shocks.title")} data-testid="shocks">
      <Answer of={useShocks(run.id)} rows={2}>
        {(shocks) => (shocks.length ? <Choice shocks={shocks} run={run} /> : <Nothing title={t("runs.shocks.none")} />)}
      </Answer>
    </Card>
  );
}
