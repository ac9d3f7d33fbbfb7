/** Answers like the API, from the made-up run. Used by tests and by the dev server without a back end. */
import type { ClockSetting, NewDecision } from "../api/changes";
import type { RunChange } from "../api/control";
import type { AccessToken, CaseAnswer, CheckIn, Decision, Failure, FieldError, Inbox, NewToken, PointsRule, Role } from "../api/types";
import { addDays } from "../ui/formats";
import { FakeControl } from "./control";
import { ACCOUNT, ADVERTISING, CUSTOMS, INBOX, makeLandedCost, QUOTES, RESEARCH } from "./desk";
import { GOALS, RULES, RUN_GOALS, TOKEN } from "./team";
import { makeOrderDetail, ORDERS } from "./orders";
import { CHECK_IN, COURSE, DIFFERENCE, JOIN, SEATS, SECTIONS, SLIPS, TEAMS } from "./classroom";
import { makeSession } from "./people";
import {
  DECISIONS,
  DISPUTES,
  FORMS,
  KINDS,
  LEADERBOARD,
  makeDays,
  makeRun,
  NEWS,
  RUN,
  SCORECARDS,
  SETTINGS,
  SHIPMENTS,
  STANDING,
  STORE,
  SUMMARY,
} from "./world";

export type Answer = { status: number; body?: unknown };
export type Request = { method: string; url: URL; body?: unknown };
type Answerer = (request: Request, found: string[]) => Answer;

const PAGE = 20;
const ROLES: Record<string, Role> = { ada: "student", lin: "instructor", grace: "grader" };

const ok = (body: unknown): Answer => ({ status: 200, body });
const problem = (status: number, pointer: string, code: string, detail: string): Answer => ({
  status,
  body: { type: "about:blank", title: detail, status, errors: [{ pointer, code, detail }] },
});

export class FakeServer {
  role: Role | null;
  day = 60;
  decisions: Decision[] = [...DECISIONS];
  failures: Failure[] = [];
  rules: PointsRule[] = RULES;
  tokens: AccessToken[] = [TOKEN];
  /** What a team mate has decided since; a decision that is not based on it collides. */
  theirs?: Decision;
  clock?: ClockSetting;
  control = new FakeControl();
  /** What was asked to be changed of people, as method, address and body. */
  changes: { what: string; body?: unknown }[] = [];
  checkIn: CheckIn = structuredClone(CHECK_IN);
  listProblems: FieldError[] = [];
  onDay: (day: number) => void = () => undefined;

  constructor(role: Role | null) {
    this.role = role;
  }

  answer(request: Request): Answer {
    for (const [method, pattern, answerer] of [...this.routes, ...this.control.routes]) {
      const found = pattern.exec(request.url.pathname);
      if (found && method === request.method) return answerer(request, found.slice(1));
    }
    return problem(404, "", "not_found", "There is no such thing.");
  }

