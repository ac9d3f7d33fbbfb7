"""Grading a run: begin, grade round by round (each on its own, in any order, once), add up."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import Any

import numpy as np
from django.db import transaction
from django.utils import timezone

from scoring import summing, tuning
from scoring.domain.handover import Handover
from scoring.domain.jobs import RoundJob, graded, world_days
from scoring.domain.rounds import RoundGrade
from scoring.models import RoundScore, ScoreRun, Tuning
from scoring.versions import SCORER
from simlab.core.arrays import Ints
from simlab.engine import versions
from simlab.engine.metrics import forks_played
from simlab.engine.playing import compiled, decisions_of, seed_on, state_at
from simlab.engine.state import to_bytes
from simlab.runs.documents import document_of, world_key
from simlab.runs.intents import GRADE_ROUND, TUNE
from simlab.runs.models import DayClose, FailureReason, Intent, Run, RunState, ScenarioVersion
from simlab.runs.scenario.canonical import canonical_json, content_hash
from simlab.runs.seating import Spell, spells_by_store
from simlab.runs.services import change_state

PROCESSES = max(os.cpu_count() or 1, 1)


class NotTuned(Exception):  # noqa: N818  it names what is the case
    """The scenario version was never tuned for this code."""

    reason = FailureReason.UNTUNED

    def __init__(self, version: ScenarioVersion) -> None:
        super().__init__(f"scenario {version.code} {version.version} needs tuning: simlab tune {version.code}")


def tuning_of(version: ScenarioVersion) -> Tuning:
    """The version's tuning, kept or shipped. Raises NotTuned."""
    kept = [
        found
        for found in Tuning.objects.filter(scenario_version=version).order_by("-pk")
        if tuning.fits_code(found.content)
    ]
    if kept:
        return kept[0]
    shipped = tuning.shipped_tuning(version.content_hash)
    if shipped is None:
        raise NotTuned(version)
    return keep_tuning(version, shipped)


def is_tuned(version: ScenarioVersion) -> bool:
    """Whether runs of the version can be graded by this code."""
    try:
        return bool(tuning_of(version))
    except NotTuned:
        return False


def request_tuning(run: Run) -> None:
    """Ask for the tuning of the run's scenario version, once."""
    Intent.objects.get_or_create(run=run, kind=TUNE, done_at=None)


def tune_for(run_id: int, *, apart: bool) -> None:
    """Tune the scenario version of a run unless it is tuned (minutes); `apart` in a process of its own."""
    version = Run.objects.select_related("scenario_version").get(pk=run_id).scenario_version
    if is_tuned(version):
        return
    if apart:
        with _pool(1) as pool:
            tuned = pool.submit(tuning.tune, version.resolved).result()
    else:
        tuned = tuning.tune(version.resolved)
    keep_tuning(version, tuned)


def keep_tuning(version: ScenarioVersion, content: dict[str, Any]) -> Tuning:
    """The one row with exactly this content."""
    defaults = {"scenario_version": version, "content": content}
    kept, _ = Tuning.objects.get_or_create(content_hash=content_hash(content), defaults=defaults)
    return kept


def begin(run: Run) -> ScoreRun:
    """The grading of the days closed so far; the same days under the same inputs are graded once."""
    last = DayClose.objects.filter(run=run).order_by("-day").defer("snapshot").first()
    if last is None:
        raise ValueError("no day of this run is closed, so there is nothing to grade")
    kept = tuning_of(run.scenario_version)
    hashes = {
        "scenario": run.scenario_version.content_hash,
        "day_close": last.digest,
        "tuning": kept.content_hash,
        "engine": versions.ENGINE,
        "scorer": SCORER,
        "rubric": document_of(run)["rubric"],
    }
    if spells := spells_by_store(run):
        hashes["bot_spells"] = content_hash({"spells": [_told(place, spells[place]) for place in sorted(spells)]})
    defaults = {"tuning": kept, "days": last.day + 1, "hashes": hashes}
    begun, _ = ScoreRun.objects.get_or_create(run=run, input_hash=content_hash(hashes), defaults=defaults)
    return begun


def _told(place: tuple[int, int], spells: Sequence[Spell]) -> list[list[int | None]]:
    return [[*place, spell.from_day, spell.until_day] for spell in spells]


def score_run(run: Run, processes: int = PROCESSES) -> ScoreRun:
    """Grade here and now, on all cores; rounds that are graded already are not graded again."""
    begun = begin(run)
    numbers = missing_rounds(begun)
    if numbers:
        with _pool(min(processes, len(numbers))) as pool:
            waiting = {pool.submit(graded, job_of(begun, number)): number for number in numbers}
            for done in as_completed(waiting):
                keep_round(begun, waiting[done], done.result())
    finish(begun)
    begun.refresh_from_db()
    return begun


@transaction.atomic
def request_grading(run_id: int) -> ScoreRun:
    """Ask for every missing round as a task of its own."""
    run = Run.objects.select_related("scenario_version").get(pk=run_id)
    begun = begin(run)
    numbers = missing_rounds(begun)
    asked = list(Intent.objects.filter(run=run, kind=GRADE_ROUND, done_at=None).values_list("payload", flat=True))
    wanted = [{"score_run": begun.pk, "number": number} for number in numbers]
    Intent.objects.bulk_create(_round_intent(run, payload) for payload in wanted if payload not in asked)
    if not numbers:
        finish(begun)
    return begun


