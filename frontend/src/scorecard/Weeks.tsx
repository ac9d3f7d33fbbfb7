import { Card } from "antd";
import { useMemo } from "react";
import type { WeekScore } from "../api/types";
import { CHART } from "../app/theme";
import { useWords } from "../i18n/useWords";
import type { Words } from "../i18n/useWords";
import { EChart } from "../ui/EChart";
import { Nothing } from "../ui/States";
import { formatMoney, minorDigits } from "../ui/formats";

function weeksOption(weeks: WeekScore[], currency: string, { t, language }: Words) {
  const unit = 10 ** minorDigits(currency);
  const money = (value: number, compact: boolean) =>
    formatMoney(value * unit, { currency, language, whole: true, compact, signed: true });
  const bars = (name: string, color: string, key: "skill_minor" | "luck_minor", decal?: object) => ({
    name,
    type: "bar",
    barMaxWidth: 18,
    itemStyle: { color, borderRadius: 2, decal },
    data: weeks.map((week) => week[key] / unit),
  });
  return {
    grid: { left: 8, right: 8, top: 36, bottom: 4, containLabel: true },
    legend: { top: 0, right: 0, itemWidth: 14, itemHeight: 8, textStyle: { color: CHART.ink } },
    tooltip: { trigger: "axis", valueFormatter: (value: number) => money(value, false) },
    xAxis: {
      type: "category",
      data: weeks.map(({ round }) => t("scorecard.weeks.week", { week: round + 1 })),
      axisTick: { show: false },
      axisLine: { onZero: true },
      axisLabel: { color: CHART.ink },
    },
    yAxis: {
      type: "value",
      splitLine: { lineStyle: { color: CHART.grid } },
      axisLabel: { color: CHART.ink, formatter: (value: number) => money(value, true) },
    },
    series: [
      bars(t("scorecard.weeks.skill"), CHART.skill, "skill_minor"),
      bars(t("scorecard.weeks.luck"), CHART.luck, "luck_minor", { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: Math.PI / 4, color: "rgba(255,255,255,0.55)" }),
    ],
  };
}

type WeeksProps = { weeks: WeekScore[]; botRounds: number[]; currency: string };

export function Weeks({ weeks, botRounds, currency }: WeeksProps) {
  const words = useWords();
  const { t } = words;
  const option = useMemo(() => weeksOption(weeks, currency, words), [weeks, currency, words]);
  const good = weeks.filter((week) => week.skill_minor > 0).length;
  return (
    <Card title={t("scorecard.weeks.title")}>
      <p className="quiet">{t("scorecard.weeks.text")}</p>
      {botRounds.length > 0 && <p>{t("scorecard.weeks.byBot", { weeks: botRounds.map((round) => round + 1).join(", ") })}</p>}
      {weeks.length ? (
        <EChart option={option} height={350} label={t("scorecard.weeks.summary", { count: weeks.length, good })} />
      ) : (
        <Nothing title={t("scorecard.weeks.empty")} />
      )}
    </Card>
  );
}
