import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { lastLine } from "../test/live";
import { serve, visit } from "../test/render";

vi.mock("../ui/EChart", () => ({ EChart: ({ label }: { label: string }) => <div role="img" aria-label={label} /> }));

it("keeps the next-day button pending until the day is closed", async () => {
  serve("instructor");
  visit("/runs/1/class");
  const button = await screen.findByTestId("next-day");
  await waitFor(() => expect(lastLine().url).toContain("ticket"));
  await userEvent.click(button);
  await waitFor(() => expect(button).toHaveClass("ant-btn-loading"));
  expect(screen.getByText("Playing day 61 …")).toBeVisible();
  lastLine().say("day", { run: "1", day: 61, state: "running", topics: [] });
  await waitFor(() => expect(button).not.toHaveClass("ant-btn-loading"));
});

it("gives a grader the cards by name of alias, and greys what was not measurable", async () => {
  serve("grader");
  visit("/runs/1/scorecards/11");
  expect(await screen.findByRole("heading", { level: 1, name: "Scorecard of Aurora Goods" })).toBeVisible();
  expect(screen.getByTestId("axis-logistics")).toHaveTextContent("Not measurable");
  expect(screen.getByTestId("axis-pricing")).toHaveTextContent("4.3 ± 0.2");
});

it("says which day failed and why, and has it tried again", async () => {
  const server = serve("instructor");
  server.failures = [
    { kind: "advance", day: 60, failure_reason: "lost", detail: "the worker ended", attempts: 6, given_up: true },
  ];
  visit("/runs/1/class");
  const alert = await screen.findByTestId("failure-advance");
  expect(alert).toHaveTextContent("Day 61 could not be played");
  expect(alert).toHaveTextContent("short of memory");
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(screen.queryByTestId("failure-advance")).not.toBeInTheDocument());
});

it("sends the lessons of a timetable", async () => {
  const server = serve("instructor");
  visit("/runs/1/class");
  await userEvent.click(await screen.findByText("Timetable"));
  await userEvent.click(screen.getByRole("button", { name: "Add a lesson" }));
  await userEvent.click(screen.getByRole("button", { name: "Apply" }));
  const lesson = { weekday: 0, at: "18:00", days: 7 };
  await waitFor(() => expect(server.clock).toEqual({ clock: "timetable", timetable: [lesson, lesson] }));
});
