import { Navigate } from "react-router";
import { useSession } from "../api/queries";
import { useWords } from "../i18n/useWords";
import { Page } from "../ui/Page";
import { Answer, Nothing } from "../ui/States";
import { Shell } from "./Shell";
import { firstPage } from "./guards";

/** Everybody starts in the newest run, at the page of their role; who teaches a course without a run, at its people. */
export function Home() {
  const { t } = useWords();
  return (
    <Answer of={useSession()}>
      {({ runs, courses }) => {
        if (runs[0]) return <Navigate to={firstPage(runs[0])} replace />;
        const taught = courses.find(({ role }) => role === "instructor" || role === "assistant");
        if (taught) return <Navigate to={`/courses/${taught.id}/people`} replace />;
        return (
          <Shell>
            <Page title={t("app.name")}>
              <Nothing title={t("app.states.noRun")} text={t("app.states.noRunText")} />
            </Page>
          </Shell>
        );
      }}
    </Answer>
  );
}
