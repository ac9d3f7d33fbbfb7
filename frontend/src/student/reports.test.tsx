import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { changeLanguage } from "../i18n";
import { serve, visit } from "../test/render";

vi.mock("../ui/EChart", () => ({ EChart: ({ label }: { label: string }) => <div role="img" aria-label={label} /> }));
vi.mock("./ShipmentMap", () => ({ default: () => <div role="img" aria-label="map" /> }));

beforeEach(() => {
  serve("student");
  changeLanguage("en");
});

describe("reports", () => {
  it.each(["research", "account", "tests"])("say that they are noted (%s)", async (page) => {
    visit(`/runs/1/${page}`);
    expect(await screen.findByText(/is noted once a simulated day/)).toBeVisible();
    changeLanguage("zh-CN");
    expect(await screen.findByText(/按模拟日记录一次/)).toBeVisible();
  });
});

describe("files", () => {
  it("are there for every table of the store", async () => {
    visit("/runs/1/store");
    await userEvent.click(await screen.findByRole("button", { name: "Tables of the store as files" }));
    const links = await screen.findAllByRole("link", { name: /CSV|Parquet/ });
    expect(links.map((link) => link.getAttribute("href")?.split("/").at(-1))).toEqual(
      ["orders", "parcels", "payments", "ledger", "days"].flatMap((table) => [`${table}.csv`, `${table}.parquet`]),
    );
    expect(screen.getByRole("link", { name: "The API for programs" })).toHaveAttribute("href", "/api/v1/docs");
  });
});
