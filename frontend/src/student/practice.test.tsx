import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { serve, visit } from "../test/render";

it("opens a practice run and plays it", async () => {
  serve("student");
  visit("/runs/1/practice");
  expect(await screen.findByText("No practice run yet")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Start" }));
  expect(await screen.findByText("0 / 84")).toBeVisible();
  expect(screen.getByRole("button", { name: "Grade it now" })).toBeDisabled();
  await userEvent.click(screen.getByRole("button", { name: "Next day" }));
  expect(await screen.findByText("1 / 84")).toBeVisible();
  expect(screen.getByRole("button", { name: "Grade it now" })).toBeEnabled();
});
