import type { WaterfallBar } from "../api/types";

export type Step = WaterfallBar & { from: number; to: number; isTotal: boolean };

const TOTALS = new Set(["start", "result"]);

/** Where each bar of the waterfall begins and ends: the two totals stand on zero, the parts on what came before. */
export function waterfallSteps(bars: WaterfallBar[]): Step[] {
  let level = 0;
  return bars.map((bar) => {
    const isTotal = TOTALS.has(bar.code);
    const from = isTotal ? 0 : level;
    const to = from + bar.money_minor;
    level = to;
    return { ...bar, from, to, isTotal };
  });
}
