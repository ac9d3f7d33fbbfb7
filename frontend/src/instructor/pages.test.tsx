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
