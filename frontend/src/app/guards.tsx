import { Result } from "antd";
import type { ReactNode } from "react";
import { Navigate, Outlet, useLocation } from "react-router";
import { useSession } from "../api/queries";
import type { Role, RunBrief } from "../api/types";
import { useWords } from "../i18n/useWords";
import { Answer, Nothing } from "../ui/States";
import { usePlace } from "./place";
import { FirstNotice } from "./PrivacyNotice";

const FIRST_PAGES: Record<Role, string> = {
  student: "store",
  instructor: "class",
  assistant: "class",
  grader: "scorecards",
  mentor: "scorecards",
  observer: "class",
};

export function firstPage(run: RunBrief): string {
  return `/runs/${run.id}/${FIRST_PAGES[run.role]}`;
}

/** Pages for people who are signed in; others sign in first and come back to where they wanted. */
export function Guarded() {
  const { pathname } = useLocation();
  return (
    <Answer of={useSession()} rows={12}>
      {(session) =>
        session.user ? (
          <>
            <Outlet />
            <FirstNotice />
          </>
        ) : (
          <Navigate to="/sign-in" replace state={{ from: pathname }} />
        )
      }
    </Answer>
  );
}

export function Forbidden() {
  const { t } = useWords();
  return <Result status="403" title={t("app.states.forbidden")} subTitle={t("app.states.forbiddenText")} />;
}

/** Comfort only; the server decides what each person may read. */
export function ForRole({ roles, children }: { roles: Role[]; children: ReactNode }) {
  const { t } = useWords();
  const { brief } = usePlace();
  if (!roles.includes(brief.role)) return <Forbidden />;
  if (brief.role === "student" && !brief.store) {
    return <Nothing title={t("app.states.noStore")} text={t("app.states.noStoreText")} />;
  }
  return children;
}
