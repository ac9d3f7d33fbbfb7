/** Query keys. The second part names the run or store, so that a run's data can be dropped together. */
export const keys = {
  session: ["session"] as const,
  course: (course: string) => ["course", course] as const,
  seats: (course: string) => ["seats", course] as const,
  groups: (course: string, kind: string) => ["groups", course, kind] as const,
  join: (course: string) => ["join", course] as const,
  checkIn: (run: string) => ["check-in", run] as const,
  run: (run: string) => ["run", run] as const,
  failures: (run: string) => ["failures", run] as const,
  leaderboard: (run: string) => ["leaderboard", run] as const,
  scorecards: (run: string) => ["scorecards", run] as const,
  summary: (store: string) => ["summary", store] as const,
  days: (store: string) => ["days", store] as const,
  news: (store: string) => ["news", store] as const,
  shipments: (store: string) => ["shipments", store] as const,
  orders: (store: string) => ["orders", store] as const,
  order: (store: string, order: string) => ["order", store, order] as const,
  settings: (store: string) => ["settings", store] as const,
  standing: (store: string, kind: string) => ["settings", store, kind] as const,
  decisions: (store: string) => ["decisions", store] as const,
  decisionForms: (store: string) => ["decision-forms", store] as const,
  decisionKinds: ["decision-kinds"] as const,
  research: (store: string) => ["research", store] as const,
  inbox: (store: string) => ["inbox", store] as const,
  account: (store: string) => ["account", store] as const,
  customs: (store: string) => ["customs", store] as const,
  disputes: (store: string) => ["disputes", store] as const,
  advertising: (store: string) => ["advertising", store] as const,
  landedCost: (store: string) => ["landed-cost", store] as const,
  quotes: (store: string) => ["quotes", store] as const,
  scorecard: (store: string) => ["scorecard", store] as const,
};

/** Which queries a topic of the live server makes stale. */
export const QUERIES_OF_TOPIC: Record<string, string[]> = {
  run: ["run", "failures", "scorecard", "scorecards"],
  store: ["summary", "days", "news", "settings", "decisions", "research", "inbox", "account", "customs", "disputes", "advertising", "landed-cost", "quotes"],
  orders: ["orders", "order"],
  shipments: ["shipments"],
  leaderboard: ["leaderboard"],
};
export const TOPICS_OF_A_DAY = Object.keys(QUERIES_OF_TOPIC);
