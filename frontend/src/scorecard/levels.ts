import { formatDecimal } from "../ui/formats";

const WHISKER_ERRORS = 2;

/** Levels are shown clipped to 1..5 with one decimal; the arithmetic behind them is not clipped. */
export function levelText(level_e2: number, language: string): string {
  return formatDecimal(Math.min(500, Math.max(100, level_e2)) / 100, language, 1);
}

export function errorText(se_e2: number, language: string): string {
  return formatDecimal(se_e2 / 100, language, 1);
}

/** Two standard errors each way. */
export function whisker(level_e2: number, se_e2: number): { low: number; high: number } {
  const reach = (WHISKER_ERRORS * se_e2) / 100;
  return { low: level_e2 / 100 - reach, high: level_e2 / 100 + reach };
}
