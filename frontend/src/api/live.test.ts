import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeEventSource, lastLine } from "../test/live";
import { makeRun } from "../test/world";
import { keys } from "./keys";
import { eventsAddress, hearDay, jitter, openLine } from "./live";
import type { DayEvent } from "./live";

const TICKET = { url: "http://127.0.0.1:8001/events", ticket: "a.b", expires_at: "2026-11-23T12:00:00Z" };

function event(day: number, topics: string[]): DayEvent {
  return { run: "1", day, state: "running", topics };
}

function clientWithData(): QueryClient {
  const client = new QueryClient();
  client.setQueryData(keys.run("1"), makeRun(60));
  client.setQueryData([...keys.orders("11"), {}], {});
  client.setQueryData(keys.shipments("11"), {});
  client.setQueryData(keys.decisionKinds, []);
  return client;
}

const isStale = (client: QueryClient, key: readonly unknown[]): boolean => client.getQueryState(key)?.isInvalidated ?? false;

describe("a day event", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("moves the clock at once and asks again for what its topics name, a moment later", () => {
    const client = clientWithData();
    hearDay(client, event(61, ["orders"]), 1500);
    expect(client.getQueryData(keys.run("1"))).toMatchObject({ day: 61, date: "2026-11-14" });
    expect(isStale(client, [...keys.orders("11"), {}])).toBe(false);
    vi.advanceTimersByTime(1500);
    expect(isStale(client, [...keys.orders("11"), {}])).toBe(true);
    expect(isStale(client, keys.shipments("11"))).toBe(false);
    expect(isStale(client, keys.decisionKinds)).toBe(false);
  });

  it("that tells nothing new costs nothing", () => {
    const client = clientWithData();
    hearDay(client, event(60, ["run", "store", "orders", "shipments", "leaderboard"]), 0);
    vi.advanceTimersByTime(5000);
    expect(isStale(client, keys.shipments("11"))).toBe(false);
  });

  it("is spread over up to two seconds", () => {
    const waits = Array.from({ length: 200 }, jitter);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...waits)).toBeLessThan(2000);
    expect(new Set(waits).size).toBeGreaterThan(100);
  });
});

describe("the live line", () => {
  const onDay = vi.fn<(event: DayEvent) => void>();
  const onStatus = vi.fn<(status: string) => void>();
  const ticket = vi.fn<() => Promise<typeof TICKET>>(() => Promise.resolve(TICKET));
  const settle = () => vi.advanceTimersByTimeAsync(0);

  beforeEach(() => {
    vi.useFakeTimers();
    vi.clearAllMocks();
  });
  afterEach(() => void vi.useRealTimers());

  it("brings its ticket", () => {
    expect(eventsAddress(TICKET, "http://school.test")).toBe("http://127.0.0.1:8001/events?ticket=a.b");
    expect(eventsAddress({ ...TICKET, url: "/live/events" }, "http://school.test")).toBe("http://school.test/live/events?ticket=a.b");
  });

  it("passes on what it hears and hangs up when told to", async () => {
    const hangUp = openLine({ ticket, onDay, onStatus });
    await settle();
    lastLine().say("open");
    lastLine().say("day", event(61, ["orders"]));
    expect(onDay).toHaveBeenCalledWith(event(61, ["orders"]));
    expect(onStatus.mock.calls.flat()).toEqual(["connecting", "open"]);
    hangUp();
    expect(lastLine().readyState).toBe(FakeEventSource.CLOSED);
  });

  it("takes a new ticket when the old one is over", async () => {
    openLine({ ticket, onDay, onStatus });
    await settle();
    lastLine().say("renew");
    await settle();
    expect(ticket).toHaveBeenCalledTimes(2);
    expect(FakeEventSource.all.map((line) => line.readyState)).toEqual([FakeEventSource.CLOSED, 0]);
  });

  it("tries again, later each time, when it is refused", async () => {
    openLine({ ticket, onDay, onStatus });
    await settle();
    lastLine().close();
    lastLine().say("error");
    expect(onStatus).toHaveBeenLastCalledWith("lost");
    await vi.advanceTimersByTimeAsync(2000);
    expect(FakeEventSource.all).toHaveLength(2);
  });

  it("tries again when there is no ticket to be had", async () => {
    ticket.mockRejectedValueOnce(new Error("down"));
    openLine({ ticket, onDay, onStatus });
    await vi.advanceTimersByTimeAsync(2500);
    expect(FakeEventSource.all).toHaveLength(1);
  });
});
