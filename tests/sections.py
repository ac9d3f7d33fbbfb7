"""Optional sections of a scenario document as the tables resolve them, for tests of single features."""

from __future__ import annotations

from typing import Any

from simlab.runs.scenario.sections.service import AccountHealth, resolved_health
from simlab.runs.scenario.sources import Sources

SERVICES = ("express", "line", "postal")


def account_health(**ladder: int) -> dict[str, Any]:
    """The table's account health; `ladder` replaces entries of the ladder."""
    section = resolved_health(AccountHealth(), SERVICES, Sources())
    return section | {"ladder": section["ladder"] | ladder}