def _round_intent(run: Run, payload: dict[str, int]) -> Intent:
    return Intent(run=run, kind=GRADE_ROUND, due_day=payload["number"] * _round_days(run), payload=payload)


def grade_asked_round(intent_id: int, *, apart: bool) -> None:
    asked = Intent.objects.values_list("payload", flat=True).get(pk=intent_id)
    grade_round(asked["score_run"], asked["number"], apart=apart)


def grade_round(score_run_id: int, number: int, *, apart: bool) -> None:
    """Grade one round; `apart` in a process of its own, so that the threads of this one keep running."""
    begun = ScoreRun.objects.select_related("run__scenario_version", "tuning").get(pk=score_run_id)
    if number in missing_rounds(begun):
        job, started = job_of(begun, number), time.perf_counter()
        grade = _graded_apart(job) if apart else graded(job)
        forks_played(world_days=world_days(job, grade), seconds=time.perf_counter() - started)
        keep_round(begun, number, grade)
    finish(begun)


def _graded_apart(job: RoundJob) -> RoundGrade:
    with _pool(1) as pool:
        return pool.submit(graded, job).result()


def _pool(processes: int) -> ProcessPoolExecutor:
    """Spawned, not forked: a copy of a process with threads and database connections would not be safe."""
    return ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn"))


def missing_rounds(begun: ScoreRun) -> list[int]:
    """Numbers of the rounds that are not graded yet."""
    graded_numbers = set(begun.rounds.values_list("number", flat=True))
    return [number for number in range(_rounds(begun)) if number not in graded_numbers]


def _rounds(begun: ScoreRun) -> int:
    return -(-begun.days // _round_days(begun.run))


def _round_days(run: Run) -> int:
    return int(document_of(run)["round_days"])


def job_of(begun: ScoreRun, number: int) -> RoundJob:
    """Everything that grading a round needs, as plain values."""
    run, content = begun.run, begun.tuning.content
    document = document_of(run)
    day, played_days = _span(begun, number)
    axes = tuning.axes_of(document)
    return RoundJob(
        document=canonical_json(document),
        axes=tuple(zip(axes.codes, axes.weights_e2, strict=True)),
        weights_e6=content["weights_e6"],
        draws=content["draws"],
        horizon_days=content["horizon_days"],
        seed=seed_on(run, day),
        day=day,
        played_days=played_days,
        state=to_bytes(state_at(run, day)),
        rows=np.concatenate([decisions_of(run, played) for played in range(day, day + played_days)]),
    )


def _span(begun: ScoreRun, number: int) -> tuple[int, int]:
    """First day and number of days of a round; the last one may have been cut short."""
    round_days = _round_days(begun.run)
    day = number * round_days
    return day, min(round_days, begun.days - day)


@transaction.atomic
def keep_round(begun: ScoreRun, number: int, grade: RoundGrade) -> None:
    """Keep a graded round; the second of two tasks for one round changes nothing."""
    day, played_days = _span(begun, number)
    opened, ended = (worth_at(begun, at) for at in (day, day + played_days))
    codes = tuning.axes_of(document_of(begun.run)).codes
    rows = _round_rows(begun, number, grade, codes, opened, ended)
    RoundScore.objects.bulk_create(rows, ignore_conflicts=True)


def worth_at(begun: ScoreRun, day: int) -> Ints:
    """What every store was worth as `day` opened, [W, S]."""
    world = compiled(world_key(begun.run))
    return Handover.of(world, begun.tuning.content["weights_e6"])(state_at(begun.run, day))


def _round_rows(
    begun: ScoreRun, number: int, grade: RoundGrade, codes: Sequence[str], opened: Ints, ended: Ints
) -> Iterator[RoundScore]:
    for world, store in np.ndindex(opened.shape):
        at = (world, store)
        yield RoundScore(
            score_run=begun,
            number=number,
            world=world,
            store=store,
            opened_minor=int(opened[at]),
            ended_minor=int(ended[at]),
            expected_minor=int(grade.expected.mean[at]),
            expected_se_minor=int(grade.expected.se[at]),
            skill_minor=int(grade.skill.mean[at]),
            skill_se_minor=int(grade.skill.se[at]),
            composite_minor=int(grade.composite.mean[at]),
            composite_se_minor=int(grade.composite.se[at]),
            axes=[_axis_row(grade, position, code, at) for position, code in enumerate(codes)],
        )


def _axis_row(grade: RoundGrade, position: int, code: str, at: tuple[int, ...]) -> dict[str, Any]:
    place = (position, *at)
    return {
        "code": code,
        "skill_minor": int(grade.axis_skill.mean[place]),
        "skill_se_minor": int(grade.axis_skill.se[place]),
        "regret_minor": int(grade.regret.mean[place]),
        "regret_se_minor": int(grade.regret.se[place]),
    }


@transaction.atomic
def finish(begun: ScoreRun) -> bool:
    """Add the rounds up once all are there; False while some are missing."""
    locked = ScoreRun.objects.select_for_update().get(pk=begun.pk)
    if locked.finished_at or missing_rounds(locked):
        return bool(locked.finished_at)
    summing.add_up(locked)
    ScoreRun.objects.filter(pk=begun.pk).update(finished_at=timezone.now())
    change_state(locked.run, allowed=[RunState.FINISHED], state=RunState.GRADED)
    return True
