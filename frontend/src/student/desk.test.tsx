import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { changeLanguage } from "../i18n";
import { serve, visit } from "../test/render";

vi.mock("../ui/EChart", () => ({ EChart: ({ label }: { label: string }) => <div role="img" aria-label={label} /> }));

beforeEach(() => {
  serve("student");
  changeLanguage("en");
});

describe("previews beside the decisions", () => {
  it("tell what a sale leaves, at the price that stands and at one that is tried", async () => {
    visit("/runs/1/decisions");
    const preview = await screen.findByTestId("sale-preview");
    expect(await within(preview).findByRole("row", { name: /Left before advertising ¥62\.83/ })).toBeVisible();
    await userEvent.type(within(preview).getByLabelText(/Try a price/), "5.99");
    expect(await within(preview).findByText("This sale loses money even without advertising.")).toBeVisible();
    expect(screen.queryByTestId("submit-decisions")).toBeNull();
  });

  it("tell prices and arrival of every service that takes the goods", async () => {
    visit("/runs/1/decisions");
    await userEvent.click(await screen.findByRole("combobox", { name: "Area of decision" }));
    await userEvent.click(await screen.findByTitle("Shipping"));
    const preview = await screen.findByTestId("shipping-preview");
    expect(await within(preview).findByRole("row", { name: /Dedicated line ¥31\.00 120 g 9 days 14 days 13 days/ })).toBeVisible();
    expect(within(preview).getByText("does not take these goods")).toBeVisible();
    const chart = await within(preview).findByRole("img", { name: /half within 9 days/ });
    expect(chart).not.toHaveAccessibleName(/Postal/);
  });
});

describe("the research page", () => {
  it("opens a candidate while there is room", async () => {
    visit("/runs/1/research");
    await userEvent.click(await screen.findByRole("button", { name: "Open Packing cubes, set of 6" }));
    expect(await screen.findByText("Accepted. It takes effect when day 61 opens.")).toBeInTheDocument();
    expect(screen.getByRole("row", { name: /89,000 76% 41% 112%/ })).toBeVisible();
  });
});

describe("the inbox", () => {
  it("takes an answer and shows it with the case", async () => {
    visit("/runs/1/inbox");
    await userEvent.click(await screen.findByRole("combobox", { name: "Answer to case 3776" }));
    await userEvent.click(await screen.findByTitle("Refund a part: $2.60"));
    await userEvent.click(screen.getByRole("button", { name: "Answer" }));
    expect(await screen.findByText("Your answer: Refund a part")).toBeVisible();
    expect(screen.getByRole("row", { name: /Threatens a bad review .* by policy .* Claim filed/ })).toBeVisible();
  });
});

describe("the customs page", () => {
  it("shows holds, findings and papers, in both languages", async () => {
    visit("/runs/1/customs");
    expect(await screen.findByText("1 parcel is held")).toBeVisible();
    expect(screen.getByRole("row", { name: /Fined Value too low ¥300\.00/ })).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Apply for UK VAT number" }));
    expect(await screen.findByText("Accepted. It takes effect when day 61 opens.")).toBeInTheDocument();
    changeLanguage("zh-CN");
    expect(await screen.findByText("英国 VAT 税号")).toBeVisible();
  });
});

describe("the account page", () => {
  it("tells which limit is passed, and that it can be appealed once it is lost", async () => {
    visit("/runs/1/account");
    expect(await screen.findByText("Warned")).toBeVisible();
    expect(screen.getByRole("row", { name: /Order defect rate 60 days 1\.60% 1\.00% Beyond the limit/ })).toBeVisible();
    expect(screen.getByRole("row", { name: /Late shipment rate 30 days 1\.20% 4\.00% Within the limit/ })).toBeVisible();
    expect(screen.getByRole("row", { name: /Germany 40 22\.5% 1/ })).toBeVisible();
    expect(screen.queryByRole("button", { name: "Submit decision" })).toBeNull();
  });
});

describe("the page of listing tests", () => {
  it("calls a tie a tie", async () => {
    visit("/runs/1/tests");
    const [tie, clear] = await screen.findAllByTestId("listing-test");
    expect(within(tie as HTMLElement).getByText(/between -0\.10% and \+4\.09%/)).toBeVisible();
    expect(within(tie as HTMLElement).getByText(/No clear winner/)).toBeVisible();
    expect(within(clear as HTMLElement).getByText(/sells more; chance alone hardly/)).toBeVisible();
    expect(within(clear as HTMLElement).queryByRole("button", { name: /Show the new content/ })).toBeNull();
  });
});
