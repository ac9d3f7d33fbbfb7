import { Link, useParams } from "react-router";
import { useScorecards } from "../api/queries";
import { usePlace } from "../app/place";
import { useWords } from "../i18n/useWords";
import { ScorecardView } from "../scorecard/ScorecardView";
import { Page } from "../ui/Page";
import { Answer, Nothing } from "../ui/States";

/** One card of the class. It comes from the list, because a grader knows a store by its alias only. */
export default function ScorecardPage() {
  const { t } = useWords();
  const { run } = usePlace();
  const { store } = useParams();
  const back = <Link to={`/runs/${run.id}/scorecards`}>{t("scorecard.back")}</Link>;
  return (
    <Answer of={useScorecards(run.id)} rows={12}>
      {(cards) => {
        const card = cards.find((one) => one.store.id === store);
        if (!card) {
          return (
            <Page title={t("scorecard.title")} extra={back}>
              <Nothing title={t("scorecard.empty")} text={t("scorecard.emptyText")} />
            </Page>
          );
        }
        return <ScorecardView card={card} currency={run.home_currency} extra={back} />;
      }}
    </Answer>
  );
}
