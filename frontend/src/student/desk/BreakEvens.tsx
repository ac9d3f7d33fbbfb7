import { Card, Table } from "antd";
import { useState } from "react";
import { useAdvertising } from "../../api/queries";
import type { Advertising, RunDetail, StoreSettings } from "../../api/types";
import { useNames } from "../../app/names";
import { useWords } from "../../i18n/useWords";
import { ScrollRegion } from "../../ui/ScrollRegion";
import { Answer } from "../../ui/States";
import { formatCount, formatMoney, formatShare } from "../../ui/formats";
import { Choice } from "./Choice";
import { frontsOf } from "./fronts";

type BreakEven = Advertising["break_evens"][number];
type Campaign = Advertising["campaigns"][number];
type Shown = { data: Advertising; run: RunDetail };

const RIGHT = { align: "right" as const, className: "figure" };

function CampaignTable({ data, run, front }: Shown & { front: string }) {
  const { t, language, pick } = useWords();
  const categories = new Map(run.categories.map(({ code, name }) => [code, pick(name)]));
  const rows = data.campaigns.filter(({ market, channel }) => `${market} ${channel}` === front);
  const money = (minor: number) => formatMoney(minor, { currency: data.currency, language });
  const count = (value: number) => formatCount(value, language);
  const ratio = (part: number, whole: number) => (whole ? formatShare(part / whole, language) : "–");
  if (!rows.length) return null;
  return (
    <ScrollRegion label={t("desk.ads.campaigns")}>
      <Table<Campaign>
        rowKey="category"
        size="small"
        pagination={false}
        className="one-line"
        title={() => t("desk.ads.campaigns")}
        dataSource={rows}
        columns={[
          { title: t("desk.ads.category"), dataIndex: "category", render: (code: string) => categories.get(code) ?? code },
          { title: t("desk.ads.impressions"), dataIndex: "impressions", ...RIGHT, render: count },
          { title: t("desk.ads.ctr"), key: "ctr", ...RIGHT, render: (_, row) => ratio(row.clicks, row.impressions) },
          { title: t("desk.ads.cpc"), key: "cpc", ...RIGHT, render: (_, row) => (row.clicks ? money(Math.round(row.spend_minor / row.clicks)) : "–") },
          { title: t("desk.ads.orders"), dataIndex: "ad_orders", ...RIGHT, render: count },
          { title: t("desk.ads.cvr"), key: "cvr", ...RIGHT, render: (_, row) => ratio(row.ad_orders, row.clicks) },
          { title: t("desk.ads.spend"), dataIndex: "spend_minor", ...RIGHT, render: money },
          { title: t("desk.ads.rank"), dataIndex: "organic_rank", ...RIGHT, render: (rank: number) => (rank ? count(rank) : "–") },
        ]}
      />
    </ScrollRegion>
  );
}

function BreakEvenTable({ data, run, front, opened }: Shown & { front: string; opened: string[] }) {
  const { t, language } = useWords();
  const names = useNames(run);
  const rows = data.break_evens.filter(({ market, channel, sku }) => `${market} ${channel}` === front && opened.includes(sku));
  const money = (minor: number) => formatMoney(minor, { currency: data.currency, language });
  return (
    <ScrollRegion label={t("desk.ads.title")}>
      <Table<BreakEven>
        rowKey="sku"
        size="small"
        pagination={false}
        className="one-line"
        dataSource={rows}
        columns={[
          { title: t("decisions.product"), dataIndex: "sku", className: "long", render: names.sku },
          { title: t("desk.ads.price"), dataIndex: "price_minor", ...RIGHT, render: money },
          { title: t("desk.ads.margin"), dataIndex: "margin_minor", ...RIGHT, render: money },
          { title: t("desk.ads.acos"), dataIndex: "break_even_acos_e4", ...RIGHT, render: (share: number) => formatShare(share / 10_000, language) },
          { title: t("desk.ads.bid"), dataIndex: "break_even_bid_minor", ...RIGHT, render: (minor: number) => (minor ? money(minor) : "–") },
        ]}
      />
    </ScrollRegion>
  );
}

/** Where advertising stops paying, by listing, beside what it brought in the last days. */
export function BreakEvens({ run, settings, store }: { run: RunDetail; settings: StoreSettings; store: string }) {
  const { t } = useWords();
  const fronts = frontsOf(run, settings, useNames(run));
  const [front, setFront] = useState(fronts[0]?.key ?? "");
  return (
    <Card size="small" title={t("desk.ads.title")} className="preview" data-testid="break-evens">
      <p className="quiet">{t("desk.ads.hint")}</p>
      <div className="filters">
        <Choice label={t("decisions.market")} value={front} options={fronts.map(({ key, title }) => ({ value: key, label: title }))} onChange={setFront} />
      </div>
      <Answer of={useAdvertising(store)} rows={6}>
        {(data) => (
          <>
            <BreakEvenTable data={data} run={run} front={front} opened={settings.opened} />
            <CampaignTable data={data} run={run} front={front} />
          </>
        )}
      </Answer>
    </Card>
  );
}
