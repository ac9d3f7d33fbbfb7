import { Alert, Button, Card, Table, Tag } from "antd";
import type { TableColumnsType } from "antd";
import { useState } from "react";
import { useDisputes } from "../api/queries";
import type { Dispute, Disputes, RunDetail } from "../api/types";
import { useWords } from "../i18n/useWords";
import { Answer, Nothing } from "../ui/States";
import { addDays, formatDate, formatMoney } from "../ui/formats";
import { DisputeDrawer } from "./DisputeDrawer";

const percent = (e4: number): string => `${(e4 / 100).toFixed(2)}%`;

function Standing({ dispute }: { dispute: Dispute }) {
  const { t } = useWords();
  const { state, days_left, given_evidence, odds_e4 } = dispute;
  if (state !== "opened") {
    return (
      <>
        <Tag color={state === "won" ? "green" : state === "contested" ? "blue" : "red"}>{t(`disputes.states.${state}`)}</Tag>
        {state === "contested" && odds_e4 !== null && <span className="quiet">{t("disputes.odds", { odds: percent(odds_e4) })}</span>}
      </>
    );
  }
  if (given_evidence) return <Tag color="blue">{t(given_evidence.length ? "disputes.willContest" : "disputes.willAccept")}</Tag>;
  return <Tag color="orange">{t("disputes.daysLeft", { count: days_left ?? 0 })}</Tag>;
}

function useColumns(run: RunDetail, onOpen: (dispute: Dispute) => void): TableColumnsType<Dispute> {
  const { t, language } = useWords();
  return [
    {
      title: t("disputes.number"),
      dataIndex: "dispute_no",
      render: (number: number, dispute) => (
        <Button type="link" className="order-link" aria-label={t("disputes.open", { number })} onClick={() => onOpen(dispute)}>
          {number}
        </Button>
      ),
    },
    { title: t("disputes.opened"), dataIndex: "opened_day", render: (day: number) => formatDate(addDays(run.start_date, day), language) },
    { title: t("disputes.ground"), dataIndex: "ground", className: "long", render: (ground: string) => t(`disputes.grounds.${ground}`) },
    { title: t("disputes.code"), dataIndex: "reason_code" },
    {
      title: t("disputes.amount"),
      key: "amount",
      align: "right",
      className: "figure",
      render: (_, row) => formatMoney(row.amount_minor, { currency: row.currency, language }),
    },
    { title: t("disputes.due"), dataIndex: "due_day", render: (day: number) => formatDate(addDays(run.start_date, day), language) },
    { title: t("disputes.state"), key: "state", render: (_, dispute) => <Standing dispute={dispute} /> },
  ];
}

/** How the card networks see the store: cases against settled payments, and what follows. */
function Monitoring({ monitoring }: { monitoring: NonNullable<Disputes["monitoring"]> }) {
  const { t } = useWords();
  const { ratio_e4, limit_e4, fraud, disputes, settled, months_left } = monitoring;
  const counted = t("disputes.counted", { ratio: percent(ratio_e4), limit: percent(limit_e4), fraud, disputes, settled });
  if (months_left) return <Alert type="error" role="status" showIcon title={t("disputes.monitored", { count: months_left })} description={counted} />;
  return <p className="quiet">{counted}</p>;
}

export function DisputesCard({ store, run }: { store: string; run: RunDetail }) {
  const { t } = useWords();
  const disputes = useDisputes(store);
  const [opened, setOpened] = useState<Dispute | null>(null);
  const columns = useColumns(run, setOpened);
  if (disputes.data && !disputes.data.monitoring) return null;
  return (
    <Card title={t("disputes.title")} data-testid="disputes">
      <Answer of={disputes} rows={4}>
        {(data) => (
          <>
            {data.monitoring && <Monitoring monitoring={data.monitoring} />}
            {data.disputes.length ? (
              <Table
                rowKey="dispute_no"
                size="middle"
                columns={columns}
                dataSource={data.disputes}
                pagination={{ pageSize: 8, hideOnSinglePage: true }}
                scroll={{ x: "max-content" }}
                className="one-line"
              />
            ) : (
              <Nothing title={t("disputes.empty")} text={t("disputes.emptyText")} />
            )}
            <DisputeDrawer key={opened?.dispute_no} store={store} dispute={opened} told={data} onClose={() => setOpened(null)} />
          </>
        )}
      </Answer>
    </Card>
  );
}
