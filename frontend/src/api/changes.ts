import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { QueryClient } from "@tanstack/react-query";
import { changeLanguage } from "../i18n";
import { api } from "./client";
import { keys } from "./keys";
import { invalidateTopics } from "./live";
import { unwrap } from "./problems";
import type { Lesson, RunState, Session } from "./types";

export type Credentials = { username?: string; class_code?: string; student_number?: string; password: string };
export type ClockSetting = { clock: "manual" | "paced" | "timetable"; pace_seconds?: number; timetable?: Lesson[] };
/** `based_on`: the version that was seen; what a team mate changed since is not overwritten unseen. */
export type NewDecision = { kind: string; payload: Record<string, unknown>; based_on?: string };

export const SIGNED_OUT: Session = { user: null, role: null, course: null, courses: [], runs: [], store: null, is_new: false };

/** Whoever comes next sees nothing of what the one before had loaded. */
function changePerson(client: QueryClient, session: Session): void {
  client.setQueryData(keys.session, session);
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.session[0] });
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Credentials) => unwrap(api.POST("/api/v1/session", { body })),
    onSuccess: (session) => {
      if (session.user?.language) changeLanguage(session.user.language === "zh" ? "zh-CN" : "en");
      changePerson(client, session);
    },
  });
}

export type OwnChange = { language?: "en" | "zh"; password?: string; new_password?: string };

/** The own language or password; the pages stay as they are. */
export function useChangeOwn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: OwnChange) => unwrap(api.PATCH("/api/v1/session", { body })),
    onSuccess: (session) => client.setQueryData(keys.session, session),
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE("/api/v1/session")),
    onSuccess: () => changePerson(client, SIGNED_OUT),
  });
}

export function usePlayDays(run: string) {
  return useMutation({
    mutationFn: (days: number) =>
      unwrap(api.POST("/api/v1/runs/{run}/days", { params: { path: { run } }, body: { days } })),
  });
}

export function useSetClock(run: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ClockSetting) =>
      unwrap(api.PATCH("/api/v1/runs/{run}/clock", { params: { path: { run } }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.run(run) }),
  });
}

/** Days and other work that were given up are taken up again. */
export function useTryAgain(run: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.POST("/api/v1/runs/{run}/failures", { params: { path: { run } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.failures(run) }),
  });
}

export function useSetRunState(run: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (state: RunState) =>
      unwrap(api.PATCH("/api/v1/runs/{run}", { params: { path: { run } }, body: { state } })),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.run(run) }),
  });
}

/** Not randomUUID: browsers offer that on https and localhost only, and classrooms use plain addresses. */
function freshKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** One decision; a key of its own makes a repeated send harmless. */
export function submitDecision(store: string, decision: NewDecision) {
  const body = { ...decision, idempotency_key: freshKey() };
  return unwrap(api.POST("/api/v1/stores/{store}/decisions", { params: { path: { store } }, body }));
}

/** One decision for the store; whatever it changes is asked for again. */
export function useDecide(store: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (decision: NewDecision) => submitDecision(store, decision),
    onSuccess: () => invalidateTopics(client, ["store"]),
  });
}
