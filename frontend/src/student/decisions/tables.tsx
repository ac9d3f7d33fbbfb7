import { Table } from "antd";
import type { TableColumnsType } from "antd";
import type { ReactNode } from "react";
import type { Market, RunDetail, Sku, StoreSettings } from "../../api/types";
import { useWords } from "../../i18n/useWords";
import { formatCount, formatMoney } from "../../ui/formats";
import { ChoiceCell, NumberCell, SwitchCell } from "./cells";
import type { Draft } from "./draft";

export type TableProps = { run: RunDetail; settings: StoreSettings; draft: Draft; disabled: boolean };

const SHARED = { size: "small" as const, pagination: false as const, scroll: { x: "max-content" } };

type ListingSetting = StoreSettings["prices"][number];
type CellOf = (sku: Sku, market: Market, setting: ListingSetting) => ReactNode;

/** Products down, markets across. */
function ListingMatrix({ run, settings, renderCell }: { run: RunDetail; settings: StoreSettings; renderCell: CellOf }) {
  const { t, language, pick } = useWords();
  const found = new Map(settings.prices.map((row) => [`${row.market} ${row.sku}`, row]));
  const cost = (sku: Sku) => formatMoney(sku.unit_cost_minor, { currency: run.home_currency, language });
  const columns: TableColumnsType<Sku> = [
    {
      title: t("decisions.product"),
      key: "sku",
      fixed: "left",
      render: (_, sku) => (
        <div className="product">
          {pick(sku.name)}
          <div className="quiet small">
            {sku.code} · {t("decisions.cost", { cost: cost(sku) })}
          </div>
        </div>
      ),
    },
    ...run.markets.map((market) => ({
      title: `${pick(market.name)} (${market.currency})`,
      key: market.code,
      render: (_: unknown, sku: Sku) => {
        const setting = found.get(`${market.code} ${sku.code}`);
        return setting ? renderCell(sku, market, setting) : "–";
      },
    })),
  ];
  return <Table rowKey="code" {...SHARED} columns={columns} dataSource={run.skus} />;
}

export function PriceTable({ run, settings, draft, disabled }: TableProps) {
  const { t, language, pick } = useWords();
  return (
    <ListingMatrix
      run={run}
      settings={settings}
      renderCell={(sku, market, { currency, price_minor }) => (
        <NumberCell
          draft={draft}
          cell={{ kind: "set_price", target: { market: market.code, sku: sku.code }, field: "price_minor", standing: price_minor }}
          label={t("decisions.cell.price", { sku: pick(sku.name), market: pick(market.name) })}
          digits={market.minor_digits}
          show={(minor) => formatMoney(minor, { currency, language })}
          disabled={disabled}
        />
      )}
    />
  );
}

export function ListingTable({ run, settings, draft, disabled }: TableProps) {
  const { t, pick } = useWords();
  return (
    <ListingMatrix
      run={run}
      settings={settings}
      renderCell={(sku, market, { listed }) => (
        <SwitchCell
          draft={draft}
          cell={{ kind: "list_product", target: { market: market.code, sku: sku.code }, field: "listed", standing: listed }}
          label={t("decisions.cell.listed", { sku: pick(sku.name), market: pick(market.name) })}
          disabled={disabled}
        />
      )}
    />
  );
}

type PerMarket = { run: RunDetail; title: string; renderCell: (market: Market) => ReactNode };

function MarketTable({ run, title, renderCell }: PerMarket) {
  const { t, pick } = useWords();
  const columns: TableColumnsType<Market> = [
    { title: t("decisions.market"), key: "market", width: 220, render: (_, market) => pick(market.name) },
    { title, key: "value", render: (_, market) => renderCell(market) },
  ];
  return <Table rowKey="code" {...SHARED} columns={columns} dataSource={run.markets} />;
}

export function ServiceTable({ run, settings, draft, disabled }: TableProps) {
  const { t, pick } = useWords();
  const options = run.services.map(({ code, name }) => ({ value: code, label: pick(name) }));
  const standing = new Map(settings.services.map(({ market, service }) => [market, service]));
  return (
    <MarketTable
      run={run}
      title={t("decisions.service")}
      renderCell={({ code, name }) => (
        <ChoiceCell
          draft={draft}
          cell={{ kind: "choose_service", target: { market: code }, field: "service", standing: standing.get(code) ?? "" }}
          label={t("decisions.cell.service", { market: pick(name) })}
          options={options}
          disabled={disabled}
        />
      )}
    />
  );
}

export function AdTable({ run, settings, draft, disabled }: TableProps) {
  const { t, language, pick } = useWords();
  const standing = new Map(settings.ad_budgets.map(({ market, ad_budget_minor }) => [market, ad_budget_minor]));
  return (
    <MarketTable
      run={run}
      title={`${t("decisions.budget")} (${run.home_currency})`}
      renderCell={({ code, name }) => (
        <NumberCell
          draft={draft}
          cell={{ kind: "set_ad_budget", target: { market: code }, field: "ad_budget_minor", standing: standing.get(code) ?? 0 }}
          label={t("decisions.cell.budget", { market: pick(name) })}
          digits={run.home_minor_digits}
          show={(minor) => formatMoney(minor, { currency: run.home_currency, language })}
          disabled={disabled}
        />
      )}
    />
  );
}

export function CoverTable({ run, settings, draft, disabled }: TableProps) {
  const { t, language, pick } = useWords();
  const standing = new Map(settings.covers.map(({ sku, cover_days }) => [sku, cover_days]));
  const columns: TableColumnsType<Sku> = [
    { title: t("decisions.product"), key: "sku", width: 320, render: (_, sku) => pick(sku.name) },
    {
      title: t("decisions.cover"),
      key: "cover",
      render: (_, { code, name }) => (
        <NumberCell
          draft={draft}
          cell={{ kind: "set_cover", target: { sku: code }, field: "cover_days", standing: standing.get(code) ?? 0 }}
          label={t("decisions.cell.cover", { sku: pick(name) })}
          show={(days) => formatCount(days, language)}
          disabled={disabled}
        />
      ),
    },
  ];
  return <Table rowKey="code" {...SHARED} columns={columns} dataSource={run.skus} />;
}
