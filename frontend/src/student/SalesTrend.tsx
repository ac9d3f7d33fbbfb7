import { Card, Segmented } from "antd";
import { useMemo, useState } from "react";
import { useStoreDays } from "../api/queries";
import type { StoreDay } from "../api/types";
import { CHART } from "../app/theme";
import { useWords } from "../i18n/useWords";
import type { Words } from "../i18n/useWords";
import { EChart } from "../ui/EChart";
import { Answer, Nothing } from "../ui/States";
import { formatDate, formatMoney, minorDigits } from "../ui/formats";

const ALL = 0;
const RANGES = [14, 28, ALL];

type Tip = { axisValueLabel: string; marker: string; seriesName: string; value: number };

function trendOption(days: StoreDay[], currency: string, { t, language }: Words) {
  const unit = 10 ** minorDigits(currency);
  const money = (value: number, compact = false) => formatMoney(value * unit, { currency, language, whole: true, compact });
  return {
    grid: { left: 8, right: 12, top: 36, bottom: 4, containLabel: true },
    legend: { top: 0, right: 0, icon: "roundRect", itemWidth: 14, itemHeight: 8, textStyle: { color: CHART.ink } },
    tooltip: {
      trigger: "axis",
      formatter: (tips: Tip[]) =>
        [tips[0]?.axisValueLabel, ...tips.map((tip) => `${tip.marker}${tip.seriesName} <b>${money(tip.value)}</b>`)].join("<br>"),
    },
    xAxis: {
      type: "category",
      data: days.map((day) => formatDate(day.date, language)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: CHART.grid } },
      axisLabel: { color: CHART.ink },
    },
    yAxis: {
      type: "value",
      splitLine: { lineStyle: { color: CHART.grid } },
      axisLabel: { color: CHART.ink, formatter: (value: number) => money(value, true) },
    },
    series: [
      {
        name: t("store.trend.sales"),
        type: "line",
        smooth: 0.25,
        showSymbol: days.length < 3,
        lineStyle: { width: 2.5 },
        itemStyle: { color: CHART.sales },
        areaStyle: { opacity: 0.08 },
        data: days.map((day) => day.sales_minor / unit),
      },
      {
        name: t("store.trend.adSpend"),
        type: "bar",
        barMaxWidth: 14,
        itemStyle: { color: CHART.ads, borderRadius: [2, 2, 0, 0] },
        data: days.map((day) => day.ad_spend_minor / unit),
      },
    ],
  };
}

function summary(days: StoreDay[], currency: string, { t, language }: Words): string {
  const total = (key: "sales_minor" | "ad_spend_minor") => days.reduce((sum, day) => sum + day[key], 0);
  const money = (minor: number) => formatMoney(minor, { currency, language, whole: true });
  return t("store.trend.summary", {
    from: formatDate(days[0]?.date ?? "", language),
    to: formatDate(days.at(-1)?.date ?? "", language),
    sales: money(total("sales_minor")),
    ads: money(total("ad_spend_minor")),
  });
}

function Trend({ days, currency }: { days: StoreDay[]; currency: string }) {
  const words = useWords();
  const option = useMemo(() => trendOption(days, currency, words), [days, currency, words]);
  return <EChart option={option} height={250} label={summary(days, currency, words)} />;
}

export function SalesTrend({ store, currency }: { store: string; currency: string }) {
  const { t } = useWords();
  const [range, setRange] = useState(ALL);
  const days = useStoreDays(store);
  const options = RANGES.map((count) => ({
    value: count,
    label: count === ALL ? t("store.trend.all") : t("store.trend.days", { count }),
  }));
  return (
    <Card
      title={t("store.trend.title")}
      extra={<Segmented size="small" aria-label={t("store.trend.range")} options={options} value={range} onChange={setRange} />}
    >
      <Answer of={days}>
        {(data) =>
          data.length ? (
            <Trend days={range === ALL ? data : data.slice(-range)} currency={currency} />
          ) : (
            <Nothing title={t("store.trend.empty")} text={t("store.trend.emptyText")} />
          )
        }
      </Answer>
    </Card>
  );
}
