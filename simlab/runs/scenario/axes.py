"""Which axes of the grade a scenario can name: those on which its teams have something to decide."""

from __future__ import annotations

from collections.abc import Iterator

from simlab.core.settings import COLUMNS
from simlab.core.settings import Axis as Number
from simlab.runs.scenario.findings import Finding
from simlab.runs.scenario.model import Scenario
from simlab.runs.scenario.problems import Wording

# Axes that only these sections of the file bring decisions for; on the others every team decides.
BROUGHT_BY: dict[str, tuple[str, ...]] = {
    "payments_finance": ("payments",),
    "compliance": ("customs", "shortcuts", "policy"),
    "service": ("buyer_service", "parcels", "account_health"),
}


def axis_findings(scenario: Scenario) -> Iterator[Finding]:
    """Axes on which nothing can be decided in this scenario."""
    for place, axis in enumerate(scenario.axes):
        sections = BROUGHT_BY.get(axis.code, ())
        if sections and not any(getattr(scenario, name) is not None for name in sections):
            listed = ", ".join(sections)
            columns = ", ".join(column.name for column in COLUMNS if column.axis == Number[axis.code.upper()])
            wanted = Wording(f"with a section {listed} ({columns})", f"需有 {listed} 部分（{columns}）")
            yield Finding(("axes", place, "code"), "axis_undecided", {"code": axis.code}, wanted)
