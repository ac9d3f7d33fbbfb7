"""The shocks of a scenario file: when they may begin and whom they meet. What each kind does is in the tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from simlab.runs.scenario.amounts import scaled
from simlab.runs.scenario.findings import Finding
from simlab.runs.scenario.parts import Code, Date, Part, Share, Text
from simlab.runs.scenario.problems import Path, Wording
from simlab.runs.scenario.sources import Sources
from simlab.runs.scenario.tables import codes, keyed, rows

if TYPE_CHECKING:
    from simlab.runs.scenario.model import Scenario

_NEVER = -1
_STRIKES = "duty_layer_e4"
_TARGETS = ("markets", "channels", "categories", "skus", "services", "warehouses")


class Window(Part):
    """Between these days, both included, the shock begins with this chance."""

    first: Date
    last: Date
    chance: Share


class Shock(Part):
    """A shock of the table of kinds. With neither `on` nor `between` only the instructor throws it in. Empty lists mean all.

    `strength` multiplies what the table says it does; `days` overrules how long; `announced` when people hear of a shock with a date; `layers`
    are those of a tariff that it strikes down.
    """

    code: Code
    kind: Code
    name: Text | None = None
    on: Date | None = None
    announced: Date | None = None
    between: Window | None = None
    strength: Annotated[float, Field(gt=0, le=3, allow_inf_nan=False)] = 1
    days: Annotated[int, Field(ge=1, le=400)] | None = None
    markets: list[Code] = []
    channels: list[Code] = []
    categories: list[Code] = []
    skus: list[Code] = []
    services: list[Code] = []
    warehouses: list[Code] = []
    layers: list[Code] = []


def resolved_shocks(parts: Sequence[Shock], start: dt.date, sources: Sources) -> list[dict[str, Any]]:
    """Shocks with their effects in whole numbers and days of the game."""
    return [_resolved(part, start, sources) for part in parts]


def _resolved(part: Shock, start: dt.date, sources: Sources) -> dict[str, Any]:
    row = sources.row(f"shocks.{part.kind}", keyed("shock_kinds", "kind")[part.kind,])
    news = sources.row(f"shocks.{part.kind}.news", keyed("shock_news", "kind")[part.kind,])
    window = part.between
    first, last = ((window.first - start).days, (window.last - start).days) if window else (0, _NEVER)
    return {
        "code": part.code,
        "kind": part.kind,
        "name": part.name.model_dump() if part.name else {"en": row["name_en"], "zh": row["name_zh"]},
        "day": (part.on - start).days if part.on else _NEVER,
        "announced_day": _announced_day(part, int(row["warning_days"]), start),
        "noticed_days": int(news["noticed_days"]),
        "news": {"en": news["text_en"], "zh": news["text_zh"]},
        "window": [first, last],
        "chance_per_day_e6": _daily_e6(window.chance, last - first + 1) if window else 0,
        "targets": {name: list(getattr(part, name)) for name in (*_TARGETS, "layers")},
        "effects": [_effect(part, effect, sources) for effect in rows("shock_effects") if effect["kind"] == part.kind],
    }


def _announced_day(part: Shock, warning_days: int, start: dt.date) -> int | None:
    """The day of the game on which people hear of it, before the first one perhaps; None where nobody is warned."""
    if part.on is None or not (part.announced or warning_days):
        return None
    return ((part.announced or part.on - dt.timedelta(days=warning_days)) - start).days


def _daily_e6(chance: float, days: int) -> int:
    """The chance of each day that gives `chance` over the whole window."""
    return round((1 - (1 - min(chance, 1 - 1e-6)) ** (1 / days)) * 1_000_000)


def _effect(part: Shock, row: dict[str, str], sources: Sources) -> dict[str, Any]:
    sources.row(f"shocks.{part.kind}.{row['lever']}", row)
    return {
        "lever": row["lever"],
        "value": _strengthened(row["lever"], int(row["value"]), part.strength),
        "first_day": int(row["first_day"]),
        "days": part.days or int(row["days"]),
    }


def _strengthened(lever: str, value: int, strength: float) -> int:
    """A factor moves away from one, a flag stays a flag, everything else is multiplied."""
    if lever.endswith(("_closed", "_held")) or lever == "blocked":
        return value
    if lever.endswith("_e4") and not lever.endswith(("_add_e4", "_loss_e4")):
        return max(10_000 + scaled((value - 10_000) * strength, 1), 0)
    return min(scaled(value * strength, 1), 10_000) if lever.endswith("_loss_e4") else scaled(value * strength, 1)


def shock_findings(scenario: Scenario) -> Iterator[Finding]:
    """Kinds that the table does not have, codes that the scenario does not have, windows that end before they begin."""
    for place, part in enumerate(scenario.shocks):
        path: Path = ("shocks", place)
        known = codes("shock_kinds", "kind")
        if part.kind not in known:
            names = {"what": "kind of shock", "what_zh": "冲击类型", "code": part.kind}
            yield Finding((*path, "kind"), "unknown_code", names, Wording(", ".join(known), ", ".join(known)))
        if part.between and part.between.last < part.between.first:
            yield Finding((*path, "between", "last"), "dates_order", {})
        if part.announced and (part.on is None or part.on < part.announced):
            yield Finding((*path, "announced"), "announced_late", {})
        yield from _layers(scenario, (*path, "layers"), part)
        for name in _TARGETS:
            yield from _unknown(scenario, (*path, name), name, getattr(part, name))


def _layers(scenario: Scenario, path: Path, part: Shock) -> Iterator[Finding]:
    """A shock that strikes layers of a tariff down names them, in a scenario whose tariffs have layers."""
    strikes = any(row["lever"] == _STRIKES for row in rows("shock_effects") if row["kind"] == part.kind)
    if strikes and (scenario.customs is None or not part.layers):
        yield Finding(path, "layers_named", {})
    known = codes("duties", "layer")
    for number, layer in enumerate(part.layers):
        if layer not in known:
            names = {"what": "duty layer", "what_zh": "关税层", "code": layer}
            yield Finding((*path, number), "unknown_code", names, Wording(", ".join(known), ", ".join(known)))


def _unknown(scenario: Scenario, path: Path, name: str, wanted: Sequence[str]) -> Iterator[Finding]:
    known = [entry.code for entry in getattr(scenario, name)]
    for number, code in enumerate(wanted):
        if code not in known:
            names = {"what": name, "what_zh": name, "code": code}
            yield Finding((*path, number), "unknown_code", names, Wording(", ".join(known), ", ".join(known)))
