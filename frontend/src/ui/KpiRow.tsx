import { ArrowDownOutlined, ArrowUpOutlined, MinusOutlined } from "@ant-design/icons";
import { Card } from "antd";
import { useWords } from "../i18n/useWords";

export type Kpi = {
  code: string;
  label: string;
  period: string;
  value: string;
  delta: number | null;
  deltaText: string;
  /** Which way is good news; some figures, like ad spend, are neither. */
  good: "up" | "down" | "neither";
};

function tone({ delta, good }: Kpi): string {
  if (!delta || good === "neither") return "flat";
  return delta > 0 === (good === "up") ? "good" : "bad";
}

function Delta({ kpi }: { kpi: Kpi }) {
  const { t } = useWords();
  if (kpi.delta === null) return <span className="quiet">–</span>;
  const Icon = kpi.delta > 0 ? ArrowUpOutlined : kpi.delta < 0 ? ArrowDownOutlined : MinusOutlined;
  const way = kpi.delta > 0 ? "up" : kpi.delta < 0 ? "down" : "same";
  return (
    <span className={`delta delta-${tone(kpi)}`}>
      <Icon aria-hidden="true" />
      <span className="unseen">{t(`store.kpi.${way}`, { amount: kpi.deltaText })}</span>
      <span aria-hidden="true">{kpi.delta === 0 ? t("store.kpi.same") : kpi.deltaText}</span>
      <span className="quiet">{t("store.kpi.versus")}</span>
    </span>
  );
}

export function KpiRow({ kpis }: { kpis: Kpi[] }) {
  const { t } = useWords();
  return (
    <ul className="kpis" aria-label={t("store.kpi.label")}>
      {kpis.map((kpi) => (
        <li key={kpi.code} data-testid={`kpi-${kpi.code}`}>
          <Card size="small" className="kpi">
            <div className="kpi-head">
              <span>{kpi.label}</span>
              <span className="quiet">{kpi.period}</span>
            </div>
            <div className="kpi-value">{kpi.value}</div>
            <Delta kpi={kpi} />
          </Card>
        </li>
      ))}
    </ul>
  );
}
