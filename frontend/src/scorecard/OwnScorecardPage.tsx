import { ApiProblem } from "../api/problems";
import { useScorecard } from "../api/queries";
import { useOwnStore } from "../app/place";
import { useWords } from "../i18n/useWords";
import { Page } from "../ui/Page";
import { Answer, Nothing } from "../ui/States";
import { ScorecardView } from "./ScorecardView";

export default function OwnScorecardPage() {
  const { t } = useWords();
  const { run, store } = useOwnStore();
  const card = useScorecard(store.id);
  if (card.error instanceof ApiProblem && card.error.status === 404) {
    return (
      <Page title={t("scorecard.title")}>
        <Nothing title={t("scorecard.empty")} text={t("scorecard.emptyText")} />
      </Page>
    );
  }
  return <Answer of={card} rows={12}>{(data) => <ScorecardView card={data} currency={run.home_currency} />}</Answer>;
}
