import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { QueryClient } from "@tanstack/react-query";
import { api } from "./client";
import { keys, TOPICS_OF_A_DAY } from "./keys";
import { invalidateTopics } from "./live";
import { unwrap } from "./problems";
import type { OrderStatus, RunDetail } from "./types";

/** Between live events a page asks again by itself, so that a lost event costs half a minute at most. */
export const SLOW_POLL_MILLISECONDS = 30_000;
const FAILURE_POLL_MILLISECONDS = 5000;
const ORDERS_A_PAGE = 20;
const TOPICS_BUT_RUN = TOPICS_OF_A_DAY.filter((topic) => topic !== "run");

export type OrderFilters = { status?: OrderStatus; market?: string; sku?: string; cursor?: string };

export function useSession() {
  return useQuery({
    queryKey: keys.session,
    queryFn: () => unwrap(api.GET("/api/v1/session")),
    staleTime: 60_000,
  });
}

/** Where the poll finds a day that no event announced, it does what the event would have done. */
async function fetchRun(client: QueryClient, run: string): Promise<RunDetail> {
  const before = client.getQueryData<RunDetail>(keys.run(run));
  const now = await unwrap(api.GET("/api/v1/runs/{run}", { params: { path: { run } } }));
  if (before && before.day !== now.day) void invalidateTopics(client, TOPICS_BUT_RUN);
  return now;
}

export function useRun(run: string) {
  return useQuery({
    queryKey: keys.run(run),
    queryFn: ({ client }) => fetchRun(client, run),
    refetchInterval: SLOW_POLL_MILLISECONDS,
  });
}

/** A failure is no news of a day, so the page looks for itself. */
export function useFailures(run: string) {
  return useQuery({
    queryKey: keys.failures(run),
    queryFn: () => unwrap(api.GET("/api/v1/runs/{run}/failures", { params: { path: { run } } })),
    refetchInterval: FAILURE_POLL_MILLISECONDS,
  });
}

export function useLeaderboard(run: string) {
  return useQuery({
    queryKey: keys.leaderboard(run),
    queryFn: () => unwrap(api.GET("/api/v1/runs/{run}/leaderboard", { params: { path: { run } } })),
  });
}

export function useScorecards(run: string) {
  return useQuery({
    queryKey: keys.scorecards(run),
    queryFn: () => unwrap(api.GET("/api/v1/runs/{run}/scorecards", { params: { path: { run } } })),
  });
}

export function useSummary(store: string) {
  return useQuery({
    queryKey: keys.summary(store),
    queryFn: () => unwrap(api.GET("/api/v1/stores/{store}/summary", { params: { path: { store } } })),
  });
}

export function useStoreDays(store: string) {
  return useQuery({
    queryKey: keys.days(store),
    queryFn: () => unwrap(api.GET("/api/v1/stores/{store}/days", { params: { path: { store } } })),
  });
}

export function useNews(store: string) {
  return useQuery({
    queryKey: keys.news(store),
    queryFn: () => unwrap(api.GET("/api/v1/stores/{store}/news", { params: { path: { store } } })),
  });
}

export function useShipments(store: string) {
  return useQuery({
    queryKey: keys.shipments(store),
    queryFn: () => unwrap(api.GET("/api/v1/stores/{store}/shipments", { params: { path: { store } } })),
  });
}

export function useOrders(store: string, filters: OrderFilters) {
  return useQuery({
    queryKey: [...keys.orders(store), filters],
    queryFn: () =>
      unwrap(
        api.GET("/api/v1/stores/{store}/orders", {
          params: { path: { store }, query: { ...filters, limit: ORDERS_A_PAGE } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

export function useOrder(store: string, order: string) {
  return useQuery({
    queryKey: keys.order(store, order),
    queryFn: () =>
      unwrap(api.GET("/api/v1/stores/{store}/orders/{order}", { params: { path: { store, order } } })),
  });
}

export function useSettings(store: string) {
  return useQuery({
    queryKey: keys.settings(store),
    queryFn: () => unwrap(api.GET("/api/v1/stores/{store}/settings", { params: { path: { store } } })),
  });
}

/** Forms follow from the scenario, which is frozen. */
export function useDecisionForms(store: string) {
  return useQuery({
    queryKey: keys.decisionForms(store),
    queryFn: () => unwrap(api.GET("/api/v1/stores/{store}/decision-forms", { params: { path: { store } } })),
    staleTime: Infinity,
  });
}

/** What stands of the settings that a kind of decision changes. */
export function useStandingValues(store: string, kind: string) {
  return useQuery({
    queryKey: keys.standing(store, kind),
    queryFn: () => unwrap(api.GET("/api/v1/stores/{store}/standing-values", { params: { path: { store }, query: { kind } } })),
  });
}

export function useDecisionKinds() {
  return useQuery({
    queryKey: keys.decisionKinds,
    queryFn: () => unwrap(api.GET("/api/v1/decision-kinds")),
    staleTime: Infinity,
  });
}

export function useDecisions(store: string) {
  return useQuery({
    queryKey: keys.decisions(store),
    queryFn: () => unwrap(api.GET("/api/v1/stores/{store}/decisions", { params: { path: { store } } })),
  });
}

export function useResearch(store: string) {
  return useQuery({
    queryKey: keys.research(store),
    queryFn: () => unwrap(api.GET("/api/v1/stores/{store}/research", { params: { path: { store } } })),
  });
}

export function useInbox(store: string) {
  return useQuery({
    queryKey: keys.inbox(store),
    queryFn: () => unwrap(api.GET("/api/v1/stores/{store}/inbox", { params: { path: { store } } })),
  });
}

export function useAccount(store: string) {
  return useQuery({
    queryKey: keys.account(store),
    queryFn: () => unwrap(api.GET("/api/v1/stores/{store}/account", { params: { path: { store } } })),
  });
}

export function useCustoms(store: string) {
  return useQuery({
    queryKey: keys.customs(store),
    queryFn: () => unwrap(api.GET("/api/v1/stores/{store}/customs", { params: { path: { store } } })),
  });
}

export function useDisputes(store: string) {
  return useQuery({
    queryKey: keys.disputes(store),
    queryFn: () => unwrap(api.GET("/api/v1/stores/{store}/disputes", { params: { path: { store } } })),
  });
}

export function useAdvertising(store: string) {
  return useQuery({
    queryKey: keys.advertising(store),
    queryFn: () => unwrap(api.GET("/api/v1/stores/{store}/advertising", { params: { path: { store } } })),
  });
}

export type AskedSale = { market: string; channel?: string; sku: string; price_minor?: number };

export function useLandedCost(store: string, query: AskedSale) {
  return useQuery({
    queryKey: [...keys.landedCost(store), query],
    queryFn: () => unwrap(api.GET("/api/v1/stores/{store}/landed-cost", { params: { path: { store }, query } })),
    placeholderData: keepPreviousData,
  });
}

export type AskedParcel = { market: string; sku: string; units: number };

export function useQuotes(store: string, query: AskedParcel) {
  return useQuery({
    queryKey: [...keys.quotes(store), query],
    queryFn: () => unwrap(api.GET("/api/v1/stores/{store}/shipping-quotes", { params: { path: { store }, query } })),
    placeholderData: keepPreviousData,
  });
}

export function useScorecard(store: string) {
  return useQuery({
    queryKey: keys.scorecard(store),
    queryFn: () => unwrap(api.GET("/api/v1/stores/{store}/scorecard", { params: { path: { store } } })),
  });
}
