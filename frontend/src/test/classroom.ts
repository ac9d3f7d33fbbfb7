/** A made-up course with its people. */
import type { CheckIn, Course, Difference, Group, Join, Seat, Slips } from "../api/types";

export const COURSE: Course = {
  id: "1",
  institution: { id: "1", uuid: "6f2b8c1e-9f43-4a57-9a10-3f6a1f0d7c11", name: "Harbour college" },
  name: "Cross-border trade",
  term: "2026-2",
  language: "zh",
  time_zone: "Asia/Shanghai",
  class_code: "KT7WNX4P",
  roles_enforced: false,
  ended_at: null,
  keep_days: 365,
  team_roles: ["finance", "logistics", "marketing"],
};
export const SECTIONS: Group[] = [
  { id: "1", name: "一班", seats: 2 },
  { id: "2", name: "二班", seats: 0 },
];
export const TEAMS: Group[] = [
  { id: "1", name: "第1组", seats: 2 },
  { id: "2", name: "第2组", seats: 0 },
];
const seat = (id: string, student_number: string, name: string, more: Partial<Seat> = {}): Seat => ({
  id,
  student_number,
  name,
  role: "student",
  section: "1",
  team: "1",
  team_role: "",
  extra_time_percent: 0,
  anonymous: false,
  seen_at: null,
  left_at: null,
  can_sign_in: true,
  ...more,
});
export const SEATS: Seat[] = [
  seat("s1", "20240001", "王小明", { team_role: "finance", extra_time_percent: 25, seen_at: "2026-11-23T10:00:00Z" }),
  seat("s2", "20240002", "李雷", { can_sign_in: false }),
  seat("s3", "T01", "林老师", { role: "instructor", section: null, team: null }),
];
export const JOIN: Join = {
  class_code: COURSE.class_code,
  url: "http://192.0.2.7:8000/join?code=KT7WNX4P",
  qr: "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/%3E",
};
export const DIFFERENCE: Difference = {
  applied: false,
  digest: "d".repeat(32),
  added: [{ number: "20240003", name: "韩梅梅", role: "student", section: "一班", team: "第3组", team_role: "", extra_time_percent: 0 }],
  changed: [{ seat: "s1", number: "20240001", name: "王小明", returns: false, changes: [{ field: "team", before: "第1组", after: "第2组" }] }],
  leaves: [{ seat: "s2", number: "20240002", name: "李雷" }],
  unchanged: 1,
  new_sections: [],
  new_teams: ["第3组"],
};
export const SLIPS: Slips = {
  course: COURSE.name,
  join: JOIN,
  slips: [{ seat: "s2", student_number: "20240002", name: "李雷", section: "一班", team: "第1组", pass_phrase: "kfw7-ma3t-9xpd" }],
};
export const CHECK_IN: CheckIn = {
  teams: [
    {
      store: "11",
      name: { en: "Aurora Goods", zh: "极光百货" },
      team: "第1组",
      bot: null,
      bot_from_day: null,
      is_empty: false,
      seats: [
        { id: "s1", student_number: "20240001", name: "王小明", seen_at: "2026-11-23T10:00:00Z", is_here: true },
        { id: "s2", student_number: "20240002", name: "李雷", seen_at: null, is_here: false },
      ],
    },
    { store: "12", name: { en: "Second", zh: "第二店" }, team: "第2组", bot: null, bot_from_day: null, is_empty: true, seats: [] },
  ],
  without_store: [],
};
