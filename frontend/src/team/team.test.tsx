import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { changeLanguage } from "../i18n";
import { serve, visit } from "../test/render";
import { THEIRS, WAITING } from "../test/team";
import { kpiText, pointsText, unitsPerTyped } from "./kpis";

describe("key figures", () => {
  it("read in the reader's units", () => {
    const style = { currency: "CNY", language: "en" };
    expect(kpiText(123_400, "home_money", style)).toBe("¥1,234");
    expect(kpiText(9512, "share_e4", style)).toBe("95.1%");
    expect(kpiText(4200, "share_e6", style)).toBe("0.42%");
    expect(kpiText(451, "hundredths", style)).toBe("4.51");
    expect(kpiText(null, "pieces", style)).toBe("–");
    expect(95 * unitsPerTyped("share_e4", "CNY")).toBe(9500);
    expect(pointsText(-50, "en")).toBe("-0.5");
  });
});

describe("the goals page", () => {
  it("shows progress and reminders, and sets a goal in percent", async () => {
    const server = serve("student");
    visit("/runs/1/goals");
    expect(await screen.findByText("Parcels on time: at this pace the goal will be missed.")).toBeVisible();
    expect(screen.getByText("+1.5 points")).toBeVisible();
    await userEvent.click(screen.getByLabelText("Key figure"));
    await userEvent.click(await screen.findByTitle("Parcels on time"));
    await userEvent.type(screen.getByLabelText("Target (%)"), "97.5");
    await userEvent.click(screen.getByRole("button", { name: "Set the goal" }));
    await waitFor(() => expect(server.decisions[0]?.kind).toBe("set_goal"));
    expect(server.decisions[0]?.payload).toEqual({ kpi: "on_time_e4", round: 9, target: 9750 });
  });

  it("keeps a journal", async () => {
    serve("student");
    visit("/runs/1/goals");
    await userEvent.type(await screen.findByLabelText("Entry"), "We wait for the strike to end.");
    await userEvent.click(screen.getByRole("button", { name: "Write it down" }));
    expect(await within(await screen.findByTestId("journal")).findByText("We wait for the strike to end.")).toBeVisible();
  });
});

describe("decisions of a team", () => {
  const PRICE = "Price of Shockproof phone case in United States";

  async function typePrice(text: string): Promise<void> {
    const field = await screen.findByRole("spinbutton", { name: PRICE });
    await userEvent.clear(field);
    await userEvent.type(field, text);
    await userEvent.click(screen.getByTestId("submit-decisions"));
  }

  it("shows both values of a collision, and sends the own one over it", async () => {
    const server = serve("student");
    server.theirs = THEIRS;
    visit("/runs/1/decisions");
    await typePrice("17.5");
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByText(/\$17\.50/)).toBeInTheDocument(); // it opens with an animation, which never ends here
    expect(dialog.getByText(/\$15\.55/)).toBeInTheDocument();
    expect(dialog.getByText(/Ben Okafor/)).toBeInTheDocument();
    await userEvent.click(dialog.getByRole("button", { name: "Send mine" }));
    await waitFor(() => expect(server.decisions[0]?.payload.price_minor).toBe(1750));
    await waitFor(() => expect(screen.queryByTestId("submit-decisions")).toBeNull());
  });

  it("keeps the team mate's value and sends nothing", async () => {
    const server = serve("student");
    server.theirs = THEIRS;
    const before = server.decisions.length;
    visit("/runs/1/decisions");
    await typePrice("18.5");
    await userEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Keep theirs" }));
    await waitFor(() => expect(screen.queryByTestId("submit-decisions")).toBeNull());
    expect(server.decisions).toHaveLength(before);
  });

  it("approves what waits and takes back what stands", async () => {
    const server = serve("student");
    server.decisions = [WAITING, { ...THEIRS, id: "92" }];
    visit("/runs/1/decisions");
    const list = within(await screen.findByTestId("recent-decisions"));
    expect(await list.findByText("Waits for a team mate")).toBeVisible();
    await userEvent.click(list.getByRole("button", { name: "Approve" }));
    await waitFor(() => expect(server.decisions[0]?.state).toBe("standing"));
    await waitFor(() => expect(list.getAllByRole("button", { name: "Take back" })).toHaveLength(2));
    await userEvent.click(list.getAllByRole("button", { name: "Take back" })[1]!);
    await waitFor(() => expect(server.decisions[1]?.state).toBe("cancelled"));
  });
});

describe("the tokens page", () => {
  it("shows a new token once, in Chinese too", async () => {
    changeLanguage("zh-CN");
    serve("student");
    visit("/runs/1/tokens");
    expect(await screen.findByText("price bot")).toBeVisible();
    await userEvent.type(screen.getByLabelText("名称"), "night bot");
    await userEvent.click(screen.getByRole("button", { name: "创建令牌" }));
    expect(await screen.findByTestId("new-token")).toHaveTextContent("simlab_shown-once");
    expect(await screen.findByText("night bot")).toBeVisible();
    changeLanguage("en");
  });
});

describe("the instructor's goals page", () => {
  it("names who needs a reminder and saves the points", async () => {
    const server = serve("instructor");
    visit("/runs/1/class-goals");
    const teams = within(await screen.findByTestId("team-goals"));
    expect(teams.getByText("No goal is set for this round.")).toBeVisible();
    expect(teams.getByText("Parcels on time: at this pace the goal will be missed.")).toBeVisible();
    const reached = await screen.findByRole("spinbutton", { name: "Points when reached: Cash at the end" });
    await userEvent.clear(reached);
    await userEvent.type(reached, "2");
    await userEvent.click(screen.getByRole("button", { name: "Save the points" }));
    await waitFor(() => expect(server.rules).toHaveLength(2));
    expect(server.rules[1]).toEqual({ kpi: "cash_minor", reached_e2: 200, missed_e2: 0 });
  });
});
