/** What the desk of the made-up run shows: previews, research, inbox, customs. */
import type { Account, Advertising, Customs, Inbox, LandedCost, Quotes, Research } from "../api/types";
import { MARKETS, SKUS } from "./world";

const PARTS: [string, number][] = [
  ["goods", 1800],
  ["shipping", 3100],
  ["duty_mfn", 420],
  ["marketplace_fee", 1387],
];

/** A sale at the price that is asked about, ten yuan for a dollar. */
export function makeLandedCost(asked: URLSearchParams): LandedCost {
  const buyer_pays_minor = Number(asked.get("price_minor") ?? 1299);
  const price_minor = buyer_pays_minor * 10;
  const margin_minor = price_minor - PARTS.reduce((sum, [, amount]) => sum + amount, 0);
  return {
    day: 60,
    market: asked.get("market") ?? "",
    channel: "marketplace",
    sku: asked.get("sku") ?? "",
    currency: "CNY",
    market_currency: "USD",
    warehouse: "SZX",
    service: "line",
    price_minor,
    margin_minor,
    break_even_acos_e4: Math.max(Math.floor((margin_minor * 10_000) / price_minor), 0),
    break_even_bid_minor: 64,
    buyer_pays_minor,
    at_door_minor: 0,
    parts: PARTS.map(([code, amount_minor]) => ({ code, amount_minor })),
  };
}

const quote = (service: string, total_minor: number, median_days: number, carried = true): Quotes["quotes"][number] => ({
  service,
  carried,
  chargeable_g: 120,
  billed_g: 120,
  listed_minor: 400,
  fuel_minor: 20,
  peak_minor: 0,
  total_minor,
  promise_days: median_days + 4,
  median_days,
  p95_days: median_days + 5,
  arrival_e4: Array.from({ length: median_days + 8 }, (_, day) => (day < median_days ? 0 : Math.min(10_000, 5000 + 1000 * (day - median_days)))),
});

export const QUOTES: Quotes = {
  day: 60,
  warehouse: "SZX",
  currency: "CNY",
  quotes: [quote("express", 9100, 4), quote("line", 3100, 9), quote("postal", 1900, 18, false)],
};

export const ADVERTISING: Advertising = {
  day: 60,
  currency: "CNY",
  campaigns: [
    { market: "US", channel: "marketplace", category: "home", impressions: 12_000, clicks: 60, ad_orders: 6, spend_minor: 24_000, personal_clicks: 0, shown_e4: 9000, organic_rank: 3 },
  ],
  break_evens: SKUS.map(({ code }, number) => ({
    market: "US",
    channel: "marketplace",
    sku: code,
    price_minor: 9000 + 100 * number,
    margin_minor: 2100,
    break_even_acos_e4: 2333,
    break_even_bid_minor: 210,
  })),
  tests: [
    { market: "US", channel: "marketplace", sku: "USB-HUB", currency: "USD", test_price_minor: null, first_day: 40, end_day: 54, days_left: 0, shoppers: [1000, 1000], orders: [50, 70], conversion_e6: [50_000, 70_000], difference_e6: 20_000, low_e6: -959, high_e6: 40_879, lift_e4: 4000, clear: false },
    { market: "US", channel: "marketplace", sku: "PHN-CASE", currency: "USD", test_price_minor: 1199, first_day: 30, end_day: 44, days_left: 0, shoppers: [2000, 2000], orders: [80, 160], conversion_e6: [40_000, 80_000], difference_e6: 40_000, low_e6: 25_000, high_e6: 55_000, lift_e4: 10_000, clear: true },
  ],
};

export const RESEARCH: Research = {
  day: 60,
  open_products: 6,
  most_products: 7,
  products: SKUS.slice(4).map(({ code }, number) => ({
    sku: code,
    opened: number === 0,
    compliance: ["CE"],
    battery: number === 1,
    liquid: false,
    burden: 1 + 2 * number,
    markets: MARKETS.map((market, place) => ({ market: market.code, search_per_month: 90_000 - 9000 * place - 1000 * number, competition_e4: 7600, margin_e4: 4100, season_e4: 11_200 })),
  })),
};

export const INBOX: Inbox = {
  day: 60,
  standing: [
    { case: "late", answer: "apologise" },
    { case: "not_as_described", answer: "partial_refund" },
    { case: "review_threat", answer: "refuse" },
  ],
  refunds: [
    { case: "late", answer: "partial_refund", refund_e4: 2000 },
    { case: "late", answer: "full_refund", refund_e4: 10_000 },
  ],
  open: [
    { case_no: 3776, kind: "late", order: "690342461440", sku: "PHN-CASE", market: "US", currency: "USD", price_minor: 1300, promised_day: 55, opened_day: 59, due_day: 62, days_left: 2, standing_answer: "apologise", given_answer: null },
  ],
  closed: [
    { case_no: 3700, kind: "review_threat", order: "690342461441", sku: "LED-DESK", market: "DE", currency: "EUR", price_minor: 2200, promised_day: 50, opened_day: 52, due_day: 55, answer: "refuse", by_team: false, refund_minor: 0, claimed: true, bad_review: false },
  ],
};

export const CUSTOMS: Customs = {
  day: 60,
  document_policy: "basic",
  held: [{ order: "690342461442", day: 57, sku: "USB-HUB", market: "US", held_days: 3 }],
  findings: [{ order: "690342461443", day: 50, sku: "USB-HUB", market: "US", outcome: "fined", faults: ["under_declared"], penalty_minor: 30_000 }],
  compliance: [],
  papers: [
    { code: "vat_gb", name: { en: "UK VAT number", zh: "英国 VAT 税号" }, certificate: false, days: 42, cost_minor: 400_000, standing: "missing", held_skus: [], applied_skus: [] },
    { code: "ce", name: { en: "CE certificate", zh: "CE 认证" }, certificate: true, days: 21, cost_minor: 600_000, standing: null, held_skus: ["PHN-CASE"], applied_skus: ["USB-HUB"] },
  ],
};

export const ACCOUNT: Account = {
  day: 60,
  accounts: [
    {
      channel: "marketplace",
      standing: "warned",
      health_e4: 7400,
      strike_e4: 0,
      metrics: [
        { code: "order_defect", name: { en: "Order defect rate", zh: "订单缺陷率" }, rate_e6: 16_000, limit_e6: 10_000, window_days: 60, hard: true },
        { code: "late_shipment", name: { en: "Late shipment rate", zh: "迟发率" }, rate_e6: 12_000, limit_e6: 40_000, window_days: 30, hard: true },
      ],
    },
  ],
  service: [{ market: "DE", channel: "marketplace", messages: 40, slow: 9, claims: 1 }],
};
