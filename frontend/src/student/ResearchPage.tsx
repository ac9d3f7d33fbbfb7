import { Alert, Card, Table, Tag } from "antd";
import type { TableColumnsType } from "antd";
import { useState } from "react";
import { useResearch } from "../api/queries";
import type { Candidate, Research, RunDetail, Sku } from "../api/types";
import { useNames } from "../app/names";
import { useOwnStore } from "../app/place";
import { useWords } from "../i18n/useWords";
import { Page } from "../ui/Page";
import { ScrollRegion } from "../ui/ScrollRegion";
import { Answer, Nothing } from "../ui/States";
import { formatCount, formatMoney, formatShare } from "../ui/formats";
import { Noted } from "./Noted";
import { Choice } from "./desk/Choice";
import { DecideButton } from "./desk/DecideButton";

const CANDIDATES_A_PAGE = 20;
const RIGHT = { align: "right" as const, className: "figure" };

/** A candidate with what one market says of it. */
type Row = Candidate & { of: Candidate["markets"][number]; product: Sku; category: string };

function rowsOf(research: Research, run: RunDetail, market: string): Row[] {
  const skus = new Map(run.skus.map((sku) => [sku.code, sku]));
  return research.products.flatMap((candidate) => {
    const of = candidate.markets.find((one) => one.market === market);
    const product = skus.get(candidate.sku);
    return of && product ? [{ ...candidate, of, product, category: product.category }] : [];
  });
}

function Burden({ compliance, battery, liquid }: Candidate) {
  const { t } = useWords();
  const marks = [...compliance.map((mark) => t(`desk.research.mark.${mark}`, { defaultValue: mark })), ...(battery ? [t("desk.research.battery")] : []), ...(liquid ? [t("desk.research.liquid")] : [])];
  if (!marks.length) return <>{t("desk.research.nothing")}</>;
  return (
    <>
      {marks.map((mark) => (
        <Tag key={mark}>{mark}</Tag>
      ))}
    </>
  );
}

function useColumns(run: RunDetail, store: string, hasRoom: boolean, disabled: boolean): TableColumnsType<Row> {
  const { t, language, pick } = useWords();
  const names = useNames(run);
  const categories = new Map(run.categories.map(({ code, name }) => [code, pick(name)]));
  const share = (part: number) => formatShare(part / 10_000, language, 0);
  const action = ({ sku, opened }: Row) => (
    <DecideButton
      store={store}
      decision={{ kind: "select_product", payload: { sku, opened: !opened } }}
      label={t(opened ? "desk.research.close" : "desk.research.open")}
      name={t(opened ? "desk.research.closeOf" : "desk.research.openOf", { sku: names.sku(sku) })}
      disabled={disabled || (!opened && !hasRoom)}
    />
  );
  return [
    {
      title: t("decisions.product"),
      key: "sku",
      className: "roomy",
      render: (_, { sku, product, category }) => (
        <div className="product">
          {names.sku(sku)}
          <div className="quiet small">
            {categories.get(category)} · {t("decisions.cost", { cost: formatMoney(product.unit_cost_minor, { currency: run.home_currency, language }) })}
          </div>
        </div>
      ),
    },
    {
      title: t("desk.research.search"),
      key: "search",
      ...RIGHT,
      sorter: (a, b) => a.of.search_per_month - b.of.search_per_month,
      defaultSortOrder: "descend",
      render: (_, { of }) => formatCount(of.search_per_month, language),
    },
    { title: t("desk.research.competition"), key: "competition", ...RIGHT, sorter: (a, b) => a.of.competition_e4 - b.of.competition_e4, render: (_, { of }) => share(of.competition_e4) },
    { title: t("desk.research.margin"), key: "margin", ...RIGHT, sorter: (a, b) => a.of.margin_e4 - b.of.margin_e4, render: (_, { of }) => share(of.margin_e4) },
    { title: t("desk.research.season"), key: "season", ...RIGHT, sorter: (a, b) => a.of.season_e4 - b.of.season_e4, render: (_, { of }) => share(of.season_e4) },
    { title: t("desk.research.burden"), key: "burden", className: "roomy", sorter: (a, b) => a.burden - b.burden, render: (_, row) => <Burden {...row} /> },
    { title: t("desk.research.carried"), key: "action", render: (_, row) => action(row) },
  ];
}

function Candidates({ research, run, store, disabled }: { research: Research; run: RunDetail; store: string; disabled: boolean }) {
  const { t, pick } = useWords();
  const names = useNames(run);
  const [market, setMarket] = useState(run.markets[0]?.code ?? "");
  const [category, setCategory] = useState("");
  const room = research.most_products - research.open_products;
  const rows = rowsOf(research, run, market).filter((row) => !category || row.category === category);
  const present = new Set(rowsOf(research, run, market).map((row) => row.category));
  const categories = run.categories.filter(({ code }) => present.has(code)).map(({ code, name }) => ({ value: code, label: pick(name) }));
  return (
    <Card>
      <Alert type={room > 0 ? "info" : "warning"} showIcon className="band" title={t("desk.research.room", { open: research.open_products, most: research.most_products })} />
      <div className="filters">
        <Choice label={t("decisions.market")} value={market} options={run.markets.map(({ code }) => ({ value: code, label: names.market(code) }))} onChange={setMarket} />
        <Choice label={t("desk.research.category")} value={category} options={[{ value: "", label: t("store.orders.all") }, ...categories]} onChange={setCategory} />
      </div>
      <ScrollRegion label={t("desk.research.title")}>
        <Table<Row>
          rowKey="sku"
          size="small"
          data-testid="candidates"
          columns={useColumns(run, store, room > 0, disabled)}
          dataSource={rows}
          pagination={{ pageSize: CANDIDATES_A_PAGE, hideOnSinglePage: true, showSizeChanger: false }}
        />
      </ScrollRegion>
    </Card>
  );
}

/** What can be known of the products that the store may open. */
export default function ResearchPage() {
  const { t } = useWords();
  const { run, store, isOver } = useOwnStore();
  return (
    <Page title={t("desk.research.title")} note={<Noted>{t("desk.research.intro")}</Noted>}>
      <Answer of={useResearch(store.id)} rows={12}>
        {(research) =>
          research.products.length ? (
            <Candidates research={research} run={run} store={store.id} disabled={isOver} />
          ) : (
            <Nothing title={t("desk.research.fixed")} text={t("desk.research.fixedText")} />
          )
        }
      </Answer>
    </Page>
  );
}