  private readonly routes: [string, RegExp, Answerer][] = [
    ["GET", /^\/api\/v1\/session$/, () => ok(makeSession(this.role))],
    ["POST", /^\/api\/v1\/session$/, (request) => this.signIn(request.body as { username?: string; student_number?: string })],
    ["DELETE", /^\/api\/v1\/session$/, () => this.signOut()],
    ["PATCH", /^\/api\/v1\/session$/, (request) => this.changed(request, makeSession(this.role))],
    ["GET", /^\/api\/v1\/courses\/1$/, () => ok(COURSE)],
    ["PATCH", /^\/api\/v1\/courses\/1$/, (request) => this.changed(request, COURSE)],
    ["GET", /^\/api\/v1\/courses\/1\/join$/, () => ok(JOIN)],
    ["GET", /^\/api\/v1\/courses\/1\/seats$/, () => ok(SEATS)],
    ["POST", /^\/api\/v1\/courses\/1\/seats$/, (request) => this.changed(request, SEATS[0])],
    ["PATCH", /^\/api\/v1\/courses\/1\/seats\/\w+$/, (request) => this.changed(request, SEATS[0])],
    ["POST", /^\/api\/v1\/courses\/1\/anonymous-seats$/, (request) => this.changed(request, SEATS.slice(0, 2))],
    ["GET", /^\/api\/v1\/courses\/1\/sections$/, () => ok(SECTIONS)],
    ["GET", /^\/api\/v1\/courses\/1\/teams$/, () => ok(TEAMS)],
    ["POST", /^\/api\/v1\/courses\/1\/(?:sections|teams)$/, (request) => this.changed(request, TEAMS[0])],
    ["POST", /^\/api\/v1\/courses\/1\/roster$/, (request) => this.classList(request)],
    ["POST", /^\/api\/v1\/courses\/1\/slips$/, (request) => this.changed(request, SLIPS)],
    ["GET", /^\/api\/v1\/runs\/1\/check-in$/, () => ok(this.checkIn)],
    ["PUT", /^\/api\/v1\/runs\/1\/stores\/12\/bot$/, (request) => this.seatBot((request.body as { bot: string }).bot)],
    ["DELETE", /^\/api\/v1\/runs\/1\/stores\/12\/bot$/, () => this.seatBot(null)],
    ["GET", /^\/api\/v1\/runs\/1$/, () => ok(makeRun(this.day, this.role ?? "student"))],
    ["POST", /^\/api\/v1\/runs\/1\/days$/, (request) => this.play((request.body as { days: number }).days)],
    ["GET", /^\/api\/v1\/runs\/1\/failures$/, () => ok(this.failures)],
    ["POST", /^\/api\/v1\/runs\/1\/failures$/, () => this.tryAgain()],
    ["PATCH", /^\/api\/v1\/runs\/1\/clock$/, (request) => this.setClock(request.body as ClockSetting)],
    ["PATCH", /^\/api\/v1\/runs\/1$/, ({ body }) => (this.control.changed.push(body as RunChange), ok({ id: RUN, state: "running", day: this.day }))],
    ["GET", /^\/api\/v1\/runs\/1\/leaderboard$/, () => ok(LEADERBOARD)],
    ["GET", /^\/api\/v1\/runs\/1\/scorecards$/, () => ok(SCORECARDS)],
    ["GET", /^\/api\/v1\/stores\/11\/summary$/, () => ok({ ...SUMMARY, day: this.day - 1 })],
    ["GET", /^\/api\/v1\/stores\/11\/days$/, () => ok(makeDays(this.day))],
    ["GET", /^\/api\/v1\/stores\/11\/news$/, () => ok(NEWS)],
    ["GET", /^\/api\/v1\/stores\/11\/shipments$/, () => ok(SHIPMENTS)],
    ["GET", /^\/api\/v1\/stores\/11\/orders$/, (request) => this.orders(request.url.searchParams)],
    ["GET", /^\/api\/v1\/stores\/11\/orders\/(\d+)$/, (_, [id]) => this.order(id)],
    ["GET", /^\/api\/v1\/stores\/11\/disputes$/, () => ok(DISPUTES)],
    ["GET", /^\/api\/v1\/stores\/11\/settings$/, () => ok(SETTINGS)],
    ["GET", /^\/api\/v1\/stores\/11\/decisions$/, ({ url }) => ok({ results: this.journal(url.searchParams), next: null, previous: null })],
    ["POST", /^\/api\/v1\/stores\/11\/decisions\/(\d+)\/(cancel|approve|decline)$/, (_, [id, ending]) => this.end(id, ending)],
    ["GET", /^\/api\/v1\/stores\/11\/goals$/, () => ok(GOALS)],
    ["GET", /^\/api\/v1\/runs\/1\/goals$/, () => ok(RUN_GOALS)],
    ["GET", /^\/api\/v1\/runs\/1\/goal-rules$/, () => ok({ rules: this.rules })],
    ["PUT", /^\/api\/v1\/runs\/1\/goal-rules$/, ({ body }) => ok({ rules: (this.rules = (body as { rules: PointsRule[] }).rules) })],
    ["GET", /^\/api\/v1\/courses\/1\/tokens$/, () => ok(this.tokens)],
    ["POST", /^\/api\/v1\/courses\/1\/tokens$/, ({ body }) => this.createToken(body as NewToken)],
    ["POST", /^\/api\/v1\/stores\/11\/decisions$/, (request) => this.decide(request.body as NewDecision)],
    ["GET", /^\/api\/v1\/stores\/11\/scorecard$/, () => ok(SCORECARDS[0])],
    ["GET", /^\/api\/v1\/stores\/11\/decision-forms$/, () => ok(FORMS)],
    ["GET", /^\/api\/v1\/stores\/11\/standing-values$/, () => ok(SETTINGS.covers.map(({ sku, cover_days }) => ({ of: { sku }, values: { cover_days } })))],
    ["GET", /^\/api\/v1\/stores\/11\/landed-cost$/, (request) => ok(makeLandedCost(request.url.searchParams))],
    ["GET", /^\/api\/v1\/stores\/11\/shipping-quotes$/, () => ok(QUOTES)],
    ["GET", /^\/api\/v1\/stores\/11\/advertising$/, () => ok(ADVERTISING)],
    ["GET", /^\/api\/v1\/stores\/11\/research$/, () => ok(RESEARCH)],
    ["GET", /^\/api\/v1\/stores\/11\/inbox$/, () => ok(this.inbox())],
    ["GET", /^\/api\/v1\/stores\/11\/account$/, () => ok(ACCOUNT)],
    ["GET", /^\/api\/v1\/stores\/11\/customs$/, () => ok(CUSTOMS)],
    ["GET", /^\/api\/v1\/decision-kinds$/, () => ok(KINDS)],
    ["GET", /^\/api\/v1\/live$/, () => ok({ url: "/mock-live/events", ticket: "t", expires_at: "2026-11-23T12:00:00Z" })],
  ];

