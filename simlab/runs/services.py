"""Writing the facts: scenario versions, runs, decisions, intents."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from simlab.core.settings import Kind
from simlab.runs.casting import with_team_places
from simlab.runs.clocks import Due, extra_time_percent, first_due
from simlab.runs.deciding import (
    amount_minor,
    check_may_decide,
    check_same,
    check_unchanged,
    kept_payload,
    locked_run,
    opening_state,
)
from simlab.runs.documents import document_of
from simlab.runs.intents import ADVANCE, SCORE
from simlab.runs.kinds import DecisionRejected, Desk, FieldError, Row, kind_named, position
from simlab.runs.models import (
    Clock,
    Course,
    Decision,
    DecisionSource,
    Intent,
    Purpose,
    Run,
    RunState,
    ScenarioVersion,
    Seat,
    Store,
    Team,
    World,
)
from simlab.runs.rows import MOST_WORLDS, StoreKey
from simlab.runs.scenario.canonical import canonical_json, content_hash

DECIDING = (RunState.OPEN, RunState.RUNNING, RunState.PAUSED)


def freeze_scenario(document: Mapping[str, Any]) -> ScenarioVersion:
    """The one version with exactly this content; freezing it twice yields the same row."""
    text = canonical_json(document)
    version, _ = ScenarioVersion.objects.get_or_create(
        content_hash=content_hash(document),
        defaults={"code": document["code"], "version": str(document["version"]), "document": text},
    )
    return version


@dataclass(frozen=True)
class NewRun:
    """What an instructor says about a new run. `bots` puts a policy into a team's seat, by team position."""

    course: Course
    scenario_version: ScenarioVersion
    title: str
    teams: Sequence[Team]
    parallel: bool = False
    purpose: str = Purpose.GRADED
    bots: Sequence[str] = ()
    names_zh: Sequence[str] = ()
    seed_hex: str = field(default_factory=lambda: secrets.token_hex(16))

    @property
    def places(self) -> int:
        """Places for teams in a world."""
        return int(self.scenario_version.resolved["teams"])


class WrongNumberOfTeams(ValueError):  # noqa: N818  it says what is wrong
    """More teams than there is room for, or none."""


@transaction.atomic
def create_run(new: NewRun) -> Run:
    """A draft run with its worlds and stores: one shared world, or a twin world per team.

    Rule-based bots hold the places that no team takes, so every world is as the scenario means it.
    """
    most = MOST_WORLDS if new.parallel else new.places
    if not 1 <= len(new.teams) <= most:
        raise WrongNumberOfTeams(f"there is room for 1 to {most} teams, not for {len(new.teams)}")
    groups = [[number] for number in range(len(new.teams))] if new.parallel else [list(range(len(new.teams)))]
    run = Run.objects.create(
        course=new.course,
        scenario_version=new.scenario_version,
        title=new.title,
        purpose=new.purpose,
        seed_hex=new.seed_hex,
        days=new.scenario_version.resolved["days"],
        team_places=len(groups[0]),
    )
    for number, group in enumerate(groups):
        world = World.objects.create(run=run, number=number)
        stores = [_team_store(new, world, place, team) for place, team in enumerate(group)]
        Store.objects.bulk_create([*stores, *bot_stores(world, new.scenario_version, len(stores))])
    return run


def bot_stores(world: World, version: ScenarioVersion, taken: int) -> list[Store]:
    """The rivals of a world in which so many places are taken by teams."""
    return [
        Store(
            world=world, number=number, name_en=rival["name"]["en"], name_zh=rival["name"]["zh"], policy=rival["policy"]
        )
        for number, rival in enumerate(with_team_places(version.resolved, taken)["rivals"], start=taken)
    ]


def _team_store(new: NewRun, world: World, number: int, team_no: int) -> Store:
    team = new.teams[team_no]
    return Store(
        world=world,
        number=number,
        team=team,
        name_en=team.name,
        name_zh=new.names_zh[team_no] if new.names_zh else team.name,
        policy=new.bots[team_no] if new.bots else "",
    )


def change_state(run: Run, *, allowed: Sequence[str], state: str) -> bool:
    """Compare-and-swap; False when the run was in none of the allowed states."""
    changed = Run.objects.filter(pk=run.pk, state__in=allowed).update(state=state)
    if changed:
        run.state = state
    return bool(changed)


def open_run(run: Run) -> bool:
    return change_state(run, allowed=[RunState.DRAFT], state=RunState.OPEN)


def start_run(run: Run) -> bool:
    """Days may be played from here on, and the clock begins to count."""
    started = change_state(run, allowed=[RunState.OPEN, RunState.PAUSED], state=RunState.RUNNING)
    if started:
        _wind_up(run)
    return started


def pause_run(run: Run) -> bool:
    return change_state(run, allowed=[RunState.RUNNING], state=RunState.PAUSED)


@transaction.atomic
def finish_run(run: Run) -> bool:
    """End a run before its last day; what is closed is graded. False when it is not under way or no day is closed."""
    if not run.day or not change_state(run, allowed=[RunState.RUNNING, RunState.PAUSED], state=RunState.FINISHED):
        return False
    request_grading(run)
    return True


def release_run(run: Run) -> bool:
    """The grades are final, and the seed is no secret any more."""
    return change_state(run, allowed=[RunState.GRADED], state=RunState.RELEASED)


@transaction.atomic
def request_grading(run: Run) -> None:
    """Have the days closed so far graded; asking twice before it began is asking once."""
    asked = Intent.objects.filter(run=run, kind=SCORE, done_at=None)
    if not asked.exists():
        Intent.objects.create(kind=SCORE, run=run, due_day=max(run.day - 1, 0))


