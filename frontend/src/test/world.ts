/** A small made-up run for tests and for the dev server without a back end. */
import type {
  Decision,
  DecisionForm,
  DecisionKind,
  Disputes,
  FormField,
  LeaderboardRow,
  Market,
  News,
  RunDetail,
  Scorecard,
  Shipments,
  Sku,
  StoreDay,
  StoreSettings,
  StoreSummary,
} from "../api/types";
import { addDays } from "../ui/formats";

const START = "2026-09-14";
export const RUN = "1";
export const STORE = "11";

const market = (code: string, en: string, zh: string, currency: string, place: [number, number]): Market => ({
  code,
  name: { en, zh },
  currency,
  minor_digits: currency === "JPY" ? 0 : 2,
  lat: place[0],
  lon: place[1],
});

export const MARKETS: Market[] = [
  market("US", "United States", "美国", "USD", [39.8, -98.6]),
  market("DE", "Germany", "德国", "EUR", [51.2, 10.4]),
  market("GB", "United Kingdom", "英国", "GBP", [52.5, -1.5]),
  market("JP", "Japan", "日本", "JPY", [36.2, 138.3]),
  market("AU", "Australia", "澳大利亚", "AUD", [-33.9, 151.2]),
];

const SKU_NAMES: [string, string, string][] = [
  ["PHN-CASE", "Shockproof phone case", "防摔手机壳"],
  ["USB-HUB", "USB-C hub, 7 ports", "七合一 USB-C 扩展坞"],
  ["LED-DESK", "LED desk lamp", "LED 护眼台灯"],
  ["YOGA-MAT", "Yoga mat, 6 mm", "6 毫米瑜伽垫"],
  ["PET-BRUSH", "Pet grooming brush", "宠物梳毛刷"],
  ["TRVL-CUBE", "Packing cubes, set of 6", "旅行收纳袋六件套"],
];

export const SKUS: Sku[] = SKU_NAMES.map(([code, en, zh], number) => ({
  code,
  name: { en, zh },
  category: "home",
  unit_cost_minor: 1800 + 900 * number,
  weight_g: 120 + 150 * number,
}));

export function makeRun(day: number, role: RunDetail["role"] = "student"): RunDetail {
  return {
    id: RUN,
    title: { en: "First store, autumn class", zh: "第一家店 · 秋季班" },
    role,
    state: "running",
    day,
    days: 84,
    round_days: 7,
    date: addDays(START, day),
    start_date: START,
    clock: "manual",
    pace_seconds: null,
    timetable: [],
    next_due_at: null,
    decisions_frozen: false,
    purpose: "graded",
    branch_of: null,
    branch_day: 0,
    released_seed: null,
    home_currency: "CNY",
    home_minor_digits: 2,
    sections: ["catalogue", "buyer_service", "account_health", "customs", "marketing"],
    channels: [{ code: "marketplace", name: { en: "Marketplace", zh: "电商平台" }, kind: "marketplace" }],
    payment_methods: [{ code: "card", name: { en: "Card", zh: "银行卡" } }],
    scenario: {
      code: "first-store",
      version: "1",
      title: { en: "First store", zh: "第一家店" },
      summary: { en: "Sell from Shenzhen to five markets.", zh: "从深圳卖向五个市场。" },
    },
    markets: MARKETS,
    categories: [{ code: "home", name: { en: "Home", zh: "家居" } }],
    skus: SKUS,
    services: [
      { code: "express", name: { en: "Express", zh: "国际快递" } },
      { code: "line", name: { en: "Dedicated line", zh: "专线" } },
      { code: "postal", name: { en: "Postal", zh: "邮政小包" } },
    ],
    warehouses: [
      { code: "SZX", name: { en: "Shenzhen", zh: "深圳仓" }, market: null, lat: 22.54, lon: 114.06 },
      { code: "US-LAX", name: { en: "Los Angeles", zh: "洛杉矶仓" }, market: "US", lat: 33.94, lon: -118.4 },
    ],
    stores: [{ id: STORE, name: { en: "Aurora Goods", zh: "极光百货" }, team: "Team 1", is_rival: false }],
  };
}

export const SUMMARY: StoreSummary = {
  day: 59,
  date: addDays(START, 59),
  currency: "CNY",
  kpis: {
    sales_minor: 18_452_300, sales_minor_delta: 1_204_500,
    orders: 1042, orders_delta: -38,
    profit_minor: 31_208_950, profit_minor_delta: 2_915_020,
    cash_minor: 64_120_077, cash_minor_delta: 5_021_000,
    rating_e2: 441, rating_e2_delta: 3,
    on_time_e4: 9312, on_time_e4_delta: -140,
    ad_spend_minor: 1_260_000, ad_spend_minor_delta: 0,
    stock_minor: 20_911_500, stock_minor_delta: null,
  },
};

