"""Does the section `supply` fit the rest of the file?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from simlab.runs.scenario.findings import Finding
from simlab.runs.scenario.problems import Path, Wording
from simlab.runs.scenario.sections.supply import USUAL, OtherSupplier, Supply

if TYPE_CHECKING:
    from simlab.runs.scenario.model import Scenario


def supply_findings(scenario: Scenario) -> Iterator[Finding]:
    """Codes that are unknown or stand twice, and numbers in the wrong order."""
    section = scenario.supply
    if section is None:
        return
    categories = [part.code for part in scenario.categories]
    seen = {USUAL}
    for place, supplier in enumerate(section.suppliers):
        path: Path = ("supply", "suppliers", place)
        if supplier.code in seen:
            yield Finding((*path, "code"), "duplicate_code", {"code": supplier.code})
        seen.add(supplier.code)
        yield from _supplier(path, supplier, categories)
    yield from _closures(section)
    yield from _places(scenario, section)


def _supplier(path: Path, supplier: OtherSupplier, categories: list[str]) -> Iterator[Finding]:
    listed = ", ".join(categories)
    for number, code in enumerate(supplier.categories):
        if code not in categories:
            names = {"what": "category", "what_zh": "品类", "code": code}
            yield Finding((*path, "categories", number), "unknown_code", names, Wording(listed, listed))
    median = supplier.lead_days_median
    if supplier.lead_days_p95 < median:
        wanted = Wording(f"at least {median:g}", f"不小于 {median:g}")
        yield Finding((*path, "lead_days_p95"), "p95_below_median", {}, wanted)


def _closures(section: Supply) -> Iterator[Finding]:
    for place, closure in enumerate(section.closures or []):
        if closure.last < closure.first:
            wanted = Wording(f"{closure.first} or later", f"{closure.first} 或之后")
            yield Finding(("supply", "closures", place, "last"), "dates_order", {}, wanted)


def _places(scenario: Scenario, section: Supply) -> Iterator[Finding]:
    """Terms are of warehouses of the file, freight goes to those abroad."""
    codes = [part.code for part in scenario.warehouses]
    seen: set[str] = set()
    for place, terms in enumerate(section.warehouses):
        path: Path = ("supply", "warehouses", place)
        yield from _warehouse((*path, "warehouse"), terms.warehouse, codes)
        if terms.warehouse in seen:
            yield Finding((*path, "warehouse"), "duplicate_code", {"code": terms.warehouse})
        seen.add(terms.warehouse)
        if (terms.kind == "domestic") != (terms.warehouse == codes[0]) and terms.warehouse in codes:
            yield Finding((*path, "kind"), "home_warehouse_kind", {})
    for place, change in enumerate(section.freight):
        yield from _warehouse(("supply", "freight", place, "warehouse"), change.warehouse, codes[1:])


def _warehouse(path: Path, code: str, known: list[str]) -> Iterator[Finding]:
    if code not in known:
        listed = ", ".join(known)
        names = {"what": "warehouse", "what_zh": "仓库", "code": code}
        yield Finding(path, "unknown_code", names, Wording(listed, listed))
