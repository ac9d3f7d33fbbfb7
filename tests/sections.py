"""Optional sections of a scenario document as the tables resolve them, for tests of single features."""

from __future__ import annotations

import datetime as dt
from typing import Any

from simlab.runs.scenario.sections.conduct import Policy, Shortcuts, resolved_shortcuts, resolved_subsidies
from simlab.runs.scenario.sections.service import (
    AccountHealth,
    BuyerService,
    resolved_buyer_service,
    resolved_health,
)
from simlab.runs.scenario.sources import Sources

LANES = ("express", "line", "economy")


def account_health(**ladder: int) -> dict[str, Any]:
    """The table's account health; `ladder` replaces entries of the ladder."""
    section = resolved_health(AccountHealth(), LANES, Sources())
    return section | {"ladder": section["ladder"] | ladder}


def buyer_service(cases: dict[str, Any] | None = None, **values: int) -> dict[str, Any]:
    """The tables' buyer service in English; `values` and `cases` replace entries."""
    section = resolved_buyer_service(BuyerService(), ["en"], Sources())
    return section | {"values": section["values"] | values, "cases": section["cases"] | (cases or {})}


def shortcuts(**by_code: dict[str, int]) -> dict[str, Any]:
    """The table's shortcuts; `by_code` replaces values of a shortcut."""
    section = resolved_shortcuts(Shortcuts(), Sources())
    changed = {code: values | by_code.get(code, {}) for code, values in section["by_code"].items()}
    return section | {"by_code": changed}


def subsidies(**values: int) -> list[dict[str, Any]]:
    """The table's programmes for a store with a warehouse abroad; `values` replace those of every programme."""
    programmes = resolved_subsidies(Policy(), dt.date(2026, 9, 14), True, Sources())
    return [programme | values for programme in programmes]
