import { describe, expect, it } from "vitest";
import i18n, { pickText } from "../i18n";
import type { Words } from "../i18n/useWords";
import { makeScorecard } from "../test/world";
import { explanation } from "./explanation";
import { levelText, whisker } from "./levels";
import { waterfallSteps } from "./steps";

const words: Words = { t: i18n.t, language: "en", pick: (text) => pickText(text, "en") };
const card = makeScorecard("1", { en: "One", zh: "一" });

describe("the waterfall", () => {
  it("starts each part where the last one ended, and lands on the result", () => {
    const steps = waterfallSteps(card.waterfall);
    expect(steps.at(-1)?.to).toBe(steps.at(-2)?.to);
    expect(steps.map(({ isTotal }) => isTotal)).toEqual([true, false, false, false, false, true]);
    expect(steps[2]?.from).toBe(steps[1]?.to);
  });
});

describe("levels", () => {
  it("are shown between 1 and 5, whatever they are", () => {
    expect([levelText(617, "en"), levelText(-80, "en"), levelText(384, "en")]).toEqual(["5.0", "1.0", "3.8"]);
  });

  it("have whiskers of two standard errors", () => {
    expect(whisker(300, 25)).toEqual({ low: 2.5, high: 3.5 });
  });
});

describe("the explanation", () => {
  it("names what was gained, the best and the weakest axis, and luck", () => {
    const [skill, best, weakest, luck] = explanation(card, "CNY", words);
    expect(skill).toContain("added ¥");
    expect(best).toContain("Pricing (level 4.3)");
    expect(weakest).toContain("Inventory (level 2.7)");
    expect(luck).toMatch(/^Luck (helped|cost)/);
  });

  it("calls a tie a tie", () => {
    const tie = { ...card, composite: { ...card.composite, money_minor: 500_000, se_minor: 400_000 } };
    expect(explanation(tie, "CNY", words)[0]).toContain("within the measuring error");
  });

  it("names no best axis where none stands out", () => {
    const alike = { ...card, axes: card.axes.map((axis) => ({ ...axis, level_e2: axis.measurable ? 500 : null })) };
    expect(explanation(alike, "CNY", words)[1]).toContain("No axis stands out");
  });

  it("says what was lost", () => {
    const loser = makeScorecard("2", { en: "Two", zh: "二" }, -9_000_000);
    expect(explanation(loser, "CNY", words)[0]).toContain("cost ¥");
  });
});
