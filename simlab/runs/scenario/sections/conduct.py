"""Shortcuts that tempt, and public money to apply for. Table values unless the file overrules them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal

from simlab.runs.scenario.amounts import minor, scaled
from simlab.runs.scenario.parts import Factor, Part
from simlab.runs.scenario.tables import rows

if TYPE_CHECKING:
    from simlab.runs.scenario.model import Scenario
    from simlab.runs.scenario.sources import Sources


class Shortcuts(Part):
    """Tempting shortcuts exist: bought reviews, dark patterns, careless use of data. `check_factor` multiplies how often somebody looks."""

    check_factor: Factor = 1


class Policy(Part):
    """Subsidies of the table are there to apply for; some only where the stores sit in a comprehensive pilot zone."""

    zone: Literal["pilot", "none"] = "pilot"


def resolved_conduct(scenario: Scenario, sources: Sources) -> dict[str, Any]:
    """The entries of the resolved document for the sections that the scenario has."""
    found: dict[str, Any] = {}
    if scenario.shortcuts:
        found["shortcuts"] = resolved_shortcuts(scenario.shortcuts, sources)
    if scenario.policy:
        has_overseas = any(part.market for part in scenario.warehouses)
        found["subsidies"] = resolved_subsidies(scenario.policy, scenario.calendar.start, has_overseas, sources)
    return found


def resolved_shortcuts(part: Shortcuts, sources: Sources) -> dict[str, Any]:
    """What each shortcut brings and risks, in whole numbers."""
    if part.check_factor != 1:
        sources.overruled("shortcuts.check_factor")
    told = {row["shortcut"]: sources.row(f"shortcuts.{row['shortcut']}", row) for row in rows("shortcuts")}
    return {
        "review_price_minor": minor(float(told["fake_reviews"]["price_cny"]), "CNY"),
        "by_code": {
            code: {
                "gain_e3": scaled(float(row["gain"]), 1000),
                "check_e6": scaled(round(float(row["check_rate"]) * part.check_factor, 6), 1_000_000),
                "fine_minor": minor(float(row["fine_cny"]), "CNY"),
                "strike_e4": scaled(float(row["strike"]), 10_000),
                "refund_e6": scaled(float(row["refund_rate"]), 1_000_000),
            }
            for code, row in told.items()
        },
    }


def resolved_subsidies(part: Policy, start: dt.date, has_overseas: bool, sources: Sources) -> list[dict[str, Any]]:
    """The programmes whose conditions this scenario meets; days count from the start of the game."""
    met = {"": True, "pilot_zone": part.zone == "pilot", "overseas_warehouse": has_overseas}
    return [
        {
            "code": row["programme"],
            "name": {"en": row["name_en"], "zh": row["name_zh"]},
            "amount_minor": minor(float(row["amount_cny"]), "CNY"),
            "least_sales_minor": minor(float(row["least_sales_cny"]), "CNY"),
            "approval_days": int(row["approval_days"]),
            "approval_e6": scaled(float(row["approval_rate"]), 1_000_000),
            "clawback_days": int(row["clawback_days"]),
            "first_day": (dt.date.fromisoformat(row["first"]) - start).days,
            "last_day": (dt.date.fromisoformat(row["last"]) - start).days,
            "last": row["last"],
        }
        for row in rows("subsidies")
        if met[row["needs"]] and sources.row(f"subsidies.{row['programme']}", row)
    ]
