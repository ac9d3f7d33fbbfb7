import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { submitDecision } from "../../api/changes";
import type { NewDecision } from "../../api/changes";
import { invalidateTopics } from "../../api/live";
import { ApiProblem } from "../../api/problems";
import type { Decision, FieldError } from "../../api/types";

export type Setting = number | string | boolean | null;

/** One value of the store that a decision can change. */
export type Cell = {
  kind: string;
  /** What the decision is about, as its payload names it: {"market": "US", "sku": "..."}. */
  target: Record<string, string>;
  field: string;
  standing: Setting;
};

type Change = { cell: Cell; value: Setting };
/** A change of the reader's own, and what a team mate has made of the same setting meanwhile. */
export type Collision = { id: string; yours: NewDecision; theirs: Decision };
export type Outcome = { accepted: number; refused: number; broken?: unknown };
export type Draft = {
  count: number;
  isSending: boolean;
  value: (cell: Cell) => Setting;
  error: (cell: Cell) => FieldError | undefined;
  /** How many values of a kind were refused; they may stand on a page that is not in view. */
  refused: (kind: string) => number;
  isChanged: (cell: Cell) => boolean;
  change: (cell: Cell, value: Setting) => void;
  discard: () => void;
  submit: () => Promise<Outcome>;
  collisions: Collision[];
  /** Either the reader's value is sent over the team mate's, or it is dropped. */
  settle: (collision: Collision, isMine: boolean) => Promise<void>;
};

export function cellId({ kind, target }: Cell): string {
  return [kind, ...Object.values(target)].join(" ");
}

function toDecision({ cell, value }: Change): NewDecision {
  return { kind: cell.kind, payload: { ...cell.target, [cell.field]: value } };
}

function without<T>(record: Record<string, T>, dropped: Iterable<string>): Record<string, T> {
  const gone = new Set(dropped);
  return Object.fromEntries(Object.entries(record).filter(([id]) => !gone.has(id)));
}

type Sent = Outcome & { done: string[]; collisions: Collision[]; complaints: Record<string, FieldError> };

/** Sends change after change. A refused one is told at its field and stays; at a broken line the rest stays too. */
async function sendAll(store: string, version: string, changes: Record<string, Change>): Promise<Sent> {
  const sent: Sent = { accepted: 0, refused: 0, done: [], collisions: [], complaints: {} };
  for (const [id, change] of Object.entries(changes)) {
    const yours = toDecision(change);
    try {
      await submitDecision(store, { ...yours, based_on: version });
      sent.done.push(id);
      sent.accepted += 1;
    } catch (problem) {
      if (problem instanceof ApiProblem && problem.theirs) {
        sent.collisions.push({ id, yours, theirs: problem.theirs });
        continue;
      }
      if (!(problem instanceof ApiProblem) || problem.status !== 400) return { ...sent, broken: problem };
      sent.complaints[id] = problem.about(change.cell.field) ?? { pointer: "", code: "", detail: problem.summary };
      sent.refused += 1;
    }
  }
  return sent;
}

function useLeaveWarning(isDirty: boolean): void {
  useEffect(() => {
    if (!isDirty) return;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isDirty]);
}

/** What the team has typed and not yet submitted, and what the server said about it. */
export function useDraft(store: string, version: string): Draft {
  const client = useQueryClient();
  const [changes, setChanges] = useState<Record<string, Change>>({});
  const [complaints, setComplaints] = useState<Record<string, FieldError>>({});
  const [collisions, setCollisions] = useState<Collision[]>([]);
  const [isSending, setSending] = useState(false);
  useLeaveWarning(Object.keys(changes).length > 0);

  const change = (cell: Cell, value: Setting): void => {
    const id = cellId(cell);
    setComplaints((old) => without(old, [id]));
    setChanges((old) => (value === cell.standing ? without(old, [id]) : { ...old, [id]: { cell, value } }));
  };
  const submit = async (): Promise<Outcome> => {
    setSending(true);
    const sent = await sendAll(store, version, changes);
    await invalidateTopics(client, ["store"]);
    setChanges((old) => without(old, sent.done));
    setComplaints(sent.complaints);
    setCollisions(sent.collisions);
    setSending(false);
    return sent;
  };
  const settle = async ({ id, yours, theirs }: Collision, isMine: boolean): Promise<void> => {
    setCollisions((old) => old.filter((one) => one.id !== id));
    if (isMine) await submitDecision(store, { ...yours, based_on: theirs.id });
    setChanges((old) => without(old, [id]));
    await invalidateTopics(client, ["store"]);
  };
  return {
    count: Object.keys(changes).length,
    isSending,
    value: (cell) => {
      const changed = changes[cellId(cell)];
      return changed ? changed.value : cell.standing;
    },
    error: (cell) => complaints[cellId(cell)],
    refused: (kind) => Object.keys(complaints).filter((id) => id.startsWith(`${kind} `)).length,
    isChanged: (cell) => cellId(cell) in changes,
    change,
    discard: () => {
      setChanges({});
      setComplaints({});
    },
    submit,
    collisions,
    settle,
  };
}
