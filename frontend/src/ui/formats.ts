/** Figures for people. Amounts come as integers in minor units. */

/** ISO 4217, as the server counts. Browsers do not agree on it: the rupiah has two digits in some and none in others. */
const WITHOUT_MINOR_UNIT = new Set(["CLP", "JPY", "KRW", "PYG", "VND"]);

export function minorDigits(currency: string): number {
  return WITHOUT_MINOR_UNIT.has(currency) ? 0 : 2;
}

export type MoneyStyle = { currency: string; language: string; whole?: boolean; signed?: boolean; compact?: boolean };

/** The yuan is the home of every store here and keeps the plain ¥; English would give the yen the same sign. */
function currencyDisplay({ currency, language }: MoneyStyle): "narrowSymbol" | "code" | "symbol" {
  if (currency === "CNY") return "narrowSymbol";
  return currency === "JPY" && language.startsWith("en") ? "code" : "symbol";
}

export function formatMoney(minor: number, style: MoneyStyle): string {
  const digits = minorDigits(style.currency);
  const amount = minor / 10 ** digits;
  const shown = style.whole || style.compact ? 0 : digits;
  const isShortened = style.compact && Math.abs(amount) >= (style.language.startsWith("zh") ? 10_000 : 1000);
  return new Intl.NumberFormat(style.language, {
    style: "currency",
    currency: style.currency,
    currencyDisplay: currencyDisplay(style),
    minimumFractionDigits: shown,
    maximumFractionDigits: isShortened ? 1 : shown,
    notation: style.compact ? "compact" : "standard",
    signDisplay: style.signed ? "exceptZero" : "auto",
  }).format(amount);
}

export function formatCount(value: number, language: string): string {
  return new Intl.NumberFormat(language).format(value);
}

export function formatDecimal(value: number, language: string, digits: number): string {
  return new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

export function formatShare(share: number, language: string, digits = 1): string {
  return new Intl.NumberFormat(language, {
    style: "percent",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(share);
}

/** A simulated calendar date, "2026-09-14": no clock and no time zone. */
export function formatDate(date: string, language: string, style: "full" | "short" = "short"): string {
  const options: Intl.DateTimeFormatOptions =
    style === "full"
      ? { weekday: "short", year: "numeric", month: "short", day: "numeric" }
      : { month: "short", day: "numeric" };
  return new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" }).format(new Date(`${date}T00:00:00Z`));
}

export function addDays(date: string, days: number): string {
  const moment = new Date(`${date}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}

/** The name of a weekday; 0 is Monday. */
export function formatWeekday(weekday: number, language: string): string {
  const aMonday = Date.UTC(2026, 0, 5);
  return new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" }).format(aMonday + weekday * 86_400_000);
}
