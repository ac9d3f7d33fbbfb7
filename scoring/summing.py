"""Rounds become scores: sums, levels and the waterfall of every store of a run."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Any

from scoring.bots import bot_rounds
from scoring.domain.levels import Anchors, Level, axis_level, composite_level, measurable
from scoring.domain.totals import Measured, RoundShare, added, waterfall
from scoring.models import AxisScore, RoundScore, ScoreRun, StoreScore
from simlab.runs.documents import document_of
from simlab.runs.models import Store

EXPERT, NOVICE = "expert", "novice"
Rounds = Sequence[RoundScore]


def add_up(begun: ScoreRun) -> None:
    """Write the scores of every store. The caller holds the lock on the score run."""
    rounds, left_out = _rounds_by_store(begun), bot_rounds(begun)
    stores = list(Store.objects.filter(world__run=begun.run_id).select_related("world").order_by("world", "number"))
    for store in stores:
        place = store.world.number, store.number
        mine = [row for row in rounds[place] if row.number not in left_out.get(place, ())]
        if not mine:  # a bot held the seat all the time: there is nobody to score
            continue
        numbers = {row.number for row in mine}
        neighbours = [other for other in stores if other.world_id == store.world_id]
        anchors = _anchors(begun, neighbours, rounds, numbers)
        sums = _sums(mine, anchors, _reference_gain_minor(begun, numbers))
        kept = StoreScore.objects.create(score_run=begun, store=store, **sums)
        AxisScore.objects.bulk_create(_axis_scores(begun, kept, mine))


def _rounds_by_store(begun: ScoreRun) -> dict[tuple[int, int], list[RoundScore]]:
    found: dict[tuple[int, int], list[RoundScore]] = {}
    for row in begun.rounds.order_by("number"):
        found.setdefault((row.world, row.store), []).append(row)
    return found


def _anchors(
    begun: ScoreRun, stores: Sequence[Store], rounds: dict[tuple[int, int], list[RoundScore]], numbers: Set[int]
) -> Anchors:
    """The scenario's own bots in this world, over the same rounds; where it has none, or chance turned them over, those of the tuning."""
    composites: dict[str, list[int]] = {EXPERT: [], NOVICE: []}
    for store in stores:
        if store.team_id is None and store.policy in composites:
            composites[store.policy].append(
                sum(row.composite_minor for row in rounds[store.world.number, store.number] if row.number in numbers)
            )
    if all(composites.values()):
        lived = Anchors(_mean(composites[EXPERT]), _mean(composites[NOVICE]))
        if lived.hold:
            return lived
    per_round = begun.tuning.content["composite_per_round_minor"]
    count = len(numbers)
    return Anchors(count * per_round[EXPERT], count * per_round[NOVICE])


def _mean(values: Sequence[int]) -> int:
    return (2 * sum(values) + len(values)) // (2 * len(values))


def _reference_gain_minor(begun: ScoreRun, numbers: Set[int]) -> int:
    """What the reference policy earns in these rounds, by the tuning; a round cut short counts in part."""
    round_days = document_of(begun.run)["round_days"]
    gains = begun.tuning.content["reference_gain_minor"]
    played = {number: min(round_days, begun.days - number * round_days) for number in numbers}
    return sum(gains[number] * days // round_days for number, days in played.items())


def _sums(rounds: Rounds, anchors: Anchors, gain_minor: int) -> dict[str, int]:
    bars = waterfall(_joined(rounds), gain_minor=gain_minor)
    composite = added([row.composite_minor for row in rounds], [row.composite_se_minor for row in rounds])
    level = composite_level(composite.minor, composite.se_minor, anchors)
    if level is None:
        raise ValueError("the tuning's expert does not beat its reference: the scenario cannot be graded")
    return {
        "start_minor": bars.start_minor,
        "skill_minor": bars.skill_minor,
        "skill_se_minor": added([0], [row.skill_se_minor for row in rounds]).se_minor,
        "luck_minor": bars.luck_minor,
        "shock_minor": bars.shock_minor,
        "remainder_minor": bars.remainder_minor,
        "result_minor": bars.result_minor,
        "composite_minor": composite.minor,
        "composite_se_minor": composite.se_minor,
        **_level_columns(level),
        "low_e2": level.low_e2,
        "high_e2": level.high_e2,
    }


def _joined(rounds: Rounds) -> list[RoundShare]:
    """Each round opens with what the one before ended with: what a bot earned or lost between them is nobody's."""
    shares: list[RoundShare] = []
    for row in rounds:
        moved = shares[-1].ended_minor - row.opened_minor if shares else 0
        opened, ended, expected = (minor + moved for minor in (row.opened_minor, row.ended_minor, row.expected_minor))
        shares.append(RoundShare(opened, ended, expected, row.skill_minor))
    return shares


def _level_columns(level: Level) -> dict[str, int]:
    return {"unclipped_e2": level.unclipped_e2, "level_e2": level.shown_e2}


def _axis_scores(begun: ScoreRun, kept: StoreScore, rounds: Rounds) -> list[AxisScore]:
    return [_axis_score(begun, kept, rounds, position) for position in range(len(rounds[0].axes))]


def _axis_score(begun: ScoreRun, kept: StoreScore, rounds: Rounds, position: int) -> AxisScore:
    parts = [row.axes[position] for row in rounds]
    skill, regret = _added(parts, "skill"), _added(parts, "regret")
    code = parts[0]["code"]
    gap = begun.tuning.content["gap_per_round_minor"][code] * len(rounds)
    can_measure = measurable(gap, regret.se_minor)
    level = axis_level(regret.minor, regret.se_minor, max(gap, 1))
    return AxisScore(
        store_score=kept,
        position=position,
        axis=code,
        skill_minor=skill.minor,
        skill_se_minor=skill.se_minor,
        regret_minor=regret.minor,
        regret_se_minor=regret.se_minor,
        **_level_columns(level),
        level_se_e2=400 * regret.se_minor // max(gap, 1),
        measurable=can_measure,
    )


def _added(parts: Sequence[dict[str, Any]], name: str) -> Measured:
    return added([part[f"{name}_minor"] for part in parts], [part[f"{name}_se_minor"] for part in parts])
