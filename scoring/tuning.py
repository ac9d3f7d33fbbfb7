"""Tuning a scenario version: V0, the gaps of the axes, and the anchors, measured on bots before any student plays.

What comes out is frozen beside the scenario and names the content it was measured on. Minutes of one core; no database.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from scoring.domain.calibration import Effort, Stakes, fitted, measured_stakes
from scoring.domain.fitting import Fit
from scoring.versions import SCORER
from simlab.core.rng import derived_seed
from simlab.core.settings import Axis
from simlab.engine.policies.table import REFERENCE
from simlab.engine.policies.traits import TRAITS
from simlab.engine.world import compile_world
from simlab.runs.scenario.canonical import content_hash
from simlab.runs.scenario.files import LIBRARY
from simlab.runs.scenario.variation import varied

FORMAT = 1
GRADE_DRAWS = 32
DRAWN_WORLDS = 4  # of a scenario with ranges; the worlds of a tuning are dealt out to them
WIDEST_STAKES_E2 = 300  # the largest gap x weight may be three times the smallest
SUFFIX = ".tuning.json"

Document = Mapping[str, Any]


@dataclass(frozen=True)
class Axes:
    """The graded axes of a scenario and their weights."""

    codes: tuple[str, ...]
    weights_e2: tuple[int, ...]

    @property
    def numbers(self) -> tuple[Axis, ...]:
        return tuple(Axis[code.upper()] for code in self.codes)


def axes_of(document: Document) -> Axes:
    listed = document["axes"]
    return Axes(tuple(axis["code"] for axis in listed), tuple(axis["weight_e2"] for axis in listed))


def tune(document: dict[str, Any], effort: Effort | None = None) -> dict[str, Any]:
    """The tuning of a resolved scenario document; `problems` says in plain English what does not hold."""
    axes, chosen = axes_of(document), effort or Effort()
    drawn = [compile_world(part) for part in drawn_documents(document, chosen.seed)]
    fit = fitted(drawn, axes.numbers, document["horizon_days"], chosen)
    stakes = measured_stakes(drawn, axes.numbers, axes.weights_e2, fit.weights_e6, document["horizon_days"], chosen)
    return {
        "format": FORMAT,
        "scenario": document["code"],
        "scenario_hash": content_hash(document),
        "scorer": SCORER,
        "reference": REFERENCE,
        "bots": bots(),
        "draws": GRADE_DRAWS,
        "horizon_days": document["horizon_days"],
        **_measured(fit, stakes, axes),
        "problems": problems(stakes, axes),
    }


def drawn_documents(document: dict[str, Any], seed: int) -> list[dict[str, Any]]:
    """What runs of the scenario may be played in: a few draws of its ranges, or the document itself where it has none."""
    if "variation" not in document:
        return [document]
    return [varied(document, f"{derived_seed(seed, 'variation', number):032x}") for number in range(DRAWN_WORLDS)]


def _measured(fit: Fit, stakes: Stakes, axes: Axes) -> dict[str, Any]:
    return {
        "weights_e6": fit.weights_e6,
        "decisions_r2_e4": fit.decisions_r2_e4,
        "luck_r2_e4": fit.luck_r2_e4,
        "gap_per_round_minor": dict(zip(axes.codes, stakes.gap_minor, strict=True)),
        "gap_se_per_round_minor": dict(zip(axes.codes, stakes.gap_se_minor, strict=True)),
        "composite_per_round_minor": stakes.composite_minor,
        "composite_se_per_round_minor": stakes.composite_se_minor,
        "reference_gain_minor": list(stakes.reference_gain_minor),
        "result_minor": stakes.result_minor,
    }


def problems(stakes: Stakes, axes: Axes) -> list[str]:
    """What an instructor should know before a class is graded on this scenario."""
    found = []
    clear = {name: (stakes.composite_minor[name], 3 * stakes.composite_se_minor[name]) for name in ("expert", "novice")}
    # levels divide by the anchors: one that may as well be zero would make every small slip a fall of levels
    if not (clear["expert"][0] > clear["expert"][1] and -clear["novice"][0] > clear["novice"][1]):
        found.append("the expert does not clearly beat the reference policy, or the novice does not clearly lose to it")
    weak = [
        code for code, gap, se in zip(axes.codes, stakes.gap_minor, stakes.gap_se_minor, strict=True) if gap < 3 * se
    ]
    found += [f"axis {code} cannot be measured: its gap is within its noise" for code in weak]
    at_stake = [gap * weight for gap, weight in zip(stakes.gap_minor, axes.weights_e2, strict=True)]
    if not weak and max(at_stake) * 100 > WIDEST_STAKES_E2 * min(at_stake):
        found.append("the stakes of the axes differ by more than a factor of three")
    return found


def library_file(code: str) -> Path:
    """Where the tuning of a shipped scenario lies."""
    return LIBRARY / f"{code}{SUFFIX}"


def save(tuning: Mapping[str, Any], file: Path) -> None:
    file.write_text(json.dumps(tuning, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def shipped_tuning(scenario_hash: str) -> dict[str, Any] | None:
    """The library's tuning for exactly this content, measured with the bots and the scorer of this code."""
    for file in sorted(LIBRARY.glob(f"*{SUFFIX}")):
        tuning: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        if tuning["scenario_hash"] == scenario_hash and fits_code(tuning):
            return tuning
    return None


def fits_code(tuning: Mapping[str, Any]) -> bool:
    """Whether it was measured with the bots and the scorer of this code."""
    return bool(tuning["bots"] == bots() and tuning["scorer"] == SCORER)


def bots() -> dict[str, dict[str, Any]]:
    """The traits of every bot."""
    return {code: asdict(traits) for code, traits in TRAITS.items()}
