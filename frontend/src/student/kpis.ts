import type { Kpis, StoreSummary } from "../api/types";
import type { Words } from "../i18n/useWords";
import type { Kpi } from "../ui/KpiRow";
import { formatCount, formatDecimal, formatMoney, formatShare } from "../ui/formats";

type Figure = {
  code: string;
  key: "sales_minor" | "orders" | "profit_minor" | "cash_minor" | "rating_e2" | "on_time_e4" | "ad_spend_minor" | "stock_minor";
  kind: "money" | "count" | "rating" | "share";
  period: "week" | "opening" | "close";
  good: Kpi["good"];
};

const FIGURES: Figure[] = [
  { code: "sales", key: "sales_minor", kind: "money", period: "week", good: "up" },
  { code: "orders", key: "orders", kind: "count", period: "week", good: "up" },
  { code: "profit", key: "profit_minor", kind: "money", period: "opening", good: "up" },
  { code: "cash", key: "cash_minor", kind: "money", period: "close", good: "up" },
  { code: "rating", key: "rating_e2", kind: "rating", period: "close", good: "up" },
  { code: "onTime", key: "on_time_e4", kind: "share", period: "week", good: "up" },
  { code: "adSpend", key: "ad_spend_minor", kind: "money", period: "week", good: "neither" },
  { code: "stock", key: "stock_minor", kind: "money", period: "close", good: "neither" },
];

function valueText(kind: Figure["kind"], value: number | null, currency: string, { t, language }: Words): string {
  if (value === null) return t("store.kpi.none");
  if (kind === "money") return formatMoney(value, { currency, language, whole: true });
  if (kind === "count") return formatCount(value, language);
  if (kind === "rating") return formatDecimal(value / 100, language, 2);
  return formatShare(value / 10_000, language);
}

/** The change as its own amount: money in money, shares in percentage points; always without a sign. */
function deltaText(kind: Figure["kind"], delta: number | null, currency: string, words: Words): string {
  const size = Math.abs(delta ?? 0);
  if (kind !== "share") return valueText(kind, size, currency, words);
  return words.t("store.kpi.points", { amount: formatDecimal(size / 100, words.language, 1) });
}

function toKpi(figure: Figure, kpis: Kpis, currency: string, words: Words): Kpi {
  const delta = kpis[`${figure.key}_delta`];
  return {
    code: figure.code,
    label: words.t(`store.kpi.${figure.code}`),
    period: words.t(`store.kpi.period.${figure.period}`),
    value: valueText(figure.kind, kpis[figure.key], currency, words),
    delta,
    deltaText: deltaText(figure.kind, delta, currency, words),
    good: figure.good,
  };
}

export function kpisOf(summary: StoreSummary, words: Words): Kpi[] {
  return FIGURES.map((figure) => toKpi(figure, summary.kpis, summary.currency, words));
}
