import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { serve, visit } from "../../test/render";

it("lists the runs of the course and makes a new one", async () => {
  const server = serve("instructor");
  visit("/runs/1/runs");
  expect(await screen.findByRole("link", { name: "First store, autumn class" })).toBeVisible();
  expect(screen.getByText("2 teams, a world each")).toBeVisible();
  await userEvent.click(screen.getAllByRole("button", { name: "New run" })[0]!);
  await userEvent.type(await screen.findByPlaceholderText("First store"), "Week three");
  await userEvent.click(screen.getByText("One market together"));
  await userEvent.click(screen.getByRole("button", { name: "Create" }));
  await waitFor(() =>
    expect(server.control.created).toMatchObject([{ scenario: "5", title: "Week three", purpose: "graded", parallel: false, clock: "manual" }]),
  );
});

it("keeps practice runs of students out of the list", async () => {
  const server = serve("instructor");
  server.control.runs.push({ ...server.control.runs[0]!, id: "9", title: { en: "Ada's own", zh: "练习" }, owner: true });
  visit("/courses/1/runs");
  expect(await screen.findByText("First store, autumn class")).toBeVisible();
  expect(screen.queryByText("Ada's own")).not.toBeInTheDocument();
  server.control.runs.pop();
});

it("shows every mistake of an uploaded scenario file", async () => {
  const server = serve("instructor");
  server.control.mistakes = ["line 12, /lanes/3: there is no market XX.", "line 40, /teams: must be at least 1."];
  visit("/runs/1/runs");
  await screen.findByRole("button", { name: "Upload a scenario file" });
  const input = document.querySelector<HTMLInputElement>("input[type=file]")!;
  await userEvent.upload(input, new File(["teams: 0"], "own.yaml", { type: "text/yaml" }));
  expect(await screen.findByText("The file has 2 mistakes; nothing was kept.")).toBeVisible();
  expect(screen.getByText(/line 12/i)).toBeVisible();
});

it("reads a lesson page", async () => {
  serve("instructor");
  visit("/runs/1/runs");
  await userEvent.click(await screen.findByText("First store"));
  expect(await screen.findByText(/What did a stock-out cost/)).toBeVisible();
});
