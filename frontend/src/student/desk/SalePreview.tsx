import { Alert, Card, InputNumber, Table } from "antd";
import { useState } from "react";
import { useLandedCost } from "../../api/queries";
import type { AskedSale } from "../../api/queries";
import type { LandedCost, RunDetail, StoreSettings } from "../../api/types";
import { useNames } from "../../app/names";
import { useWords } from "../../i18n/useWords";
import { ScrollRegion } from "../../ui/ScrollRegion";
import { Answer } from "../../ui/States";
import { formatMoney, formatShare, minorDigits } from "../../ui/formats";
import { Choice, Labelled } from "./Choice";
import { frontsOf } from "./fronts";
import { useSettled } from "./useSettled";

type Line = { code: string; label: string; amount: number };

function useLines(sale: LandedCost): Line[] {
  const { t } = useWords();
  const parts = sale.parts.map(({ code, amount_minor }) => ({
    code,
    label: t(`desk.sale.part.${code}`, { defaultValue: t("desk.sale.layer", { layer: code.replace(/^duty_/, "").replaceAll("_", " ") }) }),
    amount: amount_minor,
  }));
  return [
    { code: "price", label: t("desk.sale.price"), amount: sale.price_minor },
    ...parts.map((line) => ({ ...line, amount: -line.amount })),
    { code: "margin", label: t("desk.sale.margin"), amount: sale.margin_minor },
  ];
}

function Breakdown({ sale }: { sale: LandedCost }) {
  const { t, language } = useWords();
  const lines = useLines(sale);
  const money = (minor: number) => formatMoney(minor, { currency: sale.currency, language });
  return (
    <ScrollRegion label={t("desk.sale.title")}>
      <Table<Line>
        rowKey="code"
        size="small"
        pagination={false}
        className="breakdown"
        dataSource={lines}
        rowClassName={({ code }) => (code === "margin" || code === "price" ? "total" : "")}
        columns={[
          { title: t("desk.sale.what"), dataIndex: "label" },
          { title: t("desk.sale.amount", { currency: sale.currency }), dataIndex: "amount", align: "right", className: "figure", render: money },
          {
            title: t("desk.sale.share"),
            key: "share",
            align: "right",
            className: "figure",
            render: (_, { amount }) => formatShare(amount / Math.max(sale.price_minor, 1), language),
          },
        ]}
      />
    </ScrollRegion>
  );
}

function Reading({ sale, run }: { sale: LandedCost; run: RunDetail }) {
  const { t, language } = useWords();
  const names = useNames(run);
  const inMarket = (minor: number) => formatMoney(minor, { currency: sale.market_currency, language });
  const home = (minor: number) => formatMoney(minor, { currency: sale.currency, language });
  return (
    <>
      <p>{t("desk.sale.road", { service: names.service(sale.service), warehouse: names.warehouse(sale.warehouse), price: inMarket(sale.buyer_pays_minor) })}</p>
      {sale.at_door_minor > 0 && <Alert type="warning" showIcon title={t("desk.sale.atDoor", { amount: inMarket(sale.at_door_minor) })} />}
      <p>
        {sale.margin_minor > 0
          ? t("desk.sale.breakEven", { acos: formatShare(sale.break_even_acos_e4 / 10_000, language), bid: home(sale.break_even_bid_minor) })
          : t("desk.sale.loss")}
      </p>
    </>
  );
}

function useAsked(run: RunDetail, settings: StoreSettings) {
  const fronts = frontsOf(run, settings, useNames(run));
  const [front, setFront] = useState(fronts[0]);
  const [sku, setSku] = useState(settings.opened[0] ?? "");
  const [price, setPrice] = useState<number | null>(null);
  const digits = minorDigits(front?.market.currency ?? run.home_currency);
  const minor = useSettled(price === null || price <= 0 ? undefined : Math.round(price * 10 ** digits));
  const asked: AskedSale = { market: front?.market.code ?? "", channel: front?.channel, sku, price_minor: minor };
  return { fronts, front, setFront, sku, setSku, price, setPrice, digits, asked };
}

/** Landed cost of one sale: before a price is set, what it would leave. */
export function SalePreview({ run, settings, store }: { run: RunDetail; settings: StoreSettings; store: string }) {
  const { t } = useWords();
  const names = useNames(run);
  const { fronts, front, setFront, sku, setSku, price, setPrice, digits, asked } = useAsked(run, settings);
  const sale = useLandedCost(store, asked);
  return (
    <Card size="small" title={t("desk.sale.title")} className="preview" data-testid="sale-preview">
      <p className="quiet">{t("desk.sale.hint")}</p>
      <div className="filters">
        <Choice label={t("decisions.product")} value={sku} options={settings.opened.map((code) => ({ value: code, label: names.sku(code) }))} onChange={setSku} />
        <Choice
          label={t("decisions.market")}
          value={front?.key}
          options={fronts.map(({ key, title }) => ({ value: key, label: title }))}
          onChange={(key) => {
            setFront(fronts.find((one) => one.key === key));
            setPrice(null);
          }}
        />
        <Labelled label={t("desk.sale.tryPrice", { currency: front?.market.currency })}>
          {(id) => <InputNumber id={id} className="cell-number" min={0} precision={digits} value={price} placeholder={t("desk.sale.standing")} onChange={setPrice} />}
        </Labelled>
      </div>
      <Answer of={sale} rows={6}>
        {(data) => (
          <>
            <Breakdown sale={data} />
            <Reading sale={data} run={run} />
          </>
        )}
      </Answer>
    </Card>
  );
}
