"""A tuning in round numbers, so that no test waits for a measurement."""

from __future__ import annotations

from typing import Any

from scoring import tuning
from scoring.domain.handover import FEATURES

BOTS = [{"policy": policy, "name": {"en": policy, "zh": policy}} for policy in ("expert", "novice")]


def plain_tuning(scenario_hash: str, **changes: Any) -> dict[str, Any]:
    content = {
        "format": tuning.FORMAT,
        "scenario_hash": scenario_hash,
        "scorer": tuning.SCORER,
        "bots": tuning.bots(),
        "draws": 4,
        "horizon_days": 14,
        "weights_e6": dict.fromkeys(FEATURES, 0) | {"stock": 900_000, "pipeline": 900_000},
        "gap_per_round_minor": {"pricing": 500_000, "inventory": 400_000, "logistics": 1},
        "reference_gain_minor": [700_000] * 4,
        "composite_per_round_minor": {"expert": 200_000, "novice": -300_000},
    }
    return content | changes


def tuned_run(**changes: Any) -> Any:
    """A running run of the small world, ready to be graded."""
    from scoring import services
    from tests import terms

    run = terms.new_run(**({"bots": ("expert", "rule"), "rivals": BOTS} | changes))
    version = run.scenario_version
    services.keep_tuning(version, plain_tuning(version.content_hash))
    return run