  private changed(request: Request, body: unknown): Answer {
    this.changes.push({ what: `${request.method} ${request.url.pathname}`, body: request.body });
    return ok(body);
  }

  private classList(request: Request): Answer {
    if (this.listProblems.length) return { status: 400, body: { type: "urn:simlab:problem:invalid", title: "", status: 400, errors: this.listProblems } };
    return this.changed(request, DIFFERENCE);
  }

  private seatBot(bot: string | null): Answer {
    const team = this.checkIn.teams[1];
    if (team) this.checkIn = { ...this.checkIn, teams: [...this.checkIn.teams.slice(0, 1), { ...team, bot, bot_from_day: bot ? this.day : null }] };
    return ok({ bot, from_day: this.day });
  }

  private journal(query: URLSearchParams): Decision[] {
    return this.decisions.filter(({ kind }) => !query.has("kind") || kind === query.get("kind"));
  }

  private end(id: string | undefined, ending: string | undefined): Answer {
    const states: Record<string, Decision["state"]> = { cancel: "cancelled", approve: "standing", decline: "declined" };
    this.decisions = this.decisions.map((one) => (one.id === id ? { ...one, state: states[ending ?? ""] ?? one.state } : one));
    return ok(this.decisions.find((one) => one.id === id));
  }

  private createToken(asked: NewToken): Answer {
    const made: AccessToken = { ...TOKEN, id: "6", name: asked.name, scopes: asked.scopes };
    this.tokens.unshift(made);
    return { status: 201, body: { ...made, token: "simlab_shown-once" } };
  }

  private setClock(setting: ClockSetting): Answer {
    this.clock = setting;
    return ok({ pace_seconds: null, timetable: [], ...setting });
  }

  private tryAgain(): Answer {
    const retried = this.failures.length;
    this.failures = [];
    return { status: 202, body: { retried } };
  }

  private signIn({ username = "", student_number = "" }: { username?: string; student_number?: string }): Answer {
    const role = ROLES[username || student_number];
    if (!role) return problem(400, "", "wrong_credentials", "User name or password is not right.");
    this.role = role;
    return ok(makeSession(role));
  }

  private signOut(): Answer {
    this.role = null;
    return { status: 204 };
  }

  private play(days: number): Answer {
    const due = this.day + days;
    const step = (): void => {
      this.day += 1;
      this.onDay(this.day);
      if (this.day < due) setTimeout(step, 400);
    };
    setTimeout(step, 900);
    return { status: 202, body: { due_day: due } };
  }

  private orders(query: URLSearchParams): Answer {
    const matching = ORDERS.filter(({ status, market, sku }) => {
      const row: Record<string, string> = { status, market, sku };
      return ["status", "market", "sku"].every((name) => !query.has(name) || query.get(name) === row[name]);
    });
    const start = Number(query.get("cursor") ?? 0);
    const end = start + PAGE;
    return ok({
      results: matching.slice(start, end),
      next: end < matching.length ? String(end) : null,
      previous: start ? String(start - PAGE) : null,
    });
  }

  private order(id: string | undefined): Answer {
    const row = ORDERS.find((one) => one.id === id);
    return row ? ok(makeOrderDetail(row)) : problem(404, "", "not_found", "There is no such order.");
  }

  /** The open cases with the answers that were sent. */
  private inbox(): Inbox {
    const given = (number: number) => this.decisions.find(({ kind, payload }) => kind === "answer_case" && payload.case_no === number);
    return {
      ...INBOX,
      open: INBOX.open.map((one) => ({ ...one, given_answer: (given(one.case_no)?.payload.answer as CaseAnswer | undefined) ?? null })),
    };
  }

  private decide({ kind, payload, based_on }: NewDecision): Answer {
    if (this.theirs && based_on !== this.theirs.id) {
      return { status: 409, body: { type: "urn:simlab:problem:changed_meanwhile", title: "Changed.", status: 409, errors: [], yours: payload, theirs: this.theirs } };
    }
    if (typeof payload.price_minor === "number" && payload.price_minor < 1) {
      return problem(400, "/payload/price_minor", "greater_than_equal", "must be at least 1");
    }
    const day = this.day;
    const id = String(100 + this.decisions.length);
    const made: Decision = { id, kind, payload, day, effective_day: day, source: "web", ...STANDING, text: typeof payload.text === "string" ? payload.text : null, by: "Ada Chen", created_at: `${addDays("2026-11-23", 0)}T10:00:00Z` };
    this.decisions.unshift(made);
    this.applyPrice(payload);
    return { status: 201, body: made };
  }

  private applyPrice(payload: NewDecision["payload"]): void {
    const price = SETTINGS.prices.find((row) => row.market === payload.market && row.sku === payload.sku);
    if (price && typeof payload.price_minor === "number") price.price_minor = payload.price_minor;
  }
}

export { RUN, STORE };
