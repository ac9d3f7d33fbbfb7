/** What a team agrees on: what becomes of its decisions, its goals and journal, and the keys of its machines. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "./client";
import { keys } from "./keys";
import { invalidateTopics } from "./live";
import { unwrap } from "./problems";
import type { NewToken, PointsRule } from "./types";

export type Ending = "cancel" | "approve" | "decline";
const JOURNAL_ENTRIES = 50;

export function useEndDecision(store: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ decision, ending }: { decision: string; ending: Ending }) => {
      const params = { params: { path: { store, decision } } };
      if (ending === "cancel") return unwrap(api.POST("/api/v1/stores/{store}/decisions/{decision}/cancel", params));
      if (ending === "approve") return unwrap(api.POST("/api/v1/stores/{store}/decisions/{decision}/approve", params));
      return unwrap(api.POST("/api/v1/stores/{store}/decisions/{decision}/decline", params));
    },
    onSettled: () => invalidateTopics(client, ["store"]),
  });
}

export function useJournal(store: string) {
  return useQuery({
    queryKey: [...keys.decisions(store), "journal"],
    queryFn: () =>
      unwrap(
        api.GET("/api/v1/stores/{store}/decisions", { params: { path: { store }, query: { kind: "journal", limit: JOURNAL_ENTRIES } } }),
      ),
  });
}

export function useGoals(store: string) {
  return useQuery({
    queryKey: keys.goals(store),
    queryFn: () => unwrap(api.GET("/api/v1/stores/{store}/goals", { params: { path: { store } } })),
  });
}

export function useRunGoals(run: string) {
  return useQuery({
    queryKey: keys.runGoals(run),
    queryFn: () => unwrap(api.GET("/api/v1/runs/{run}/goals", { params: { path: { run } } })),
  });
}

export function useGoalRules(run: string) {
  return useQuery({
    queryKey: keys.goalRules(run),
    queryFn: () => unwrap(api.GET("/api/v1/runs/{run}/goal-rules", { params: { path: { run } } })),
  });
}

export function useSetGoalRules(run: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (rules: PointsRule[]) =>
      unwrap(api.PUT("/api/v1/runs/{run}/goal-rules", { params: { path: { run } }, body: { rules } })),
    onSuccess: (rules) => {
      client.setQueryData(keys.goalRules(run), rules);
      return client.invalidateQueries({ queryKey: keys.runGoals(run) });
    },
  });
}

export function useTokens(course: string) {
  return useQuery({
    queryKey: keys.tokens(course),
    queryFn: () => unwrap(api.GET("/api/v1/courses/{course}/tokens", { params: { path: { course } } })),
  });
}

export function useCreateToken(course: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewToken) => unwrap(api.POST("/api/v1/courses/{course}/tokens", { params: { path: { course } }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.tokens(course) }),
  });
}

export function useRevokeToken(course: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (token: string) =>
      unwrap(api.DELETE("/api/v1/courses/{course}/tokens/{token}", { params: { path: { course, token } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.tokens(course) }),
  });
}
