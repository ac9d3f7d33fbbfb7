"""The tuning that is shipped is that of the scenario that is shipped, and a scenario can be tuned."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scoring import tuning
from scoring.domain.calibration import Effort, Stakes
from scoring.domain.handover import FEATURES
from simlab.runs.scenario.canonical import content_hash
from simlab.runs.scenario.files import library, shipped
from simlab.runs.scenario.resolve import resolve
from tests.worlds import SMALL, document

LEAST = Effort(fit_worlds=1, fit_every=4, stake_worlds=2, stake_draws=2, stake_every=4)


@pytest.mark.parametrize("code", sorted(library()))
def test_every_shipped_scenario_carries_its_own_tuning(code: str) -> None:
    found = tuning.shipped_tuning(content_hash(resolve(shipped(code))))
    assert found is not None, f"the scenario, the bots or the scorer changed: run simlab tune {code}"
    assert found["problems"] == []
    assert set(found["weights_e6"]) == set(FEATURES)


def test_the_bots_of_first_store_stand_in_order() -> None:
    found = json.loads(tuning.library_file("first-store").read_text(encoding="utf-8"))
    skill, error = found["composite_per_round_minor"], found["composite_se_per_round_minor"]
    assert skill["random"] < skill["do_nothing"] < skill["novice"] < skill["rule"] == 0 < skill["expert"]
    assert skill["expert"] > 10 * error["expert"]
    assert -skill["novice"] > 10 * error["novice"]
    worth = found["result_minor"]
    assert worth["random"] < worth["do_nothing"] < worth["novice"] < worth["rule"] < worth["expert"]


def test_a_small_world_is_tuned(tmp_path: Path) -> None:
    made = document(SMALL)
    found = tuning.tune(made, LEAST)
    tuning.save(found, tmp_path / "bench.tuning.json")
    assert json.loads((tmp_path / "bench.tuning.json").read_text(encoding="utf-8")) == found
    assert found["scenario_hash"] == content_hash(made)
    assert set(found["gap_per_round_minor"]) == {"pricing", "inventory", "logistics"}
    assert found["composite_per_round_minor"]["rule"] == 0
    assert len(found["reference_gain_minor"]) == SMALL.days // 7
    assert tuning.fits_code(found)
    assert tuning.tune(made, LEAST) == found


def test_a_scenario_with_ranges_is_tuned_over_several_draws_of_them() -> None:
    ranges = [{"of": "unit_cost", "code": None, "low_e4": 8_000, "high_e4": 12_000}]
    made = document(SMALL, variation=ranges)
    drawn = tuning.drawn_documents(made, LEAST.seed)
    costs = {part["skus"][0]["unit_cost_minor"] for part in drawn}
    assert len(drawn) == len(costs) == tuning.DRAWN_WORLDS
    found = tuning.tune(made, LEAST)
    assert found["scenario_hash"] == content_hash(made)
    assert found["result_minor"] != tuning.tune(document(SMALL), LEAST)["result_minor"]
    assert tuning.tune(made, LEAST) == found
    assert tuning.drawn_documents(document(SMALL), LEAST.seed) == [document(SMALL)]


def test_another_bot_or_scorer_needs_another_tuning() -> None:
    found = json.loads(tuning.library_file("first-store").read_text(encoding="utf-8"))
    assert tuning.fits_code(found)
    assert not tuning.fits_code(found | {"scorer": "0"})
    assert not tuning.fits_code(found | {"bots": {**found["bots"], "expert": {}}})
    assert tuning.shipped_tuning("0" * 64) is None


def test_what_does_not_hold_is_said_in_plain_words() -> None:
    axes = tuning.Axes(("pricing", "logistics"), (100, 100))

    def stakes(gaps: tuple[int, int], expert: int, novice: int = -5) -> Stakes:
        return Stakes(gaps, (10, 10), {"expert": expert, "novice": novice}, {"expert": 1, "novice": 1}, {}, ())

    assert tuning.problems(stakes((100, 200), 5), axes) == []
    assert "factor of three" in tuning.problems(stakes((100, 301), 5), axes)[0]
    weighed = tuning.Axes(("pricing", "logistics"), (200, 100))
    assert tuning.problems(stakes((100, 599), 5), weighed) == []
    assert "factor of three" in tuning.problems(stakes((100, 601), 5), weighed)[0]
    assert "axis pricing" in tuning.problems(stakes((29, 301), 5), axes)[0]
    assert "does not clearly beat" in tuning.problems(stakes((100, 200), 3), axes)[0]
    assert "not clearly lose" in tuning.problems(stakes((100, 200), 5, novice=-3), axes)[0]
