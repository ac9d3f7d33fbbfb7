"""Each run is played, shown and graded in the world that its own seed draws."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from simlab.classroom.briefing import briefing
from simlab.engine.playing import compiled, game_of
from simlab.engine.verify import verify_run
from simlab.runs import services
from simlab.runs.documents import document_of, world_key
from simlab.runs.forms import forms
from simlab.runs.models import Run
from simlab.runs.scenario.variation import varied
from tests.terms import digests, new_run, play
from tests.worlds import document

pytestmark = pytest.mark.django_db
VARIATION = [
    {"of": "unit_cost", "code": None, "low_e4": 8_000, "high_e4": 12_000},
    {"of": "demand", "code": "US", "low_e4": 8_000, "high_e4": 12_000},
]


def seeded(seed: int, **changes: Any) -> Run:
    run: Run = new_run(seed_hex=f"{seed:032x}", **({"variation": VARIATION} | changes))
    return run


def costs(run: Run) -> list[int]:
    return [sku["unit_cost_minor"] for sku in document_of(run)["skus"]]


def test_a_run_has_the_document_of_its_seed() -> None:
    run, other = seeded(1), seeded(2)
    assert run.scenario_version_id == other.scenario_version_id
    assert document_of(run) == varied(document(variation=VARIATION), f"{1:032x}")
    assert costs(run) != costs(other) != costs(seeded(3))
    assert costs(seeded(1)) == costs(run)


def test_the_world_and_its_days_follow_from_it() -> None:
    run, other = seeded(1), seeded(2)
    assert game_of(run).world.suppliers.unit_cost_minor.tolist() == costs(run)
    for played in (run, other):
        play(played, 3)
        assert verify_run(played).holds
    assert digests(run) != digests(other)
    again = seeded(1)
    play(again, 3)
    assert digests(again) == digests(run)


def test_runs_of_a_scenario_without_ranges_share_one_world() -> None:
    run, other = (new_run(seed_hex=f"{seed:032x}") for seed in (1, 2))
    assert world_key(run) == world_key(other)
    assert compiled(world_key(run)) is compiled(world_key(other))
    assert document_of(run) == document()


def test_a_branch_goes_on_in_the_world_that_it_left() -> None:
    run = seeded(1)
    branch = Run.objects.create(
        course=run.course, scenario_version=run.scenario_version, title="b", seed_hex="9", days=28, parent=run
    )
    assert world_key(branch) == world_key(run)
    assert document_of(branch) is document_of(run)


def test_asking_again_reads_nothing_but_the_run(django_assert_num_queries: Any) -> None:
    run = seeded(1)
    document_of(run)
    fresh = Run.objects.select_related("scenario_version").defer("scenario_version__document").get(pk=run.pk)
    with django_assert_num_queries(0):
        document_of(fresh)


def test_the_same_version_is_frozen_for_all_seeds() -> None:
    assert seeded(1).scenario_version == services.freeze_scenario(document(variation=VARIATION))


def test_a_seller_sees_the_own_costs_and_not_how_they_were_drawn() -> None:
    run = seeded(1)
    shown = briefing(run)
    assert [sku["unit_cost_minor"] for sku in shown.lists["skus"]] == costs(run)
    told = json.dumps([vars(shown), list(forms(document_of(run)))], default=str)
    assert not [word for word in ("variation", "low_e4", "high_e4") if word in told]


def test_nobody_takes_the_document_of_a_run_from_its_scenario_version() -> None:
    """It would be the prior and not the world that the run is played in."""
    taken = re.compile(r"run\.scenario_version\.(resolved|document)")
    code = [
        file for name in ("simlab", "orders", "logistics", "payments", "scoring") for file in Path(name).rglob("*.py")
    ]
    assert code
    assert not [str(file) for file in code if taken.search(file.read_text(encoding="utf-8"))]
