import type { AxisScore, Scorecard } from "../api/types";
import type { Words } from "../i18n/useWords";
import { formatMoney } from "../ui/formats";
import { levelText } from "./levels";

const CLEAR_OF_NOISE_ERRORS = 2;

type Measured = AxisScore & { level_e2: number };

const isMeasured = (axis: AxisScore): axis is Measured => axis.measurable && axis.level_e2 !== null;

function skillSentence({ composite }: Scorecard, money: (minor: number) => string, { t }: Words): string {
  if (Math.abs(composite.money_minor) <= CLEAR_OF_NOISE_ERRORS * composite.se_minor) return t("scorecard.explain.equal");
  const key = composite.money_minor > 0 ? "gained" : "lost";
  return t(`scorecard.explain.${key}`, { money: money(Math.abs(composite.money_minor)) });
}

function luckSentence({ waterfall }: Scorecard, money: (minor: number) => string, { t }: Words): string {
  const luck = waterfall.find((bar) => bar.code === "luck")?.money_minor ?? 0;
  if (luck === 0) return t("scorecard.explain.luckNone");
  return t(luck > 0 ? "scorecard.explain.luckGood" : "scorecard.explain.luckBad", { money: money(Math.abs(luck)) });
}

function noise(one: Measured, other: Measured): number {
  return CLEAR_OF_NOISE_ERRORS * Math.hypot(one.se_e2 ?? 0, other.se_e2 ?? 0);
}

function axisSentences({ axes }: Scorecard, { t, language, pick }: Words): string[] {
  const ranked = axes.filter(isMeasured).toSorted((a, b) => b.level_e2 - a.level_e2);
  const [best, worst] = [ranked.at(0), ranked.at(-1)];
  if (!best || !worst || best === worst) return [];
  if (best.level_e2 - worst.level_e2 <= noise(best, worst)) return [t("scorecard.explain.alike")];
  const say = (key: string, axis: Measured) =>
    t(`scorecard.explain.${key}`, { axis: pick(axis.name), level: levelText(axis.level_e2, language) });
  return [say("best", best), say("weakest", worst)];
}

/** The scorecard in plain sentences. Nothing inside the measuring error is called a difference. */
export function explanation(card: Scorecard, currency: string, words: Words): string[] {
  const money = (minor: number) => formatMoney(minor, { currency, language: words.language, whole: true });
  return [skillSentence(card, money, words), ...axisSentences(card, words), luckSentence(card, money, words)];
}
