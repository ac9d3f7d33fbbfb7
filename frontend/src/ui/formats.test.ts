import { describe, expect, it } from "vitest";
import { shownDate } from "./clockTime";
import { addDays, formatDate, formatMoney, formatShare, minorDigits } from "./formats";

const en = (minor: number, currency: string, style = {}) => formatMoney(minor, { currency, language: "en", ...style });
const zh = (minor: number, currency: string, style = {}) => formatMoney(minor, { currency, language: "zh-CN", ...style });

describe("money", () => {
  it("knows the minor digits of each currency", () => {
    expect(["CNY", "USD", "JPY"].map(minorDigits)).toEqual([2, 2, 0]);
  });

  it("comes from minor units", () => {
    expect(en(129_99, "USD")).toBe("$129.99");
    expect(en(2980, "JPY")).toBe("JPY\u00a02,980");
    expect(en(5, "EUR")).toBe("€0.05");
    expect(zh(2980, "JPY")).toBe("JP¥2,980");
    expect(zh(123_456_789, "CNY")).toBe("¥1,234,567.89");
  });

  it("is whole, signed or compact where asked", () => {
    expect(en(123_456, "CNY", { whole: true })).toBe("¥1,235");
    expect(en(123_456, "CNY", { whole: true, signed: true })).toBe("+¥1,235");
    expect(en(-123_456, "CNY", { whole: true, signed: true })).toBe("-¥1,235");
    expect(en(0, "CNY", { whole: true, signed: true })).toBe("¥0");
    expect(en(309_250, "CNY", { compact: true })).toBe("¥3.1K");
    expect(zh(309_250, "CNY", { compact: true })).toBe("¥3093");
    expect(zh(52_000_000, "CNY", { compact: true })).toBe("¥52万");
  });
});

describe("simulated time", () => {
  it("has no time zone", () => {
    expect(formatDate("2026-09-14", "en")).toBe("Sep 14");
    expect(formatDate("2026-09-14", "zh-CN", "full")).toBe("2026年9月14日周一");
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  });

  it("shows the last day that was played", () => {
    expect(shownDate({ day: 0, start_date: "2026-09-14" })).toBe("2026-09-14");
    expect(shownDate({ day: 60, start_date: "2026-09-14" })).toBe("2026-11-12");
  });
});

it("shares have one decimal", () => {
  expect(formatShare(0.9312, "en")).toBe("93.1%");
});
