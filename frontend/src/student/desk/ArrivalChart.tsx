import { useMemo } from "react";
import type { Quotes, RunDetail } from "../../api/types";
import { useNames } from "../../app/names";
import type { Names } from "../../app/names";
import { CHART } from "../../app/theme";
import { useWords } from "../../i18n/useWords";
import type { Words } from "../../i18n/useWords";
import { EChart } from "../../ui/EChart";
import { formatShare } from "../../ui/formats";

const WHOLE = 10_000;
const NEARLY_ALL = 9_990;
const LINES = [CHART.sales, CHART.ads, CHART.ink];
const DASHES = ["solid", "dashed", "dotted"];

/** Days until nearly every parcel of the slowest service is there. */
function reach(quotes: Quotes["quotes"]): number {
  const days = quotes.map(({ arrival_e4 }) => arrival_e4.findIndex((share) => share >= NEARLY_ALL));
  return Math.max(...days, 1);
}

function arrivalOption(quotes: Quotes["quotes"], names: Names, { t, language }: Words) {
  const last = reach(quotes);
  const percent = (share: number) => formatShare(share, language, 0);
  return {
    grid: { left: 48, right: 16, top: 34, bottom: 44 },
    legend: { top: 0, right: 0, textStyle: { color: CHART.ink } },
    tooltip: { trigger: "axis", valueFormatter: percent },
    xAxis: {
      type: "category",
      name: t("desk.shipping.daysAxis"),
      nameLocation: "middle",
      nameGap: 26,
      data: Array.from({ length: last + 1 }, (_, day) => day),
      axisLabel: { color: CHART.ink },
    },
    yAxis: { type: "value", max: 1, axisLabel: { color: CHART.ink, formatter: percent }, splitLine: { lineStyle: { color: CHART.grid } } },
    series: quotes.map(({ service, arrival_e4 }, number) => ({
      name: names.service(service),
      type: "line",
      step: "end",
      showSymbol: false,
      lineStyle: { width: 2.5, type: DASHES[number % DASHES.length] },
      itemStyle: { color: LINES[number % LINES.length] },
      data: Array.from({ length: last + 1 }, (_, day) => (arrival_e4[day] ?? WHOLE) / WHOLE),
    })),
  };
}

/** Share of parcels at the door by day, one line a service. */
export default function ArrivalChart({ quotes, run }: { quotes: Quotes; run: RunDetail }) {
  const words = useWords();
  const names = useNames(run);
  const carried = useMemo(() => quotes.quotes.filter((quote) => quote.carried), [quotes]);
  const option = useMemo(() => arrivalOption(carried, names, words), [carried, names, words]);
  const told = carried.map(({ service, median_days, p95_days }) =>
    words.t("desk.shipping.spread", { service: names.service(service), median: median_days, most: p95_days }),
  );
  return <EChart option={option} height={240} label={[words.t("desk.shipping.chart"), ...told].join(" ")} />;
}
