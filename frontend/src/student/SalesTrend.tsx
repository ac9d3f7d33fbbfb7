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
const AXIS_PIXELS = 58;

type Tip = { axisValueLabel: string; marker: string; seriesName: string; value: number };

/** Two panels over the same days: ad spend is small beside sales and would vanish on their scale. */
function panel(index: number, money: (value: number) => string, labels: string[]) {
  return {
    xAxis: {
      type: "category",
      gridIndex: index,
      data: labels,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: CHART.grid } },
      axisLabel: { show: index === 1, color: CHART.ink },
    },
    yAxis: {
      type: "value",
      gridIndex: index,
      splitNumber: index === 0 ? 4 : 2,
      splitLine: { lineStyle: { color: CHART.grid } },
      axisLabel: { color: CHART.ink, formatter: money },
    },
  };
}

function trendOption(days: StoreDay[], currency: string, { t, language }: Words) {
  const unit = 10 ** minorDigits(currency);
  const money = (value: number, compact = false) => formatMoney(value * unit, { currency, language, whole: true, compact });
  const labels = days.map((day) => formatDate(day.date, language));
  const panels = [0, 1].map((index) => panel(index, (value) => money(value, true), labels));
  return {
    grid: [
      { left: AXIS_PIXELS, right: 12, top: 30, height: 150 },
      { left: AXIS_PIXELS, right: 12, top: 204, height: 50 },
    ],
    axisPointer: { link: [{ xAxisIndex: "all" }] },
    legend: { top: 0, right: 0, icon: "roundRect", itemWidth: 14, itemHeight: 8, textStyle: { color: CHART.ink } },
    tooltip: {
      trigger: "axis",
      formatter: (tips: Tip[]) =>
        [tips[0]?.axisValueLabel, ...tips.map((tip) => `${tip.marker}${tip.seriesName} <b>${money(tip.value)}</b>`)].join("<br>"),
    },
    xAxis: panels.map((one) => one.xAxis),
    yAxis: panels.map((one) => one.yAxis),
    series: [
      {
        name: t("store.trend.sales"),
        type: "line",
        smooth: 0.2,
        showSymbol: days.length < 3,
        lineStyle: { width: 2.5 },
        itemStyle: { color: CHART.sales },
        areaStyle: { opacity: 0.08 },
        data: days.map((day) => day.sales_minor / unit),
      },
      {
        name: t("store.trend.adSpend"),
        type: "bar",
        xAxisIndex: 1,
        yAxisIndex: 1,
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
  return <EChart option={option} height={284} label={summary(days, currency, words)} />;
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
