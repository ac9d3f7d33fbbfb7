import { Button, Select } from "antd";
import type { OrderFilters } from "../api/queries";
import type { OrderStatus, RunDetail } from "../api/types";
import { useWords } from "../i18n/useWords";
import { ORDER_STATUSES } from "../ui/StatusBadge";

export type FilterBarProps = { filters: OrderFilters; run: RunDetail; onChange: (filters: OrderFilters) => void };

type FilterProps<T extends string> = {
  label: string;
  value: T | undefined;
  options: { value: T; label: string }[];
  onChange: (value: T | undefined) => void;
};

function Filter<T extends string>({ label, value, options, onChange }: FilterProps<T>) {
  return (
    <Select<T>
      aria-label={label}
      placeholder={label}
      className="filter"
      allowClear
      showSearch={{ optionFilterProp: "label" }}
      value={value}
      options={options}
      onChange={onChange}
    />
  );
}

/** A changed filter starts at the first page again. */
export function OrderFilterBar({ filters, run, onChange }: FilterBarProps) {
  const { t, pick } = useWords();
  const named = ({ code, name }: { code: string; name: { en: string; zh: string } }) => ({ value: code, label: pick(name) });
  const set = (change: OrderFilters) => onChange({ ...filters, ...change, cursor: undefined });
  const statuses = (Object.keys(ORDER_STATUSES) as OrderStatus[]).map((status) => ({
    value: status,
    label: t(`store.orders.statuses.${status}`),
  }));
  const isFiltered = Boolean(filters.status || filters.market || filters.sku);
  return (
    <div className="filters">
      <Filter label={t("store.orders.filterStatus")} value={filters.status} options={statuses} onChange={(status) => set({ status })} />
      <Filter
        label={t("store.orders.filterMarket")}
        value={filters.market}
        options={run.markets.map(named)}
        onChange={(market) => set({ market })}
      />
      <Filter
        label={t("store.orders.filterSku")}
        value={filters.sku}
        options={run.skus.map(named)}
        onChange={(sku) => set({ sku })}
      />
      {isFiltered && (
        <Button type="link" onClick={() => onChange({})}>
          {t("store.orders.clear")}
        </Button>
      )}
    </div>
  );
}
