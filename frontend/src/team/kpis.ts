/** Key figures as people read and type them: money in major units, shares in percent. */
import type { Kpi } from "../api/types";
import { formatCount, formatDecimal, formatMoney, formatShare, minorDigits } from "../ui/formats";

type Unit = Kpi["unit"];

/** How many of the server's units are one of the reader's. */
export function unitsPerTyped(unit: Unit, currency: string): number {
  return { home_money: 10 ** minorDigits(currency), pieces: 1, share_e4: 100, share_e6: 10_000, hundredths: 100 }[unit];
}

export function kpiText(value: number | null, unit: Unit, { currency, language }: { currency: string; language: string }): string {
  if (value === null) return "–";
  if (unit === "home_money") return formatMoney(value, { currency, language, whole: true });
  if (unit === "share_e4") return formatShare(value / 10_000, language);
  if (unit === "share_e6") return formatShare(value / 1_000_000, language, 2);
  return unit === "hundredths" ? formatDecimal(value / 100, language, 2) : formatCount(value, language);
}

export function pointsText(points_e2: number, language: string): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 2, signDisplay: "exceptZero" }).format(points_e2 / 100);
}
