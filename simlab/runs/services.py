"""Writing the facts: scenario versions, runs, decisions, intents."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from simlab.core.settings import Kind
from simlab.runs.clocks import first_due_at
from simlab.runs.documents import document_of
from simlab.runs.free_text import keep_text
from simlab.runs.intents import ADVANCE
from simlab.runs.kinds import DecisionKind, DecisionRejected, Desk, FieldError, Row, kind_named, position
from simlab.runs.models import (
    Course,
    Decision,
    DecisionSource,
    Intent,
    Run,
    RunState,
    ScenarioVersion,
    Seat,
    Store,
    Team,
    World,
)
from simlab.runs.rows import StoreKey
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
    bots: Sequence[str] = ()
    names_zh: Sequence[str] = ()
    seed_hex: str = field(default_factory=lambda: secrets.token_hex(16))


@transaction.atomic
def create_run(new: NewRun) -> Run:
    """A draft run with its worlds and stores: one shared world, or a twin world per team."""
    run = Run.objects.create(
        course=new.course,
        scenario_version=new.scenario_version,
        title=new.title,
        seed_hex=new.seed_hex,
        days=new.scenario_version.resolved["days"],
    )
    _check_teams(new)
    groups = [[number] for number in range(len(new.teams))] if new.parallel else [list(range(len(new.teams)))]
    for number, group in enumerate(groups):
        world = World.objects.create(run=run, number=number)
        Store.objects.bulk_create(_stores(new, world, group))
    return run


def _check_teams(new: NewRun) -> None:
    places = new.scenario_version.resolved["teams"]
    per_world = 1 if new.parallel else len(new.teams)
    if places != per_world:
        raise ValueError(f"the scenario has room for {places} teams in a world, not {per_world}")


def _stores(new: NewRun, world: World, teams: Sequence[int]) -> list[Store]:
    stores = [_team_store(new, world, number, team) for number, team in enumerate(teams)]
    rivals = new.scenario_version.resolved["rivals"]
    return stores + [
        Store(
            world=world, number=number, name_en=rival["name"]["en"], name_zh=rival["name"]["zh"], policy=rival["policy"]
        )
        for number, rival in enumerate(rivals, start=len(stores))
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
        Run.objects.filter(pk=run.pk).update(next_due_at=first_due_at(run, timezone.now()))
    return started


def pause_run(run: Run) -> bool:
    return change_state(run, allowed=[RunState.RUNNING], state=RunState.PAUSED)


@dataclass(frozen=True)
class ClockSetting:
    clock: str
    pace_seconds: int
    timetable: Sequence[Mapping[str, Any]] = ()


def set_clock(run: Run, setting: ClockSetting) -> None:
    """From now on days are due as the setting says; a paced run is due at once."""
    run.clock, run.pace_seconds, run.timetable = setting.clock, setting.pace_seconds, list(setting.timetable)
    run.next_due_at = first_due_at(run, timezone.now())
    run.save(update_fields=["clock", "pace_seconds", "timetable", "next_due_at"])


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
    *, store: Store, seat: Seat | None, source: str, kind: str, payload: object, idempotency_key: str = ""
) -> Decision:
    """Record a decision; it takes effect when the next day opens. Raises DecisionRejected and then changes nothing."""
    # Waits for a day being played: a decision never slips under a day whose decisions were already read.
    run = (
        Run.objects.select_for_update(no_key=True, of=("self",))
        .select_related("scenario_version")
        .get(worlds=store.world_id)
    )
    known = Decision.objects.filter(store=store, idempotency_key=idempotency_key).first() if idempotency_key else None
    if known:
        return known
    _check_open(run)
    wanted, document = kind_named(kind), document_of(run)
    rows = wanted.rows(payload, document)
    asked: dict[str, Any] = dict(payload)  # type: ignore[call-overload]  # an object, or it would have been rejected
    if wanted.in_time:
        wanted.in_time(asked, document, run.day)
    if wanted.check:
        wanted.check(Desk(StoreKey(run.pk, store.world.number, store.number), run.day), rows, document)
    if wanted.limit:
        before = Decision.objects.filter(store=store, kind=kind).order_by("id").values_list("rows", flat=True)
        wanted.limit([Row(*row) for made in before for row in made], rows, document)
    return Decision.objects.create(
        run=run,
        store=store,
        seat=seat,
        source=source,
        kind=kind,
        day=run.day,
        effective_day=run.day,
        payload=_kept(wanted, asked, seat),
        rows=[list(row) for row in rows],
        idempotency_key=idempotency_key,
    )


def _kept(kind: DecisionKind, payload: dict[str, Any], seat: Seat | None) -> dict[str, Any]:
    """The payload as it is kept: a person's own words are kept apart."""
    if not kind.written:
        return payload
    rest = {name: value for name, value in payload.items() if name != kind.written}
    return rest | {"salted_hash": keep_text(payload[kind.written], seat)}


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
