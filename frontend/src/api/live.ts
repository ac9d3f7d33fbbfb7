/** The live line: one EventSource to the live server, whose events say only what has changed. */
import type { QueryClient } from "@tanstack/react-query";
import { addDays } from "../ui/formats";
import { keys, QUERIES_OF_TOPIC } from "./keys";
import type { LiveTicket, RunDetail, RunState } from "./types";

export type LiveStatus = "connecting" | "open" | "lost";
export type DayEvent = { run: string; day: number; state?: RunState; topics: string[] };

const JITTER_MILLISECONDS = 2000;
const FIRST_RETRY_MILLISECONDS = 1000;
const LAST_RETRY_MILLISECONDS = 30_000;

/** A class of 200 would otherwise ask for the same pages in the same instant. */
export function jitter(): number {
  return Math.random() * JITTER_MILLISECONDS;
}

/** Moves the clock at once; false if it already stood there. */
export function moveClock(client: QueryClient, event: DayEvent): boolean {
  const known = client.getQueryData<RunDetail>(keys.run(event.run));
  if (!known) return true;
  const state = event.state ?? known.state;
  const moved = known.day !== event.day || known.state !== state;
  const date = addDays(known.start_date, event.day);
  if (moved) client.setQueryData(keys.run(event.run), { ...known, day: event.day, date, state });
  return moved;
}

export function invalidateTopics(client: QueryClient, topics: string[]): Promise<void> {
  const stale = new Set(topics.flatMap((topic) => QUERIES_OF_TOPIC[topic] ?? []));
  return client.invalidateQueries({ predicate: (query) => stale.has(String(query.queryKey[0])) });
}

/** The live server repeats its last word to whoever connects: a day that is known already costs no request. */
export function hearDay(client: QueryClient, event: DayEvent, wait: number = jitter()): void {
  const isBetweenDays = event.topics.length > 0 && !event.topics.includes("store");
  if (moveClock(client, event) || isBetweenDays) window.setTimeout(() => void invalidateTopics(client, event.topics), wait);
}

export type Line = {
  ticket: () => Promise<LiveTicket>;
  onDay: (event: DayEvent) => unknown;
  onStatus: (status: LiveStatus) => void;
};

export function eventsAddress(ticket: LiveTicket, origin: string): string {
  const address = new URL(ticket.url, origin);
  address.searchParams.set("ticket", ticket.ticket);
  return address.toString();
}

/** Holds the line open, with a new ticket when the old one is over. Returns how to hang up. */
export function openLine(line: Line): () => void {
  let source: EventSource | undefined;
  let timer: number | undefined;
  let wait = FIRST_RETRY_MILLISECONDS;
  let hungUp = false;

  const again = (): void => {
    source?.close();
    line.onStatus("lost");
    timer = window.setTimeout(() => void connect(), wait + Math.random() * wait);
    wait = Math.min(wait * 2, LAST_RETRY_MILLISECONDS);
  };
  const listen = (address: string): void => {
    source = new EventSource(address);
    source.addEventListener("open", () => {
      wait = FIRST_RETRY_MILLISECONDS;
      line.onStatus("open");
    });
    source.addEventListener("day", (message: MessageEvent<string>) => line.onDay(JSON.parse(message.data) as DayEvent));
    source.addEventListener("renew", () => {
      source?.close();
      void connect();
    });
    source.addEventListener("error", () => (source?.readyState === EventSource.CLOSED ? again() : line.onStatus("lost")));
  };
  const connect = async (): Promise<void> => {
    try {
      const ticket = await line.ticket();
      if (!hungUp) listen(eventsAddress(ticket, window.location.origin));
    } catch {
      if (!hungUp) again();
    }
  };
  line.onStatus("connecting");
  void connect();
  return () => {
    hungUp = true;
    window.clearTimeout(timer);
    source?.close();
  };
}