@dataclass(frozen=True)
class ClockSetting:
    clock: str
    pace_seconds: int
    timetable: Sequence[Mapping[str, Any]] = ()


def set_clock(run: Run, setting: ClockSetting) -> None:
    """From now on days are due as the setting says; a paced run is due at once."""
    run.clock, run.pace_seconds, run.timetable = setting.clock, setting.pace_seconds, list(setting.timetable)
    run.save(update_fields=["clock", "pace_seconds", "timetable"])
    _wind_up(run)


def _wind_up(run: Run) -> None:
    _fall_due(run, first_due(run, timezone.now(), extra_time_percent(run)))


def extend_deadline(run: Run, by: timedelta) -> bool:
    """The next days are played so much later by the wall clock; the horizon stays. False when no clock is running."""
    with transaction.atomic():
        # Waits for a ticker that is just asking for the days: then the deadline is the next one.
        locked = Run.objects.select_for_update(no_key=True).get(pk=run.pk)
        if locked.next_due_at is None or locked.state not in DECIDING:
            return False
        postponed = timedelta(seconds=locked.postponed_seconds)
        later = postponed + by if locked.clock == Clock.TIMETABLE else postponed
        _fall_due(run, Due(locked.next_due_at + by, later))
    return True


def _fall_due(run: Run, due: Due) -> None:
    for name, value in due.fields.items():
        setattr(run, name, value)
    run.save(update_fields=list(due.fields))


@transaction.atomic
def request_days(run: Run, *, days: int) -> int:
    """Ask for `days` more closed days than are closed or asked for; the day to be reached.

    Does not wait for a day that is being played: that would hold up whoever asks for other runs.
    """
    day = Run.objects.values_list("day", flat=True).get(pk=run.pk)
    due_day = min(day + days, run.days)
    if due_day <= day:
        return day
    open_intents = Intent.objects.select_for_update()
    intent, is_new = open_intents.get_or_create(run=run, kind=ADVANCE, done_at=None, defaults={"due_day": due_day})
    if not is_new:
        intent.due_day = min(max(day, intent.due_day) + days, run.days)
        intent.save(update_fields=["due_day"])
    return intent.due_day


@transaction.atomic
def submit_decision(
    *,
    store: Store,
    seat: Seat | None,
    source: str,
    kind: str,
    payload: object,
    idempotency_key: str = "",
    based_on: int | None = None,
) -> Decision:
    """Record a decision; it takes effect when the next day opens.

    Raises DecisionRejected, NotPossible, AnothersRole, or ChangedMeanwhile since the decision `based_on`, and then changes nothing.
    """
    run = locked_run(store)
    known = Decision.objects.filter(store=store, idempotency_key=idempotency_key).first() if idempotency_key else None
    if known:
        check_same(known, kind, payload)
        return known
    decision = drafted(run, store, seat, kind, payload)
    if based_on is not None:
        check_unchanged(run, seat, decision, based_on)
    decision.source, decision.idempotency_key = source, idempotency_key
    decision.payload = kept_payload(kind_named(kind), decision.payload, seat)
    decision.save(force_insert=True)
    return decision


def drafted(run: Run, store: Store, seat: Seat | None, kind: str, payload: object) -> Decision:
    """The decision as it would be made now, not saved. Raises DecisionRejected, NotPossible, AnothersRole."""
    _check_open(run)
    wanted, document = kind_named(kind), document_of(run)
    check_may_decide(run, seat, wanted)
    rows = wanted.rows(payload, document)
    asked: dict[str, Any] = dict(payload)  # type: ignore[call-overload]  # an object, or it would have been rejected
    if wanted.in_time:
        wanted.in_time(asked, document, run.day)
    if wanted.check:
        wanted.check(Desk(StoreKey(run.pk, store.world.number, store.number), run.day), rows, document)
    if wanted.limit:
        before = Decision.objects.alive(run.day).filter(store=store, kind=kind).order_by("id")
        made = [Row(*row) for rows in before.values_list("rows", flat=True) for row in rows]
        wanted.limit(made, rows, document)
    return Decision(
        run=run,
        store=store,
        seat=seat,
        kind=kind,
        day=run.day,
        effective_day=run.day,
        payload=asked,
        rows=[list(row) for row in rows],
        state=opening_state(run, seat, amount_minor(wanted, rows, document)),
    )


@transaction.atomic
def inject_shock(run: Run, code: str) -> int:
    """Throw a shock of the scenario into every world of a run; the day on which it begins. Raises DecisionRejected for an unknown one."""
    locked = Run.objects.select_for_update().select_related("scenario_version").get(pk=run.pk)
    _check_open(locked)
    number = position(document_of(locked).get("shocks", []), code, "/code")
    Decision.objects.bulk_create(
        Decision(
            run=locked,
            store=store,
            source=DecisionSource.INSTRUCTOR,
            kind=Kind.INJECT_SHOCK.name.lower(),
            day=locked.day,
            effective_day=locked.day,
            payload={"code": code},
            rows=[[int(Kind.INJECT_SHOCK), number, 0, 1]],
        )
        for store in Store.objects.filter(world__run=locked, number=0)
    )
    return locked.day


def _check_open(run: Run) -> None:
    if run.state not in DECIDING:
        message = {"en": "this run takes no decisions now", "zh": "本场模拟目前不接受决策"}
        raise DecisionRejected([FieldError("", "run_closed", message)])
