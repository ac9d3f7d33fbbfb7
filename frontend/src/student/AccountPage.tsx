import { Alert, Badge, Card, Table } from "antd";
import { useAccount } from "../api/queries";
import type { Account, RunDetail } from "../api/types";
import { useNames } from "../app/names";
import { useOwnStore } from "../app/place";
import { useWords } from "../i18n/useWords";
import { Page } from "../ui/Page";
import { ScrollRegion } from "../ui/ScrollRegion";
import { Answer, Nothing } from "../ui/States";
import { formatCount, formatShare } from "../ui/formats";
import { Noted } from "./Noted";
import { OneDecision } from "./decisions/AllDecisions";

type One = Account["accounts"][number];
type Metric = One["metrics"][number];
type Week = Account["service"][number];

const MILLION = 1_000_000;
const RIGHT = { align: "right" as const, className: "figure" };
const LOOKS = { healthy: "success", warned: "warning", listing_suspended: "warning", account_suspended: "error", closed: "error" } as const;
const NOTICES = { healthy: "success", warned: "warning", listing_suspended: "warning", account_suspended: "error", closed: "error" } as const;
const LOST = new Set<One["standing"]>(["account_suspended", "closed"]);

function Metrics({ metrics }: { metrics: Metric[] }) {
  const { t, language, pick } = useWords();
  const share = (millionths: number) => formatShare(millionths / MILLION, language, 2);
  const isBeyond = ({ rate_e6, limit_e6 }: Metric) => rate_e6 > limit_e6;
  return (
    <ScrollRegion label={t("desk.account.metrics")}>
      <Table<Metric>
        rowKey="code"
        size="small"
        pagination={false}
        dataSource={metrics}
        columns={[
          { title: t("desk.account.metric"), key: "name", className: "roomy", render: (_, { name }) => pick(name) },
          { title: t("desk.account.window"), dataIndex: "window_days", className: "no-wrap", render: (count: number) => t("decisions.days", { count }) },
          { title: t("desk.account.rate"), dataIndex: "rate_e6", ...RIGHT, render: share },
          { title: t("desk.account.limit"), dataIndex: "limit_e6", ...RIGHT, render: share },
          {
            title: t("desk.account.state"),
            key: "state",
            className: "no-wrap",
            render: (_, metric) => <Badge status={isBeyond(metric) ? "error" : "success"} text={t(isBeyond(metric) ? "desk.account.beyond" : "desk.account.within")} />,
          },
        ]}
      />
    </ScrollRegion>
  );
}

function AccountCard({ one, run, store, isOver }: { one: One; run: RunDetail; store: string; isOver: boolean }) {
  const { t, language } = useWords();
  const names = useNames(run);
  const figures = { health: formatShare(one.health_e4 / 10_000, language, 0), strikes: formatShare(one.strike_e4 / 10_000, language, 0) };
  return (
    <Card title={names.channel(one.channel)} extra={<Badge status={LOOKS[one.standing]} text={t(`desk.account.standing.${one.standing}`)} />} data-testid="account">
      <Alert type={NOTICES[one.standing]} showIcon className="band" title={t(`desk.account.meaning.${one.standing}`)} />
      <p>{t(one.strike_e4 ? "desk.account.healthStruck" : "desk.account.health", figures)}</p>
      <Metrics metrics={one.metrics} />
      {LOST.has(one.standing) && <OneDecision code="appeal" store={store} run={run} day={run.day} disabled={isOver} />}
    </Card>
  );
}

function Service({ weeks, run }: { weeks: Week[]; run: RunDetail }) {
  const { t, language } = useWords();
  const names = useNames(run);
  const place = ({ market, channel }: Week) => (run.channels.length > 1 ? `${names.market(market)} · ${names.channel(channel)}` : names.market(market));
  return (
    <ScrollRegion label={t("desk.account.service")}>
      <Table<Week>
        rowKey={place}
        size="small"
        pagination={false}
        className="one-line"
        dataSource={weeks}
        columns={[
          { title: t("decisions.market"), key: "place", render: (_, week) => place(week) },
          { title: t("desk.account.messages"), dataIndex: "messages", ...RIGHT, render: (count: number) => formatCount(count, language) },
          { title: t("desk.account.slow"), key: "slow", ...RIGHT, render: (_, { slow, messages }) => (messages ? formatShare(slow / messages, language) : "–") },
          { title: t("desk.account.claims"), dataIndex: "claims", ...RIGHT, render: (count: number) => formatCount(count, language) },
        ]}
      />
    </ScrollRegion>
  );
}

/** What the marketplaces hold against the store, and how its buyers were answered. */
export default function AccountPage() {
  const { t } = useWords();
  const { run, store, isOver } = useOwnStore();
  return (
    <Page title={t("desk.account.title")} note={<Noted>{t("desk.account.intro")}</Noted>}>
      <Answer of={useAccount(store.id)} rows={10}>
        {({ accounts, service }) => (
          <>
            {accounts.map((one) => (
              <AccountCard key={one.channel} one={one} run={run} store={store.id} isOver={isOver} />
            ))}
            {!accounts.length && (
              <Card>
                <Nothing title={t("desk.account.empty")} text={t("desk.account.emptyText")} />
              </Card>
            )}
            {service.length > 0 && (
              <Card title={t("desk.account.service")}>
                <Service weeks={service} run={run} />
              </Card>
            )}
          </>
        )}
      </Answer>
    </Page>
  );
}
