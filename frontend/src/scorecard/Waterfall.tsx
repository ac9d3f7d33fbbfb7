import { Card } from "antd";
import { useMemo } from "react";
import type { WaterfallBar } from "../api/types";
import { CHART } from "../app/theme";
import { useWords } from "../i18n/useWords";
import type { Words } from "../i18n/useWords";
import { EChart } from "../ui/EChart";
import { formatMoney, minorDigits } from "../ui/formats";
import { waterfallSteps } from "./steps";
import type { Step } from "./steps";

type ChartApi = { value: (dimension: number) => number; coord: (point: number[]) => number[]; size: (span: number[]) => number[] };

const BAR_SHARE = 0.56;

function colour({ isTotal, code, money_minor }: Step): string {
  if (isTotal) return CHART.total;
  if (code === "remainder") return CHART.neutral;
  return money_minor < 0 ? CHART.bad : CHART.good;
}

/** One floating bar, and a line on to where the next one starts. */
function drawBar(colours: string[], api: ChartApi) {
  const index = api.value(0);
  const [middle = 0, top = 0] = api.coord([index, Math.max(api.value(1), api.value(2))]);
  const [, bottom = 0] = api.coord([index, Math.min(api.value(1), api.value(2))]);
  const [band = 0] = api.size([1, 0]);
  const [, end = 0] = api.coord([index, api.value(2)]);
  const width = band * BAR_SHARE;
  const bar = {
    type: "rect",
    shape: { x: middle - width / 2, y: top, width, height: Math.max(2, bottom - top), r: 3 },
    style: { fill: colours[index] },
  };
  if (index === colours.length - 1) return { type: "group", children: [bar] };
  const shape = { x1: middle + width / 2, y1: end, x2: middle + band - width / 2, y2: end };
  const bridge = { type: "line", shape, style: { stroke: CHART.neutral, lineDash: [3, 3], lineWidth: 1 } };
  return { type: "group", children: [bar, bridge] };
}

function axisRange(steps: Step[], unit: number): { min: number; max: number } {
  const ends = steps.flatMap(({ from, to }) => [from, to]).map((minor) => minor / unit);
  const room = 0.12 * (Math.max(...ends) - Math.min(0, ...ends));
  return { min: Math.min(...ends) < 0 ? Math.min(...ends) - room : 0, max: Math.max(0, ...ends) + room };
}

function waterfallOption(steps: Step[], currency: string, { t, language }: Words) {
  const unit = 10 ** minorDigits(currency);
  const compact = (value: number) => formatMoney(value * unit, { currency, language, compact: true });
  const money = ({ money_minor, isTotal }: Step, short: boolean) =>
    formatMoney(money_minor, { currency, language, whole: true, signed: !isTotal, compact: short });
  const colours = steps.map(colour);
  const names = steps.map((step) => t(`scorecard.waterfall.${step.code}`));
  return {
    grid: { left: 8, right: 8, top: 12, bottom: 4, containLabel: true },
    tooltip: {
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const step = steps[dataIndex];
        return step ? `${names[dataIndex]} <b>${money(step, false)}</b>` : "";
      },
    },
    xAxis: { type: "category", data: names, axisTick: { show: false }, axisLabel: { color: CHART.ink, interval: 0 } },
    yAxis: {
      type: "value",
      ...axisRange(steps, unit),
      splitLine: { lineStyle: { color: CHART.grid } },
      axisLabel: { color: CHART.ink, formatter: compact, showMaxLabel: false },
    },
    series: [
      {
        type: "custom",
        renderItem: (_: unknown, api: ChartApi) => drawBar(colours, api),
        encode: { x: 0, y: [1, 2] },
        data: steps.map(({ from, to }, index) => [index, from / unit, to / unit]),
      },
      {
        type: "line",
        silent: true,
        showSymbol: true,
        symbolSize: 0,
        lineStyle: { width: 0 },
        labelLayout: { hideOverlap: true },
        data: steps.map((step) => ({
          value: Math.max(step.from, step.to) / unit,
          label: { show: true, position: "top", color: CHART.ink, fontWeight: 600, formatter: money(step, true) },
        })),
      },
    ],
  };
}

export function Waterfall({ bars, currency }: { bars: WaterfallBar[]; currency: string }) {
  const words = useWords();
  const steps = useMemo(() => waterfallSteps(bars), [bars]);
  const option = useMemo(() => waterfallOption(steps, currency, words), [steps, currency, words]);
  const { t, language } = words;
  const amounts = Object.fromEntries(
    steps.map((step) => [step.code, formatMoney(step.money_minor, { currency, language, whole: true, signed: !step.isTotal })]),
  );
  return (
    <Card title={t("scorecard.waterfall.title")}>
      <p className="quiet">{t("scorecard.waterfall.text")}</p>
      <EChart option={option} height={300} label={t("scorecard.waterfall.summary", amounts)} />
      <dl className="parts">
        {steps.map((step) => (
          <div key={step.code} data-testid={`part-${step.code}`}>
            <dt>{t(`scorecard.waterfall.${step.code}`)}</dt>
            <dd>{amounts[step.code]}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
