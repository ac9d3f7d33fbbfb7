import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { SLOW_POLL_MILLISECONDS } from "../api/queries";
import { changeLanguage } from "../i18n";
import { lastLine } from "../test/live";
import { serve, visit } from "../test/render";

vi.mock("../ui/EChart", () => ({ EChart: ({ label }: { label: string }) => <div role="img" aria-label={label} /> }));
vi.mock("./ShipmentMap", () => ({ default: () => <div role="img" aria-label="map" /> }));

beforeEach(() => void serve("student"));

describe("the store page", () => {
  it("shows figures, chart, parcels and orders, in both languages", async () => {
    visit("/runs/1/store");
    expect(await screen.findByText("¥184,523")).toBeVisible();
    expect(await screen.findByRole("img", { name: /Sales in total ¥/ })).toBeVisible();
    expect(await screen.findByText("690342461440")).toBeVisible();
    expect(screen.getByTestId("clock")).toHaveTextContent("Day 60 of 84");
    changeLanguage("zh-CN");
    expect(await screen.findByText("销售额")).toBeVisible();
    expect(screen.getByTestId("clock")).toHaveTextContent("第 60 天 / 共 84 天");
  });

  it("tells what is announced, where, and from when", async () => {
    visit("/runs/1/store");
    const news = (await screen.findByText("Exemption ends")).closest("li");
    expect(news).toHaveTextContent("Duty is due from the first dollar.");
    expect(news).toHaveTextContent("United States");
    expect(news).toHaveTextContent("from Nov 23");
    changeLanguage("zh-CN");
    expect(await screen.findByText("自第一美元起征税。")).toBeVisible();
  });

  it("moves its clock when the live server says so", async () => {
    visit("/runs/1/store");
    await screen.findByText("¥184,523");
    await waitFor(() => expect(lastLine().url).toContain("ticket=t"));
    lastLine().say("open");
    lastLine().say("day", { run: "1", day: 61, state: "running", topics: [] });
    await waitFor(() => expect(screen.getByTestId("clock")).toHaveTextContent("Day 61 of 84"));
    expect(screen.getByTestId("clock")).toHaveTextContent("Live");
  });

  it("finds a day that nobody announced within half a minute, and asks for the rest", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const server = serve("student");
    const asked = vi.spyOn(server, "answer");
    visit("/runs/1/store");
    await screen.findByText("¥184,523");
    server.day = 62;
    asked.mockClear();
    await vi.advanceTimersByTimeAsync(SLOW_POLL_MILLISECONDS + 1000);
    await waitFor(() => expect(screen.getByTestId("clock")).toHaveTextContent("Day 62 of 84"));
    await waitFor(() => expect(asked.mock.calls.map(([request]) => request.url.pathname)).toContain("/api/v1/stores/11/summary"));
    vi.useRealTimers();
  });

  it("contests a dispute with the evidence that there is", async () => {
    const server = serve("student");
    visit("/runs/1/store");
    const card = within(await screen.findByTestId("disputes"));
    expect(await card.findByText(/2 good months lead out/)).toBeVisible();
    await userEvent.click(await card.findByRole("button", { name: "Open dispute 241664" }));
    expect(await screen.findByRole("checkbox", { name: "Scan of the delivery" })).toBeChecked();
    expect(screen.getByRole("checkbox", { name: /3-D Secure record \(you have none\)/ })).not.toBeChecked();
    expect(screen.getByText(/Best chance 60%/)).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Contest" }));
    await waitFor(() => expect(server.decisions[0]?.kind).toBe("represent"));
    expect(server.decisions[0]?.payload).toMatchObject({ dispute_no: 241664, evidence: ["tracking", "correspondence"] });
  });

  it("opens an order with its timeline", async () => {
    visit("/runs/1/store");
    await userEvent.click(await screen.findByRole("button", { name: "Open order 690342461440" }));
    const drawer = await screen.findByRole("dialog");
    expect(await within(drawer).findByText("Review: 5 stars")).toBeVisible();
  });

  it("says why a payment was declined", async () => {
    visit("/runs/1/store");
    await userEvent.click(await screen.findByRole("button", { name: "Open order 690342461433" }));
    const drawer = await screen.findByRole("dialog");
    expect(await within(drawer).findByText("Payment declined: Insufficient funds (code 51)")).toBeVisible();
  });

  it("says what went wrong, and tries again", async () => {
    const server = serve("student");
    const answer = server.answer.bind(server);
    server.answer = (request) => (request.url.pathname.endsWith("/summary") ? { status: 404, body: {} } : answer(request));
    visit("/runs/1/store");
    const alert = await screen.findByRole("alert");
    server.answer = answer;
    await userEvent.click(within(alert).getByRole("button", { name: "Try again" }));
    expect(await screen.findByText("¥184,523")).toBeVisible();
  });
});

describe("the decisions page", () => {
  const PRICE = "Price of Shockproof phone case in United States";

  async function typePrice(text: string): Promise<HTMLElement> {
    const field = await screen.findByRole("spinbutton", { name: PRICE });
    await userEvent.clear(field);
    await userEvent.type(field, text);
    await userEvent.click(screen.getByTestId("submit-decisions"));
    return field;
  }

  it("shows a refusal at the field, in the reader's units, and keeps what was typed", async () => {
    visit("/runs/1/decisions");
    const field = await typePrice("0");
    expect(await screen.findByText("At least $0.01")).toBeVisible();
    expect(field).toHaveAttribute("aria-invalid", "true");
    expect(field).toHaveValue("0.00");
  });

  it("submits a good price and lists it", async () => {
    visit("/runs/1/decisions");
    await typePrice("13.49");
    expect(await screen.findByText(/United States · Shockproof phone case · \$13\.49/)).toBeVisible();
    expect(screen.queryByTestId("submit-decisions")).toBeNull();
  });

  it("makes a form of any kind of decision and lists what was sent", async () => {
    visit("/runs/1/decisions");
    // The window of a test is narrow: areas are a choice there.
    await userEvent.click(await screen.findByRole("combobox", { name: "Area of decision" }));
    await userEvent.click(await screen.findByTitle("All decisions"));
    await userEvent.click(await screen.findByRole("combobox", { name: "Decision" }));
    await userEvent.click(await screen.findByTitle("Set the stock cover of a product"));
    await userEvent.click(screen.getByRole("button", { name: "Submit decision" }));
    await waitFor(() => expect(screen.getAllByText("Fill this in.")).toHaveLength(2));
    await userEvent.click(screen.getByRole("combobox", { name: "sku" }));
    expect(screen.getByText("Goods are ordered until stock lasts so many days.")).toBeVisible();
    expect(screen.queryByText(/Now: /)).toBeNull();
    await userEvent.click(await screen.findByTitle("Shockproof phone case"));
    expect(await screen.findByText(/Now: 21/)).toBeVisible();
    await userEvent.type(screen.getByRole("spinbutton", { name: "cover_days" }), "33");
    await userEvent.click(screen.getByRole("button", { name: "Submit decision" }));
    expect(await screen.findByText(/Shockproof phone case · 33 days/)).toBeVisible();
  });
});

describe("rooms", () => {
  it("are closed to other roles", async () => {
    visit("/runs/1/class");
    expect(await screen.findByText("You may not open this page")).toBeVisible();
  });

  it("begin at the sign-in page for strangers", async () => {
    serve(null);
    visit("/runs/1/store");
    await userEvent.type(await screen.findByLabelText("User name"), "nobody");
    await userEvent.type(screen.getByLabelText("Password"), "wrong");
    await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
    expect(await screen.findByText("User name or password is not right.")).toBeVisible();
  });
});
