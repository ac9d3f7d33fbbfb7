import { Table } from "antd";
import type { TableColumnsType } from "antd";
import type { ReactNode } from "react";
import type { RunDetail, Sku, StoreSettings } from "../../api/types";
import { useNames } from "../../app/names";
import { useWords } from "../../i18n/useWords";
import { formatCount, formatMoney } from "../../ui/formats";
import { frontsOf } from "../desk/fronts";
import type { Front } from "../desk/fronts";
import { ChoiceCell, NumberCell, SwitchCell } from "./cells";
import type { Draft } from "./draft";

export type TableProps = { run: RunDetail; settings: StoreSettings; draft: Draft; disabled: boolean };

const SHARED = { size: "small" as const, pagination: false as const, scroll: { x: "max-content" } };

type ListingSetting = StoreSettings["prices"][number];
type CellOf = (sku: Sku, front: Front, setting: ListingSetting) => ReactNode;

/** The products that the store carries. */
const carried = (run: RunDetail, settings: StoreSettings): Sku[] => run.skus.filter(({ code }) => settings.opened.includes(code));

/** Products down, fronts across. */
function ListingMatrix({ run, settings, renderCell }: { run: RunDetail; settings: StoreSettings; renderCell: CellOf }) {
  const { t, language, pick } = useWords();
  const found = new Map(settings.prices.map((row) => [`${row.market} ${row.channel} ${row.sku}`, row]));
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
    ...frontsOf(run, settings, useNames(run)).map((front) => ({
      title: `${front.title} (${front.market.currency})`,
      key: front.key,
      render: (_: unknown, sku: Sku) => {
        const setting = found.get(`${front.key} ${sku.code}`);
        return setting ? renderCell(sku, front, setting) : "–";
      },
    })),
  ];
  return <Table rowKey="code" {...SHARED} columns={columns} dataSource={carried(run, settings)} />;
}

export function PriceTable({ run, settings, draft, disabled }: TableProps) {
  const { t, language, pick } = useWords();
  return (
    <ListingMatrix
      run={run}
      settings={settings}
      renderCell={(sku, { target, title, market }, { currency, price_minor }) => (
        <NumberCell
          draft={draft}
          cell={{ kind: "set_price", target: { ...target, sku: sku.code }, field: "price_minor", standing: price_minor }}
          label={t("decisions.cell.price", { sku: pick(sku.name), market: title })}
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
      renderCell={(sku, { target, title }, { listed }) => (
        <SwitchCell
          draft={draft}
          cell={{ kind: "list_product", target: { ...target, sku: sku.code }, field: "listed", standing: listed }}
          label={t("decisions.cell.listed", { sku: pick(sku.name), market: title })}
          disabled={disabled}
        />
      )}
    />
  );
}

type Place = { key: string; title: string };
type PerPlace<T> = { places: T[]; title: string; renderCell: (place: T) => ReactNode };

/** One value a market, or a front. */
function PlaceTable<T extends Place>({ places, title, renderCell }: PerPlace<T>) {
  const { t } = useWords();
  const columns: TableColumnsType<T> = [
    { title: t("decisions.market"), dataIndex: "title", width: 220 },
    { title, key: "value", render: (_, place) => renderCell(place) },
  ];
  return <Table rowKey="key" {...SHARED} columns={columns} dataSource={places} />;
}

export function ServiceTable({ run, settings, draft, disabled }: TableProps) {
  const { t, pick } = useWords();
  const options = run.services.map(({ code, name }) => ({ value: code, label: pick(name) }));
  const standing = new Map(settings.services.map(({ market, service }) => [market, service]));
  return (
    <PlaceTable
      places={run.markets.map(({ code, name }) => ({ key: code, title: pick(name) }))}
      title={t("decisions.service")}
      renderCell={({ key, title }) => (
        <ChoiceCell
          draft={draft}
          cell={{ kind: "choose_service", target: { market: key }, field: "service", standing: standing.get(key) ?? "" }}
          label={t("decisions.cell.service", { market: title })}
          options={options}
          disabled={disabled}
        />
      )}
    />
  );
}

export function AdTable({ run, settings, draft, disabled }: TableProps) {
  const { t, language } = useWords();
  const standing = new Map(settings.ad_budgets.map(({ market, channel, ad_budget_minor }) => [`${market} ${channel}`, ad_budget_minor]));
  return (
    <PlaceTable
      places={frontsOf(run, settings, useNames(run))}
      title={`${t("decisions.budget")} (${run.home_currency})`}
      renderCell={({ key, title, target }) => (
        <NumberCell
          draft={draft}
          cell={{ kind: "set_ad_budget", target, field: "ad_budget_minor", standing: standing.get(key) ?? 0 }}
          label={t("decisions.cell.budget", { market: title })}
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
  return <Table rowKey="code" {...SHARED} columns={columns} dataSource={carried(run, settings)} />;
}
