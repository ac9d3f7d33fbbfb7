"""Registrations and certificates: which ones the markets of a scenario want, and what they take."""

from __future__ import annotations

import datetime as dt
from typing import Any

from simlab.runs.scenario.amounts import minor, scaled
from simlab.runs.scenario.duties import in_force
from simlab.runs.scenario.model import Scenario
from simlab.runs.scenario.sections.customs import Customs
from simlab.runs.scenario.sources import Sources
from simlab.runs.scenario.tables import keyed, rows

EXPORT_FILING = "export_filing"
_ANY = "*"


def requirements(scenario: Scenario, days: list[dt.date], sources: Sources) -> list[dict[str, Any]]:
    """What the scenario's markets want of its categories and channels, with the first and the last day of the game it is wanted."""
    markets, categories = [part.code for part in scenario.markets], [part.code for part in scenario.categories]
    found = []
    for row in rows("compliance"):
        concerned = categories if row["categories"] == _ANY else row["categories"].split()
        concerned = [code for code in concerned if code in categories]
        wanted = [place for place, day in enumerate(days) if in_force(row, day)]
        if row["market"] in markets and concerned and wanted:
            sources.row(f"customs.requirements.{row['market']}.{row['paper']}", row)
            found.append(
                {
                    "market": row["market"],
                    "channel": None if row["channel"] == _ANY else row["channel"],
                    "categories": concerned,
                    "paper": row["paper"],
                    "first_day": wanted[0],
                    "last_day": wanted[-1],
                    "found_e6": scaled(float(row["found_per_day"]), 1_000_000),
                    "fine_minor": minor(float(row["fine_cny"]), scenario.money.home_currency),
                }
            )
    return found


def papers(
    scenario: Scenario, section: Customs, wanted: list[dict[str, Any]], sources: Sources
) -> list[dict[str, Any]]:
    """Every paper that a requirement, a tax scheme or the export refund asks for."""
    markets = {part.code for part in scenario.markets}
    schemes = [row["paper"] for row in rows("tax_schemes") if row["market"] in markets]
    codes = list(dict.fromkeys([EXPORT_FILING, *schemes, *(item["paper"] for item in wanted)]))
    sources.overruled("customs.papers.held")
    found = []
    for code in codes:
        row = sources.row(f"customs.papers.{code}", keyed("papers", "paper")[code,])
        certificate = row["kind"] == "certificate"
        held = [sku for part in section.certified if part.paper == code for sku in part.skus]
        found.append(
            {
                "code": code,
                "certificate": certificate,
                "name": {"en": row["name_en"], "zh": row["name_zh"]},
                "days": int(row["days"]),
                "cost_minor": minor(float(row["cost_cny"]), scenario.money.home_currency),
                "held": held if certificate else [sku.code for sku in scenario.skus if code in section.registered],
            }
        )
    return found
