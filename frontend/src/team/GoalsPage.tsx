import { Card } from "antd";
import { useGoals } from "../api/team";
import type { StoreGoals } from "../api/types";
import { useOwnStore } from "../app/place";
import { useWords } from "../i18n/useWords";
import { Page } from "../ui/Page";
import { Answer, Nothing } from "../ui/States";
import { Alerts } from "./Alerts";
import { GoalForm } from "./GoalForm";
import { GoalTable } from "./GoalTable";
import { Journal } from "./Journal";
import { pointsText } from "./kpis";

function Goals({ goals }: { goals: StoreGoals }) {
  const { t, language } = useWords();
  const { run, store, isOver } = useOwnStore();
  const currency = run.home_currency;
  return (
    <>
      {!isOver && <Alerts alerts={goals.alerts} kpis={goals.kpis} />}
      <Card title={t("team.goals.title")} extra={t("team.goals.total", { points: pointsText(goals.points_e2, language) })}>
        {goals.goals.length ? (
          <GoalTable goals={goals.goals} kpis={goals.kpis} currency={currency} />
        ) : (
          <Nothing title={t("team.goals.empty")} text={t("team.goals.emptyText")} />
        )}
      </Card>
      <Card title={t("team.goals.new")}>
        <GoalForm store={store.id} goals={goals} currency={currency} disabled={isOver} />
      </Card>
    </>
  );
}

export default function GoalsPage() {
  const { t } = useWords();
  const { store, isOver } = useOwnStore();
  return (
    <Page title={t("team.page.title")} note={t("team.page.note")}>
      <Answer of={useGoals(store.id)} rows={8}>
        {(goals) => <Goals goals={goals} />}
      </Answer>
      <Journal store={store.id} disabled={isOver} />
    </Page>
  );
}
