"""Optional sections of a scenario document as the tables resolve them, for tests of single features."""

from __future__ import annotations

from typing import Any

from simlab.runs.scenario.sections.service import AccountHealth, BuyerService, resolved_buyer_service, resolved_health
from simlab.runs.scenario.sources import Sources

SERVICES = ("express", "line", "postal")


def account_health(**ladder: int) -> dict[str, Any]:
    """The table's account health; `ladder` replaces entries of the ladder."""
    section = resolved_health(AccountHealth(), SERVICES, Sources())
    return section | {"ladder": section["ladder"] | ladder}


def buyer_service(cases: dict[str, Any] | None = None, **values: int) -> dict[str, Any]:
    """The tables' buyer service in English; `values` and `cases` replace entries."""
    section = resolved_buyer_service(BuyerService(), ["en"], Sources())
    return section | {"values": section["values"] | values, "cases": section["cases"] | (cases or {})}
