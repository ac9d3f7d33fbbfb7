/** Goals, tokens and team mates of the made-up run. */
import type { AccessToken, Decision, Kpi, PointsRule, RunGoals, StoreGoals } from "../api/types";
import { STANDING } from "./world";

const KPIS: Kpi[] = [
  { code: "orders", name: { en: "Orders in the round", zh: "本轮订单数" }, unit: "pieces", more_is_better: true },
  { code: "on_time_e4", name: { en: "Parcels on time", zh: "准时送达率" }, unit: "share_e4", more_is_better: true },
  { code: "cash_minor", name: { en: "Cash at the end", zh: "期末现金" }, unit: "home_money", more_is_better: true },
];

export const GOALS: StoreGoals = {
  round: 8,
  rounds: 12,
  round_days: 7,
  kpis: KPIS,
  goals: [
    { round: 7, kpi: "cash_minor", target: 50_000_00, value: 61_234_00, projected: 61_234_00, status: "reached", counts: true, points_e2: 150 },
    { round: 8, kpi: "on_time_e4", target: 9500, value: 9120, projected: 9120, status: "at_risk", counts: false, points_e2: 0 },
  ],
  alerts: [{ alert: "drift", kpi: "on_time_e4", count: 1 }],
  points_e2: 150,
};

export const RUN_GOALS: RunGoals = {
  round: 8,
  rounds: 12,
  kpis: KPIS,
  teams: [
    { store: "11", name: { en: "Magpie", zh: "喜鹊" }, goals: GOALS.goals.slice(1), reached: 1, missed: 0, alerts: GOALS.alerts, points_e2: 150 },
    { store: "12", name: { en: "Heron", zh: "苍鹭" }, goals: [], reached: 0, missed: 0, alerts: [{ alert: "no_goal", kpi: null, count: 1 }], points_e2: 0 },
  ],
};

export const RULES: PointsRule[] = [{ kpi: "orders", reached_e2: 100, missed_e2: -50 }];

export const TOKEN: AccessToken = {
  id: "5",
  name: "price bot",
  scopes: ["read", "decide"],
  created_at: "2026-11-20T09:00:00Z",
  expires_at: "2099-12-20T09:00:00Z",
  last_used_at: null,
  revoked_at: null,
};

/** What a team mate has made of the price that is shown. */
export const THEIRS: Decision = {
  id: "90",
  kind: "set_price",
  payload: { market: "US", sku: "PHN-CASE", price_minor: 1555 },
  day: 60,
  effective_day: 60,
  source: "web",
  ...STANDING,
  by: "Ben Okafor",
  created_at: "2026-11-23T10:05:00Z",
};

export const WAITING: Decision = { ...THEIRS, id: "91", kind: "place_purchase_order", payload: { sku: "PHN-CASE", units: 5000 }, state: "waiting" };
