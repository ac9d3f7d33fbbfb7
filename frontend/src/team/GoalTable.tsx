import { Table, Tag } from "antd";
import type { Goal, Kpi } from "../api/types";
import { useWords } from "../i18n/useWords";
import { ScrollRegion } from "../ui/ScrollRegion";
import { kpiText, pointsText } from "./kpis";

const COLOURS: Record<Goal["status"], string | undefined> = {
  waiting: "default",
  on_track: "processing",
  at_risk: "warning",
  reached: "success",
  missed: "error",
  unmeasured: "default",
};

export function GoalStatus({ status }: { status: Goal["status"] }) {
  const { t } = useWords();
  return <Tag color={COLOURS[status]}>{t(`team.goals.status.${status}`)}</Tag>;
}

/** Goals with their progress, the newest round first. */
export function GoalTable({ goals, kpis, currency }: { goals: Goal[]; kpis: Kpi[]; currency: string }) {
  const { t, language, pick } = useWords();
  const known = new Map(kpis.map((kpi) => [kpi.code, kpi]));
  const figure = (value: number | null, { kpi }: Goal) => kpiText(value, known.get(kpi)?.unit ?? "pieces", { currency, language });
  return (
    <ScrollRegion label={t("team.goals.list")}>
      <Table<Goal>
        rowKey={({ round, kpi }) => `${round} ${kpi}`}
        size="small"
        className="one-line"
        pagination={false}
        dataSource={[...goals].sort((one, other) => other.round - one.round)}
        columns={[
          { title: t("team.goals.round"), dataIndex: "round", render: (round: number) => round + 1 },
          { title: t("team.goals.kpi"), dataIndex: "kpi", render: (code: string) => (known.has(code) ? pick(known.get(code)!.name) : code) },
          { title: t("team.goals.target"), dataIndex: "target", align: "right", className: "figure", render: figure },
          { title: t("team.goals.value"), dataIndex: "value", align: "right", className: "figure", render: figure },
          { title: t("team.goals.projected"), dataIndex: "projected", align: "right", className: "figure", render: figure },
          { title: t("team.goals.state"), dataIndex: "status", render: (status: Goal["status"]) => <GoalStatus status={status} /> },
          {
            title: t("team.goals.points"),
            dataIndex: "points_e2",
            align: "right",
            className: "figure",
            render: (points: number, { counts }) => (counts ? pointsText(points, language) : t("team.goals.late")),
          },
        ]}
      />
    </ScrollRegion>
  );
}
