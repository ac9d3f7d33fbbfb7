/** What the reader types into a form and what the server counts: money in major and minor units, days from 1 and from 0. */
import type { DecisionForm, FormField, RunDetail, StandingValue } from "../../api/types";
import type { Words } from "../../i18n/useWords";
import { formatCount, formatDecimal, formatMoney, minorDigits } from "../../ui/formats";

export type Values = Record<string, unknown>;

/** The currency that an amount is in; undefined where it is no amount, or where the form does not yet say. */
export function currencyOf({ unit }: FormField, values: Values, run: RunDetail): string | undefined {
  if (unit === "home_money") return run.home_currency;
  if (unit === "market_money") return run.markets.find(({ code }) => code === values.market)?.currency;
  if (unit === "currency_money" && typeof values.currency === "string") return values.currency;
  return undefined;
}

/** Digits behind the point that a reader types. */
export function digitsOf(field: FormField, values: Values, run: RunDetail): number {
  if (field.unit === "hundredths") return 2;
  const currency = currencyOf(field, values, run);
  return currency ? minorDigits(currency) : 0;
}

export function toShown(field: FormField, value: number, values: Values, run: RunDetail): number {
  return field.unit === "day" ? value + 1 : value / 10 ** digitsOf(field, values, run);
}

function toSent(field: FormField, value: unknown, values: Values, run: RunDetail): unknown {
  if (field.type !== "integer" || typeof value !== "number") return value;
  return field.unit === "day" ? value - 1 : Math.round(value * 10 ** digitsOf(field, values, run));
}

const isFilled = (value: unknown): boolean => value !== undefined && value !== null && value !== "";

/** The payload of a form. What was left empty is not sent: it then keeps its standing value. */
export function payloadOf({ fields }: DecisionForm, values: Values, run: RunDetail): Values {
  const sent = fields.map((field) => [field.name, toSent(field, values[field.name], values, run)] as const);
  return Object.fromEntries(sent.filter(([, value]) => isFilled(value)));
}

function codeText(field: FormField, code: unknown, { pick }: Words): string {
  const option = field.options.find((one) => one.code === String(code));
  return option ? pick(option.name) : String(code);
}

/** One value of a payload as people read it. */
export function valueText(field: FormField, value: unknown, payload: Values, run: RunDetail, words: Words): string {
  const { t, language } = words;
  if (typeof value === "boolean") return t(value ? "decisions.form.yes" : "decisions.form.no");
  if (Array.isArray(value)) return value.map((code) => codeText(field, code, words)).join(", ");
  if (field.options.length) return codeText(field, value, words);
  if (typeof value !== "number") return String(value);
  const currency = currencyOf(field, payload, run);
  if (currency) return formatMoney(value, { currency, language });
  if (field.unit === "hundredths") return formatDecimal(value / 100, language, 2);
  return formatCount(field.unit === "day" ? value + 1 : value, language);
}

/** What stands of what the form names so far; undefined until it names one thing. A channel left out is the market's first. */
export function standingOf(rows: StandingValue[], values: Values): Values | undefined {
  const isNamed = ({ of }: StandingValue) =>
    Object.entries(of).every(([name, code]) => values[name] === code || (name === "channel" && !isFilled(values[name])));
  return rows.find(isNamed)?.values;
}