const wave = (day: number, size: number): number => Math.round(size * (1 + 0.3 * Math.sin(day / 3.1) + 0.2 * Math.sin(day * 1.7)));

export function makeDays(count: number): StoreDay[] {
  return Array.from({ length: count }, (_, day) => ({
    day,
    date: addDays(START, day),
    sales_minor: wave(day, 2_100_000 + 9000 * day),
    ad_spend_minor: wave(day + 2, 180_000),
    orders: wave(day, 140),
    units: wave(day, 150),
    visits: wave(day, 4100),
    delivered: wave(day, 120),
    late: wave(day, 8),
    cash_minor: 40_000_000 + 400_000 * day,
    stock_minor: 21_000_000,
    wealth_minor: 60_000_000 + 500_000 * day,
    rating_e2: 430 + Math.floor(day / 6),
  }));
}

export const SHIPMENTS: Shipments = {
  open: MARKETS.flatMap(({ code }, number) => [
    { market: code, warehouse: "SZX", stage: "pick_up" as const, parcels: 18 + number },
    { market: code, warehouse: "SZX", stage: "line_haul" as const, parcels: 190 - 35 * number },
    { market: code, warehouse: "SZX", stage: "import_hold" as const, parcels: 3 },
    { market: code, warehouse: "SZX", stage: "last_mile" as const, parcels: 60 - 9 * number },
    ...(code === "US" ? [{ market: "US", warehouse: "US-LAX", stage: "last_mile" as const, parcels: 74 }] : []),
  ]),
  delivered_7d: MARKETS.slice(0, 4).map(({ code }, number) => ({ market: code, parcels: 210 - 40 * number, late: 12 - number })),
};

export const NEWS: News[] = [
  {
    code: "tariff",
    kind: "exemption_ends",
    title: { en: "Exemption ends", zh: "免税取消" },
    text: { en: "Duty is due from the first dollar.", zh: "自第一美元起征税。" },
    date: addDays(START, 50),
    begins_date: addDays(START, 70),
    over: false,
    markets: ["US"],
    channels: [],
    categories: [],
    skus: [],
    services: [],
    warehouses: [],
  },
];

export const DISPUTES: Disputes = {
  day: 60,
  monitoring: { fraud: 4, disputes: 9, settled: 620, ratio_e4: 209, limit_e4: 150, least_cases: 5, month_ends_day: 83, months_left: 2 },
  costs: { represent_cents: 1500, evidence_cents: 200, ruling_days: 21 },
  standing: [],
  odds: [
    { ground: "fraud", base_e4: 1200, points: [{ evidence: "authentication", points_e4: 5500 }] },
    { ground: "not_received", base_e4: 1500, points: [{ evidence: "tracking", points_e4: 4500 }, { evidence: "authentication", points_e4: 500 }] },
  ],
  disputes: [
    {
      dispute_no: 241664, order: "690342461440", ground: "not_received", reason_code: "Visa 13.1", state: "opened",
      opened_day: 59, due_day: 89, days_left: 29, end_day: null, amount_minor: 2499, fee_minor: 1500, currency: "USD",
      proofs: ["tracking", "correspondence"], evidence: [], odds_e4: null, given_evidence: null,
    },
    {
      dispute_no: 167936, order: "690342461441", ground: "fraud", reason_code: "Visa 10.4", state: "lost",
      opened_day: 41, due_day: 71, days_left: null, end_day: 58, amount_minor: 5499, fee_minor: 1500, currency: "USD",
      proofs: ["tracking"], evidence: ["tracking"], odds_e4: 2200, given_evidence: null,
    },
  ],
};

export const SETTINGS: StoreSettings = {
  day: 60,
  version: "7",
  prices: MARKETS.flatMap((place) =>
    SKUS.map((sku, number) => ({
      market: place.code,
      channel: "marketplace",
      sku: sku.code,
      price_minor: place.currency === "JPY" ? 1980 + 500 * number : 1299 + 450 * number,
      currency: place.currency,
      listed: true,
    })),
  ),
  services: MARKETS.map(({ code }) => ({ market: code, service: "line" })),
  ad_budgets: MARKETS.map(({ code }) => ({ market: code, channel: "marketplace", ad_budget_minor: 25_000 })),
  covers: SKUS.map(({ code }) => ({ sku: code, cover_days: 21 })),
  opened: SKUS.map(({ code }) => code),
};

const field = (name: string, type: FormField["type"], limits: Partial<FormField> = {}): FormField => ({
  name,
  title: { en: name, zh: name },
  type,
  required: true,
  unit: null,
  minimum: null,
  maximum: null,
  options: [],
  ...limits,
});

