import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { lastLine } from "../../test/live";
import { serve, visit } from "../../test/render";

vi.mock("../../ui/EChart", () => ({ EChart: ({ label }: { label: string }) => <div role="img" aria-label={label} /> }));

it("shows how every team is getting on", async () => {
  serve("instructor");
  visit("/runs/1/class");
  const board = await screen.findByTestId("board");
  const [, first, second] = await within(board).findAllByRole("row");
  expect(first).toHaveTextContent("Team 1");
  expect(first).toHaveTextContent("2 of 3");
  expect(first).toHaveTextContent("Day 60");
  expect(first).toHaveTextContent("Warned");
  expect(first).toHaveTextContent("1 due");
  expect(first).toHaveTextContent("2 missed");
  expect(second).toHaveTextContent("Bot: rule");
  expect(second).toHaveTextContent("None yet");
  expect(board).toHaveTextContent("2 days are waiting to be played.");
});

it("freezes decisions", async () => {
  const server = serve("instructor");
  visit("/runs/1/class");
  await userEvent.click(await screen.findByRole("button", { name: "Freeze decisions" }));
  await waitFor(() => expect(server.control.changed).toEqual([{ decisions_frozen: true }]));
});

it("branches from a day with new luck", async () => {
  const server = serve("instructor");
  visit("/runs/1/class");
  await userEvent.click(await screen.findByRole("button", { name: "Branch from a day" }));
  const day = await screen.findByLabelText("Days that are behind it");
  await userEvent.clear(day);
  await userEvent.type(day, "42");
  expect(screen.getByRole("checkbox", { name: /same luck/ })).toBeDisabled();
  await userEvent.click(screen.getByRole("button", { name: "Create" }));
  await waitFor(() => expect(server.control.branched).toMatchObject([{ day: 42, same_luck: false }]));
});

it("asks what a shock would do before it is thrown in", async () => {
  serve("instructor");
  visit("/runs/1/class");
  await userEvent.click(await screen.findByRole("combobox", { name: "Choose a shock" }));
  await userEvent.click(await screen.findByTitle("The platform changes its ranking"));
  await userEvent.click(screen.getByRole("button", { name: "What would it do?" }));
  expect(await screen.findByText(/after 14 days/)).toBeVisible();
  expect(screen.getByTestId("shocks")).toHaveTextContent("-¥12,500");
});

it("announces to everybody, and students read it in their news at once", async () => {
  const server = serve("instructor");
  visit("/runs/1/class");
  await userEvent.type(await screen.findByLabelText("Announcement"), "Round two ends at 10:40.");
  await userEvent.click(screen.getByRole("button", { name: "Announce" }));
  await waitFor(() => expect(server.control.announcements).toHaveLength(1));
  expect(await within(screen.getByTestId("announce")).findByText("Round two ends at 10:40.")).toBeVisible();
});

it("tells a student of an announcement between two days", async () => {
  const server = serve("student");
  visit("/runs/1/store");
  await waitFor(() => expect(lastLine().url).toContain("ticket"));
  server.control.announcements = [{ id: "1", day: 60, date: "2026-11-13", text: "Mind the ferry strike.", created_at: "2026-11-23T10:00:00Z" }];
  lastLine().say("day", { run: "1", day: 60, state: "running", topics: ["announcements"] });
  expect(await screen.findByText("Mind the ferry strike.", {}, { timeout: 4000 })).toBeVisible();
});
