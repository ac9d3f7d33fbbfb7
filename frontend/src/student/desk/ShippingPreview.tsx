import { Card, InputNumber, Table } from "antd";
import { lazy, Suspense, useState } from "react";
import { useQuotes } from "../../api/queries";
import type { Quotes, RunDetail, StoreSettings } from "../../api/types";
import { useNames } from "../../app/names";
import { useWords } from "../../i18n/useWords";
import { ScrollRegion } from "../../ui/ScrollRegion";
import { Answer, Loading } from "../../ui/States";
import { formatCount, formatMoney } from "../../ui/formats";
import { Choice, Labelled } from "./Choice";
import { useSettled } from "./useSettled";

const ArrivalChart = lazy(() => import("./ArrivalChart"));
const MOST_UNITS = 100;

type Quote = Quotes["quotes"][number];

function QuoteTable({ quotes, run }: { quotes: Quotes; run: RunDetail }) {
  const { t, language } = useWords();
  const names = useNames(run);
  const days = (count: number) => t("decisions.days", { count });
  return (
    <ScrollRegion label={t("desk.shipping.title")}>
      <Table<Quote>
        rowKey="service"
        size="small"
        pagination={false}
        className="one-line"
        dataSource={quotes.quotes}
        columns={[
          { title: t("decisions.service"), dataIndex: "service", render: names.service },
          {
            title: t("desk.shipping.price"),
            key: "price",
            align: "right",
            className: "figure",
            render: (_, { carried, total_minor }) => (carried ? formatMoney(total_minor, { currency: quotes.currency, language }) : t("desk.shipping.notCarried")),
          },
          { title: t("desk.shipping.billed"), dataIndex: "billed_g", align: "right", className: "figure", render: (grams: number) => `${formatCount(grams, language)} g` },
          { title: t("desk.shipping.median"), dataIndex: "median_days", align: "right", className: "figure", render: days },
          { title: t("desk.shipping.p95"), dataIndex: "p95_days", align: "right", className: "figure", render: days },
          { title: t("desk.shipping.promise"), dataIndex: "promise_days", align: "right", className: "figure", render: days },
        ]}
      />
    </ScrollRegion>
  );
}

/** What each service would charge for a parcel, and how the days until it arrives spread. */
export function ShippingPreview({ run, settings, store }: { run: RunDetail; settings: StoreSettings; store: string }) {
  const { t } = useWords();
  const names = useNames(run);
  const [sku, setSku] = useState(settings.opened[0] ?? "");
  const [market, setMarket] = useState(run.markets[0]?.code ?? "");
  const [units, setUnits] = useState(1);
  const quotes = useQuotes(store, { sku, market, units: useSettled(units) });
  return (
    <Card size="small" title={t("desk.shipping.title")} className="preview" data-testid="shipping-preview">
      <p className="quiet">{t("desk.shipping.hint")}</p>
      <div className="filters">
        <Choice label={t("decisions.product")} value={sku} options={settings.opened.map((code) => ({ value: code, label: names.sku(code) }))} onChange={setSku} />
        <Choice label={t("decisions.market")} value={market} options={run.markets.map(({ code }) => ({ value: code, label: names.market(code) }))} onChange={setMarket} />
        <Labelled label={t("decisions.units")}>
          {(id) => <InputNumber id={id} className="cell-number" min={1} max={MOST_UNITS} precision={0} value={units} onChange={(count) => setUnits(count ?? 1)} />}
        </Labelled>
      </div>
      <Answer of={quotes} rows={6}>
        {(data) => (
          <>
            <p>{t("desk.shipping.from", { warehouse: names.warehouse(data.warehouse) })}</p>
            <QuoteTable quotes={data} run={run} />
            <Suspense fallback={<Loading rows={5} />}>
              <ArrivalChart quotes={data} run={run} />
            </Suspense>
          </>
        )}
      </Answer>
    </Card>
  );
}
