import { Alert, Space } from "antd";
import type { Kpi, TeamAlert } from "../api/types";
import { useWords } from "../i18n/useWords";

/** Words of a reminder. */
export function useAlertText(kpis: Kpi[]): (alert: TeamAlert) => string {
  const { t, pick } = useWords();
  return ({ alert, kpi, count }) => {
    const found = kpis.find(({ code }) => code === kpi);
    return t(`team.alerts.${alert}`, { count, kpi: found ? pick(found.name) : "" });
  };
}

export function Alerts({ alerts, kpis }: { alerts: TeamAlert[]; kpis: Kpi[] }) {
  const text = useAlertText(kpis);
  if (!alerts.length) return null;
  return (
    <Space orientation="vertical" className="full-width">
      {alerts.map((alert) => (
        <Alert key={`${alert.alert} ${alert.kpi ?? ""}`} type="warning" showIcon title={text(alert)} />
      ))}
    </Space>
  );
}
