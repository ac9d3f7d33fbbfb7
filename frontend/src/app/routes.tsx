import { lazy, Suspense } from "react";
import type { ComponentType, ReactElement } from "react";
import { createBrowserRouter } from "react-router";
import type { RouteObject } from "react-router";
import type { Role } from "../api/types";
import { Loading } from "../ui/States";
import { Crash } from "./Crash";
import { ForRole, Guarded } from "./guards";
import { Home } from "./Home";
import { NotFound } from "./NotFound";
import { PrivacyPage } from "./PrivacyNotice";
import { RunRoom } from "./RunRoom";
import { SignIn } from "./SignIn";

const TEACHING: Role[] = ["instructor", "assistant"];
const MARKERS: Role[] = ["instructor", "assistant", "grader", "mentor"];

type Loader = () => Promise<{ default: ComponentType }>;

function lazily(load: Loader): ReactElement {
  const Content = lazy(load);
  return (
    <Suspense fallback={<Loading rows={12} />}>
      <Content />
    </Suspense>
  );
}

/** One lazy part per role, so that a student's browser never loads the instructor's pages. */
function page(roles: Role[], load: Loader): ReactElement {
  return <ForRole roles={roles}>{lazily(load)}</ForRole>;
}

const EVERYBODY: Role[] = ["student", "instructor", "assistant", "grader", "mentor", "observer"];

export const routes: RouteObject[] = [
  { path: "/sign-in", element: <SignIn />, errorElement: <Crash /> },
  { path: "/join", element: <SignIn />, errorElement: <Crash /> },
  { path: "/privacy", element: <PrivacyPage />, errorElement: <Crash /> },
  {
    element: <Guarded />,
    errorElement: <Crash />,
    children: [
      { path: "/", element: <Home /> },
      { path: "/courses/:course/runs", element: lazily(() => import("../instructor/runs/CourseRunsPage")) },
      { path: "/courses/:course/practice", element: lazily(() => import("../student/CoursePracticePage")) },
      { path: "/courses/:course/people", element: lazily(() => import("../instructor/people/PeoplePage").then(({ CoursePage }) => ({ default: CoursePage }))) },
      {
        path: "/runs/:run",
        element: <RunRoom />,
        errorElement: <Crash />,
        children: [
          { path: "store", element: page(["student"], () => import("../student/StorePage")) },
          { path: "decisions", element: page(["student"], () => import("../student/decisions/DecisionsPage")) },
          { path: "research", element: page(["student"], () => import("../student/ResearchPage")) },
          { path: "tests", element: page(["student"], () => import("../student/TestsPage")) },
          { path: "inbox", element: page(["student"], () => import("../student/InboxPage")) },
          { path: "account", element: page(["student"], () => import("../student/AccountPage")) },
          { path: "customs", element: page(["student"], () => import("../student/CustomsPage")) },
          { path: "scorecard", element: page(["student"], () => import("../scorecard/OwnScorecardPage")) },
          { path: "people", element: page(TEACHING, () => import("../instructor/people/PeoplePage")) },
          { path: "check-in", element: page(TEACHING, () => import("../instructor/people/CheckInPage")) },
          { path: "practice", element: page(["student"], () => import("../student/PracticePage")) },
          { path: "runs", element: page(["instructor", "assistant"], () => import("../instructor/runs/RunsPage")) },
          { path: "class", element: page(["instructor", "assistant", "observer"], () => import("../instructor/ClassPage")) },
          { path: "scorecards", element: page(MARKERS, () => import("../grader/ScorecardsPage")) },
          { path: "scorecards/:store", element: page(MARKERS, () => import("../grader/ScorecardPage")) },
          { path: "goals", element: page(["student"], () => import("../team/GoalsPage")) },
          { path: "class-goals", element: page(["instructor", "assistant"], () => import("../team/ClassGoalsPage")) },
          { path: "tokens", element: page(EVERYBODY, () => import("../team/TokensPage")) },
          { path: "*", element: <NotFound /> },
        ],
      },
      { path: "*", element: <NotFound /> },
    ],
  },
];

export function makeRouter() {
  return createBrowserRouter(routes);
}
