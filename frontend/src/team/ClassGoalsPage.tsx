import { App, Button, Card, InputNumber, Space, Table, Tag } from "antd";
import { useState } from "react";
import { useGoalRules, useRunGoals, useSetGoalRules } from "../api/team";
import type { Kpi, PointsRule, RunGoals, TeamGoals } from "../api/types";
import { usePlace } from "../app/place";
import { useWords } from "../i18n/useWords";
import { Page } from "../ui/Page";
import { ScrollRegion } from "../ui/ScrollRegion";
import { Answer, useProblemText } from "../ui/States";
import { useAlertText } from "./Alerts";
import { GoalStatus } from "./GoalTable";
import { kpiText, pointsText } from "./kpis";

const MOST_POINTS = 100;

function Teams({ goals: { kpis, teams } }: { goals: RunGoals }) {
  const { t, language, pick } = useWords();
  const { run } = usePlace();
  const alertText = useAlertText(kpis);
  const known = new Map(kpis.map((kpi) => [kpi.code, kpi]));
  const goalText = ({ kpi, value, target }: TeamGoals["goals"][number]): string => {
    const found = known.get(kpi);
    const style = { currency: run.home_currency, language };
    return found ? `${pick(found.name)}: ${kpiText(value, found.unit, style)} / ${kpiText(target, found.unit, style)}` : kpi;
  };
  return (
    <ScrollRegion label={t("team.class.teams")}>
      <Table<TeamGoals>
        rowKey="store"
        size="small"
        pagination={false}
        data-testid="team-goals"
        dataSource={teams}
        columns={[
          { title: t("team.class.team"), dataIndex: "name", render: pick },
          {
            title: t("team.class.now"),
            dataIndex: "goals",
            render: (goals: TeamGoals["goals"]) =>
              goals.map((goal) => (
                <div key={goal.kpi}>
                  {goalText(goal)} <GoalStatus status={goal.status} />
                </div>
              )),
          },
          { title: t("team.class.ends"), key: "ends", render: (_, { reached, missed }) => t("team.class.endsText", { reached, missed }) },
          { title: t("team.goals.points"), dataIndex: "points_e2", align: "right", className: "figure", render: (points: number) => pointsText(points, language) },
          {
            title: t("team.class.alerts"),
            dataIndex: "alerts",
            render: (alerts: TeamGoals["alerts"]) =>
              alerts.map((alert) => (
                <Tag key={`${alert.alert} ${alert.kpi ?? ""}`} color="warning">
                  {alertText(alert)}
                </Tag>
              )),
          },
        ]}
      />
    </ScrollRegion>
  );
}

/** Points for each figure; what stays empty brings none. */
function Rules({ kpis, rules }: { kpis: Kpi[]; rules: PointsRule[] }) {
  const { t, pick } = useWords();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const { run } = usePlace();
  const save = useSetGoalRules(run.id);
  const [typed, setTyped] = useState(() => new Map(rules.map((rule) => [rule.kpi as string, rule])));
  const change = (kpi: Kpi, part: "reached_e2" | "missed_e2", points: number | null): void => {
    const code = kpi.code as PointsRule["kpi"];
    const old = typed.get(code) ?? { kpi: code, reached_e2: 0, missed_e2: 0 };
    setTyped(new Map(typed).set(code, { ...old, [part]: Math.round((points ?? 0) * 100) }));
  };
  const send = (): void =>
    save.mutate(
      [...typed.values()].filter(({ reached_e2, missed_e2 }) => reached_e2 || missed_e2),
      {
        onSuccess: () => void message.success(t("team.rules.saved")),
        onError: (problem) => void message.error(problemText(problem)),
      },
    );
  const field = (part: "reached_e2" | "missed_e2", label: string) => ({
    title: label,
    key: part,
    render: (_: unknown, kpi: Kpi) => (
      <InputNumber
        aria-label={`${label}: ${pick(kpi.name)}`}
        min={part === "reached_e2" ? 0 : -MOST_POINTS}
        max={part === "reached_e2" ? MOST_POINTS : 0}
        step={0.5}
        value={(typed.get(kpi.code)?.[part] ?? 0) / 100}
        onChange={(points) => change(kpi, part, points)}
      />
    ),
  });
  return (
    <Card title={t("team.rules.title")}>
      <p className="quiet">{t("team.rules.note")}</p>
      <ScrollRegion label={t("team.rules.title")}>
        <Table<Kpi>
          rowKey="code"
          size="small"
          pagination={false}
          dataSource={kpis}
          columns={[
            { title: t("team.goals.kpi"), dataIndex: "name", render: pick },
            field("reached_e2", t("team.rules.reached")),
            field("missed_e2", t("team.rules.missed")),
          ]}
        />
      </ScrollRegion>
      <Space className="collision-choice">
        <Button type="primary" loading={save.isPending} onClick={send}>
          {t("team.rules.save")}
        </Button>
      </Space>
    </Card>
  );
}

export default function ClassGoalsPage() {
  const { t } = useWords();
  const { run } = usePlace();
  const rules = useGoalRules(run.id);
  return (
    <Page title={t("team.class.title")} note={t("team.class.note")}>
      <Answer of={useRunGoals(run.id)} rows={8}>
        {(goals) => (
          <>
            <Card title={t("team.class.teams")}>
              <Teams goals={goals} />
            </Card>
            <Answer of={rules}>{(found) => <Rules kpis={goals.kpis} rules={found.rules} />}</Answer>
          </>
        )}
      </Answer>
    </Page>
  );
}
