import { Alert, Card, Table } from "antd";
import { useAdvertising } from "../api/queries";
import type { ListingTest, RunDetail } from "../api/types";
import { useNames } from "../app/names";
import { useOwnStore } from "../app/place";
import { useWords } from "../i18n/useWords";
import { Page } from "../ui/Page";
import { ScrollRegion } from "../ui/ScrollRegion";
import { Answer, Nothing } from "../ui/States";
import { formatCount, formatMoney, formatShare } from "../ui/formats";
import { Noted } from "./Noted";
import { OneDecision } from "./decisions/AllDecisions";
import { DecideButton } from "./desk/DecideButton";

const MILLION = 1_000_000;
const RIGHT = { align: "right" as const, className: "figure" };

type Row = { variant: string; shoppers: number; orders: number; conversion: number };

function useVariantNames(test: ListingTest): [string, string] {
  const { t, language } = useWords();
  if (test.test_price_minor === null) return [t("desk.tests.oldContent"), t("desk.tests.newContent")];
  const price = formatMoney(test.test_price_minor, { currency: test.currency, language });
  return [t("desk.tests.oldPrice"), t("desk.tests.newPrice", { price })];
}

function Counts({ test }: { test: ListingTest }) {
  const { t, language } = useWords();
  const names = useVariantNames(test);
  const rows = names.map((variant, place): Row => ({
    variant,
    shoppers: test.shoppers[place] ?? 0,
    orders: test.orders[place] ?? 0,
    conversion: (test.conversion_e6[place] ?? 0) / MILLION,
  }));
  return (
    <ScrollRegion label={t("desk.tests.counts")}>
      <Table<Row>
        rowKey="variant"
        size="small"
        pagination={false}
        dataSource={rows}
        columns={[
          { title: t("desk.tests.variant"), dataIndex: "variant" },
          { title: t("desk.tests.shoppers"), dataIndex: "shoppers", ...RIGHT, render: (count: number) => formatCount(count, language) },
          { title: t("desk.tests.orders"), dataIndex: "orders", ...RIGHT, render: (count: number) => formatCount(count, language) },
          { title: t("desk.tests.conversion"), dataIndex: "conversion", ...RIGHT, render: (share: number) => formatShare(share, language, 2) },
        ]}
      />
    </ScrollRegion>
  );
}

/** What the counts say, and what they do not say. */
function Verdict({ test }: { test: ListingTest }) {
  const { t, language } = useWords();
  const points = (millionths: number) => `${millionths > 0 ? "+" : ""}${formatShare(millionths / MILLION, language, 2)}`;
  const interval = { difference: points(test.difference_e6), low: points(test.low_e6), high: points(test.high_e6) };
  if (!test.shoppers.some(Boolean)) return <p className="quiet">{t("desk.tests.nobody")}</p>;
  const winner = test.difference_e6 > 0 ? "desk.tests.variantWins" : "desk.tests.variantLoses";
  return (
    <>
      <p>{t("desk.tests.interval", interval)}</p>
      <Alert type={test.clear && !test.days_left ? "success" : "info"} showIcon title={test.clear ? t(winner) : t("desk.tests.noWinner")} />
      {test.days_left > 0 && <p className="quiet">{t("desk.tests.peeking", { count: test.days_left })}</p>}
      {test.test_price_minor !== null && <p className="quiet">{t("desk.tests.priceNote")}</p>}
    </>
  );
}

function TestCard({ test, run, store, disabled }: { test: ListingTest; run: RunDetail; store: string; disabled: boolean }) {
  const { t } = useWords();
  const names = useNames(run);
  const place = [names.sku(test.sku), names.market(test.market), ...(run.channels.length > 1 ? [names.channel(test.channel)] : [])].join(" · ");
  const payload = { market: test.market, channel: test.channel, sku: test.sku, use_variant: true };
  return (
    <Card size="small" title={place} className="listing-test" data-testid="listing-test">
      <p className="quiet">{t("desk.tests.days", { first: test.first_day + 1, last: test.end_day })}</p>
      <Counts test={test} />
      <Verdict test={test} />
      {test.test_price_minor === null && (
        <DecideButton store={store} decision={{ kind: "use_variant", payload }} label={t("desk.tests.use")} name={t("desk.tests.useOf", { listing: place })} disabled={disabled} />
      )}
    </Card>
  );
}

/** Tests of listings: what was counted, and whether it tells anything. */
export default function TestsPage() {
  const { t } = useWords();
  const { run, store, isOver } = useOwnStore();
  return (
    <Page title={t("desk.tests.title")} note={<Noted>{t("desk.tests.intro")}</Noted>}>
      <Card title={t("desk.tests.start")}>
        <OneDecision code="test_listing" store={store.id} run={run} day={run.day} disabled={isOver} />
      </Card>
      <Answer of={useAdvertising(store.id)} rows={8}>
        {({ tests }) =>
          tests.length ? (
            <>
              {tests.map((test) => (
                <TestCard key={`${test.market} ${test.channel} ${test.sku} ${test.first_day}`} test={test} run={run} store={store.id} disabled={isOver} />
              ))}
            </>
          ) : (
            <Card>
              <Nothing title={t("desk.tests.empty")} text={t("desk.tests.emptyText")} />
            </Card>
          )
        }
      </Answer>
    </Page>
  );
}
