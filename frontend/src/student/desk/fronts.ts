import type { Names } from "../../app/names";
import type { Market, RunDetail, StoreSettings } from "../../api/types";

/** A market through one channel. The channel has a name only where the run has several. */
export type Front = { key: string; market: Market; channel: string; title: string; target: { market: string; channel?: string } };

/** Where the store can sell, in the order of the run's markets. */
export function frontsOf(run: RunDetail, settings: StoreSettings, names: Names): Front[] {
  const found = new Map<string, Front>();
  const isOnlyOne = run.channels.length < 2;
  for (const { market: code, channel } of settings.ad_budgets) {
    const market = run.markets.find((one) => one.code === code);
    const key = `${code} ${channel}`;
    if (!market) continue;
    const title = isOnlyOne ? names.market(code) : `${names.market(code)} · ${names.channel(channel)}`;
    found.set(key, { key, market, channel, title, target: isOnlyOne ? { market: code } : { market: code, channel } });
  }
  return [...found.values()];
}
