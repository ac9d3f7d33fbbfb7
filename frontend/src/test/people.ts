/** Who is signed in, in tests and with the dev server without a back end. */
import { SIGNED_OUT } from "../api/changes";
import type { Role, Session } from "../api/types";
import { makeRun, RUN, STORE } from "./world";

const NAMES: Record<Role, string> = {
  student: "Ada Chen",
  instructor: "Lin Wei",
  assistant: "Mo Yan",
  grader: "Grace Ho",
  mentor: "Hua Li",
  observer: "Ou Yang",
};

export function makeSession(role: Session["role"]): Session {
  if (role === null) return SIGNED_OUT;
  const run = makeRun(60, role);
  const course = { id: "1", name: "Cross-border trade", term: "2026-2", language: "zh", time_zone: "Asia/Shanghai", role };
  const store = role === "student" ? { id: STORE, run: RUN, name: { en: "Aurora Goods", zh: "极光百货" } } : null;
  const brief = { id: RUN, title: run.title, course: "1", role, state: run.state, day: 60, days: 84, date: run.date, is_practice: false, store };
  return {
    user: { id: "1", username: role, name: NAMES[role], language: null, is_admin: false },
    role,
    course,
    courses: [course],
    runs: [brief],
    store,
    is_new: false,
  };
}
