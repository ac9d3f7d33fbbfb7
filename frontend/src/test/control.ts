/** Runs of the course, the board, announcements, shocks and practice, for tests and the dev server without a back end. */
import type { Announcement, Board, ClassRun, NewBranch, NewRun, Practice, RunChange, Scenario, Shock, ShockPreview } from "../api/control";
import type { Answer, Request } from "./server";

type Route = [string, RegExp, (request: Request, found: string[]) => Answer];

const text = (en: string, zh: string) => ({ en, zh });
const AT = "2026-11-23T10:00:00Z";

const FIRST_STORE: Scenario = {
  id: "5",
  code: "first-store",
  version: "1",
  title: text("First store", "第一家店"),
  summary: text("Sell from Shenzhen to five markets.", "从深圳卖向五个市场。"),
  learning_objectives: [text("Set a price per market.", "为每个市场定价。")],
  lesson: {
    plan: [{ week: 0, text: text("Read the shop's page.", "阅读店铺页面。") }],
    session: [{ minutes: 15, text: text("Follow one order.", "跟随一笔订单。") }],
    hints: [],
    debrief: [text("What did a stock-out cost?", "断货的代价是什么？")],
    marking: [],
  },
  days: 84,
  round_days: 7,
  start_date: "2026-09-14",
  team_places: 4,
  rivals: 4,
  markets: ["US", "DE"],
  tuned: true,
  for_practice: true,
  shipped: true,
};

const AUTUMN: ClassRun = {
  id: "1",
  title: text("First store, autumn class", "第一家店 · 秋季班"),
  purpose: "graded",
  state: "running",
  day: 60,
  days: 84,
  clock: "manual",
  next_due_at: null,
  decisions_frozen: false,
  scenario: "first-store 1",
  teams: 2,
  worlds: 2,
  branch_of: null,
  branch_day: 0,
  owner: false,
  created_at: AT,
};

const BOARD: Board = {
  day: 60,
  days: 84,
  days_waiting: 2,
  failed: 0,
  next_due_at: null,
  decisions_frozen: false,
  teams: [
    {
      store: "11",
      name: text("Aurora Goods", "极光百货"),
      team: "Team 1",
      bot: null,
      cash_minor: 31_200_000,
      profit_minor: 4_100_000,
      standing: "warned",
      health_e4: 8200,
      cases: { open: 3, due: 1, missed: 2 },
      last_decision: { day: 59, at: AT, count: 14 },
      seats: { all: 3, present: 2, last_seen_at: AT },
    },
    {
      store: "12",
      name: text("Kite", "纸鸢"),
      team: "Team 2",
      bot: "rule",
      cash_minor: 28_000_000,
      profit_minor: -900_000,
      standing: "healthy",
      health_e4: 9800,
      cases: { open: 0, due: 0, missed: 0 },
      last_decision: null,
      seats: { all: 2, present: 0, last_seen_at: null },
    },
  ],
};

const SLUMP: Shock = {
  code: "slump",
  kind: "algorithm_change",
  name: text("The platform changes its ranking", "平台调整排序算法"),
  announced_day: null,
  begun_day: null,
  effects: [],
};

const PREVIEW: ShockPreview = {
  code: "slump",
  day: 60,
  days: 14,
  ready: true,
  stores: [{ store: "11", name: text("Aurora Goods", "极光百货"), mean_minor: -1_250_000, low_minor: -1_600_000, high_minor: -900_000 }],
};

const ok = (body: unknown): Answer => ({ status: 200, body });

/** What was sent stays to be looked at. */
export class FakeControl {
  runs: ClassRun[] = [AUTUMN];
  created: NewRun[] = [];
  branched: NewBranch[] = [];
  changed: RunChange[] = [];
  announcements: Announcement[] = [];
  previews: ShockPreview[] = [];
  practice: Practice = {
    scenarios: [{ id: "5", title: FIRST_STORE.title, summary: FIRST_STORE.summary, learning_objectives: [], days: 84, graded: true }],
    runs: [],
    kept_unfinished: 3,
    kept_finished: 10,
  };
  mistakes: string[] = [];

  readonly routes: Route[] = [
    ["GET", /^\/api\/v1\/courses\/1\/runs$/, () => ok(this.runs)],
    ["POST", /^\/api\/v1\/courses\/1\/runs$/, ({ body }) => this.create(body as NewRun)],
    ["GET", /^\/api\/v1\/courses\/1\/teams$/, () => ok([])],
    ["GET", /^\/api\/v1\/courses\/1\/scenarios$/, () => ok([FIRST_STORE])],
    ["POST", /^\/api\/v1\/courses\/1\/scenarios$/, () => this.upload()],
    ["GET", /^\/api\/v1\/courses\/1\/practice$/, () => ok(this.practice)],
    ["POST", /^\/api\/v1\/courses\/1\/practice$/, () => this.practise()],
    ["POST", /^\/api\/v1\/practice\/21\/days$/, () => this.playPractice()],
    ["GET", /^\/api\/v1\/runs\/1\/board$/, () => ok(BOARD)],
    ["GET", /^\/api\/v1\/runs\/1\/announcements$/, () => ok(this.announcements)],
    ["POST", /^\/api\/v1\/runs\/1\/announcements$/, ({ body }) => this.announce((body as { text: string }).text)],
    ["GET", /^\/api\/v1\/runs\/1\/shocks$/, () => ok([SLUMP])],
    ["GET", /^\/api\/v1\/runs\/1\/shock-previews$/, () => ok(this.previews)],
    ["POST", /^\/api\/v1\/runs\/1\/shock-previews$/, () => this.foresee()],
    ["POST", /^\/api\/v1\/runs\/1\/branches$/, ({ body }) => this.branch(body as NewBranch)],
  ];

  private create(asked: NewRun): Answer {
    this.created.push(asked);
    return { status: 201, body: { id: "1", title: asked.title ?? "First store", state: "draft", day: 0 } };
  }

  private upload(): Answer {
    const errors = this.mistakes.map((detail) => ({ pointer: "/text", code: "missing", detail }));
    return { status: 400, body: { type: "about:blank", title: "", status: 400, errors } };
  }

  private branch(asked: NewBranch): Answer {
    this.branched.push(asked);
    return { status: 202, body: { id: "1", title: asked.title, state: "draft", day: 0 } };
  }

  private announce(said: string): Answer {
    const made = { id: String(this.announcements.length), day: 60, date: "2026-11-13", text: said, created_at: AT };
    this.announcements.unshift(made);
    return { status: 201, body: made };
  }

  private foresee(): Answer {
    this.previews = [PREVIEW];
    return { status: 202, body: { ...PREVIEW, ready: false, stores: [] } };
  }

  private practise(): Answer {
    const made = { id: "21", title: FIRST_STORE.title, state: "open" as const, day: 0, days: 84, store: "31", scored_days: null, created_at: AT };
    this.practice.runs.unshift(made);
    return { status: 201, body: made };
  }

  private playPractice(): Answer {
    for (const run of this.practice.runs) run.day += 1;
    return { status: 202, body: { due_day: 1 } };
  }
}