export const FORMS: DecisionForm[] = [
  {
    code: "set_cover",
    axis: "inventory",
    role: "purchasing",
    title: { en: "Set the stock cover of a product", zh: "设定商品的备货天数" },
    does: { en: "Goods are ordered until stock lasts so many days.", zh: "自动采购至库存可供所设天数。" },
    fields: [
      field("sku", "code", { options: SKUS.map(({ code, name }) => ({ code, name })) }),
      field("cover_days", "integer", { minimum: 0, maximum: 120 }),
    ],
  },
];

export const KINDS: DecisionKind[] = [
  {
    code: "set_price",
    axis: "pricing",
    title: { en: "Set a price", zh: "设定价格" },
    schema: { properties: { price_minor: { type: "integer", minimum: 1, maximum: 2_000_000_000 } } },
  },
  { code: "set_cover", axis: "inventory", title: { en: "Set the stock cover", zh: "设定备货天数" }, schema: {} },
];

/** What most decisions have become. */
export const STANDING = { state: "standing", text: null, seat: null, approved_by: null } as const;

export const DECISIONS: Decision[] = [
  { id: "7", kind: "set_price", payload: { market: "JP", sku: "USB-HUB", price_minor: 2580 }, day: 58, effective_day: 58, source: "web", ...STANDING, by: "Ada Chen", created_at: "2026-11-23T09:10:00Z" },
  { id: "6", kind: "set_cover", payload: { sku: "YOGA-MAT", cover_days: 28 }, day: 51, effective_day: 51, source: "bot", ...STANDING, by: null, created_at: "2026-11-23T09:00:00Z" },
];

export function makeScorecard(id: string, name: { en: string; zh: string }, skill = 4_120_000): Scorecard {
  const weeks = Array.from({ length: 8 }, (_, round) => ({
    round,
    skill_minor: Math.round(skill / 8 + 300_000 * Math.sin(round * 1.3)),
    luck_minor: Math.round(650_000 * Math.cos(round * 2.1)),
  }));
  const total = (key: "skill_minor" | "luck_minor") => weeks.reduce((sum, week) => sum + week[key], 0);
  const parts = { start: 52_000_000, skill: total("skill_minor"), luck: total("luck_minor"), shock: 0, remainder: -310_000 };
  const result = Object.values(parts).reduce((sum, part) => sum + part, 0);
  return {
    store: { id, name, team: null },
    formative: true,
    composite: { money_minor: parts.skill, se_minor: 420_000, level_e2: 384, level_band: { low_e2: 351, high_e2: 417 } },
    axes: [
      { code: "pricing", name: { en: "Pricing", zh: "定价" }, level_e2: 432, se_e2: 21, money_minor: 2_900_000, se_minor: 260_000, measurable: true },
      { code: "inventory", name: { en: "Inventory", zh: "库存" }, level_e2: 268, se_e2: 34, money_minor: -410_000, se_minor: 300_000, measurable: true },
      { code: "logistics", name: { en: "Logistics", zh: "物流" }, level_e2: null, se_e2: null, money_minor: 120_000, se_minor: 190_000, measurable: false },
    ],
    waterfall: (["start", "skill", "luck", "shock", "remainder", "result"] as const).map((code) => ({
      code,
      money_minor: code === "result" ? result : parts[code],
    })),
    weeks,
    bot_rounds: [],
    hashes: { scenario: "b5a1f0c7".repeat(8), day_close: "09ce41d2".repeat(8), engine: "1" },
  };
}

export const SCORECARDS: Scorecard[] = [
  makeScorecard(STORE, { en: "Aurora Goods", zh: "极光百货" }),
  makeScorecard("12", { en: "Blue Harbour", zh: "蓝港优选" }, -1_500_000),
];

export const LEADERBOARD: LeaderboardRow[] = [
  { rank: 1, store: { id: STORE, name: { en: "Aurora Goods", zh: "极光百货" }, team: "Team 1", is_bot: false }, profit_minor: 31_208_950, orders: 7120, rating_e2: 441, cash_minor: 64_120_077, on_time_e4: 9312 },
  { rank: 2, store: { id: "12", name: { en: "Blue Harbour", zh: "蓝港优选" }, team: "Team 2", is_bot: false }, profit_minor: 22_010_100, orders: 6480, rating_e2: 425, cash_minor: 51_002_000, on_time_e4: 8920 },
  { rank: 3, store: { id: "21", name: { en: "Old Hand", zh: "老行家" }, team: null, is_bot: true }, profit_minor: -1_150_400, orders: 2290, rating_e2: null, cash_minor: 9_115_200, on_time_e4: null },
];
