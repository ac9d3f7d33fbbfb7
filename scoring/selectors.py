"""Scorecards: the latest finished grading of a run, as its readers see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from scoring import tuning
from scoring.bots import bot_rounds
from scoring.models import AxisScore, RoundScore, ScoreRun, StoreScore, Tuning
from simlab.runs.models import Run, RunState, ScenarioVersion, Store

AXIS_NAMES = {
    "assortment": {"en": "Assortment", "zh": "选品"},
    "pricing": {"en": "Pricing", "zh": "定价"},
    "marketing": {"en": "Marketing", "zh": "营销"},
    "inventory": {"en": "Inventory", "zh": "库存"},
    "logistics": {"en": "Logistics", "zh": "物流"},
    "payments_finance": {"en": "Payments and finance", "zh": "支付与财务"},
    "compliance": {"en": "Compliance", "zh": "合规"},
    "service": {"en": "Service", "zh": "客户服务"},
}

Scorecard = dict[str, Any]
Weeks = dict[tuple[int, int], list[Mapping[str, int]]]


def latest_score_run(run: Run) -> ScoreRun | None:
    """The last grading that was finished."""
    return (
        ScoreRun.objects.filter(run=run, finished_at__isnull=False)
        .select_related("run")
        .order_by("-finished_at", "-pk")
        .first()
    )


def tuned_among(versions: Sequence[ScenarioVersion]) -> set[int]:
    """Ids of those that can be graded: a tuning for this code is kept or shipped."""
    kept = Tuning.objects.filter(scenario_version__in=versions).values_list("scenario_version_id", "content")
    tuned = {version for version, content in kept if tuning.fits_code(content)}
    return tuned | {
        version.pk
        for version in versions
        if version.pk not in tuned and tuning.shipped_tuning(version.content_hash) is not None
    }


def scorecards(run: Run) -> list[Scorecard]:
    """One card per team, in the order of worlds and stores; none before the first grading."""
    begun = latest_score_run(run)
    if begun is None:
        return []
    weeks, left_out = _weeks(begun), bot_rounds(begun)
    return [_card(begun, score, weeks, left_out) for score in _team_scores(begun)]


def scorecard(store: Store) -> Scorecard | None:
    """The card of one store, also of a rival."""
    begun = latest_score_run(store.world.run)
    score = _scores(begun).filter(store=store).first() if begun else None
    return _card(begun, score, _weeks(begun), bot_rounds(begun)) if begun and score else None


def _scores(begun: ScoreRun) -> QuerySet[StoreScore]:
    found = StoreScore.objects.filter(score_run=begun).select_related("store__world", "store__team")
    return found.prefetch_related("axes").order_by("store__world__number", "store__number")


def _team_scores(begun: ScoreRun) -> QuerySet[StoreScore]:
    return _scores(begun).filter(store__team__isnull=False)


def _card(begun: ScoreRun, score: StoreScore, weeks: Weeks, left_out: Mapping[tuple[int, int], list[int]]) -> Scorecard:
    place = score.store.world.number, score.store.number
    bots = left_out.get(place, [])
    return {
        "store": _store(score.store),
        "formative": begun.run.state != RunState.RELEASED,
        "composite": {
            "money_minor": score.composite_minor,
            "se_minor": score.composite_se_minor,
            "level_e2": score.level_e2,
            "level_band": {"low_e2": score.low_e2, "high_e2": score.high_e2},
        },
        "axes": [_axis(axis) for axis in sorted(score.axes.all(), key=lambda axis: axis.position)],
        "waterfall": [{"code": code, "money_minor": getattr(score, f"{code}_minor")} for code in WATERFALL],
        "weeks": [week for week in weeks.get(place, []) if week["round"] not in bots],
        "bot_rounds": bots,
        "hashes": begun.hashes,
    }


WATERFALL = ("start", "skill", "luck", "shock", "remainder", "result")


def _store(store: Store) -> Mapping[str, Any]:
    name = {"en": store.name_en, "zh": store.name_zh}
    return {"id": str(store.pk), "name": name, "team": store.team.name if store.team else None}


def _axis(axis: AxisScore) -> Mapping[str, Any]:
    """An axis that cannot be measured here has no level: it is shown grey."""
    return {
        "code": axis.axis,
        "name": AXIS_NAMES[axis.axis],
        "level_e2": axis.level_e2 if axis.measurable else None,
        "se_e2": axis.level_se_e2 if axis.measurable else None,
        "money_minor": axis.skill_minor,
        "se_minor": axis.skill_se_minor,
        "measurable": axis.measurable,
    }


def _weeks(begun: ScoreRun) -> Weeks:
    """The rounds of every store, by world and store, in one query."""
    weeks: Weeks = {}
    for row in begun.rounds.order_by("number"):
        weeks.setdefault((row.world, row.store), []).append(_week(row))
    return weeks


def _week(row: RoundScore) -> Mapping[str, int]:
    luck = row.ended_minor - row.expected_minor
    return {"round": row.number, "skill_minor": row.skill_minor, "luck_minor": luck}
