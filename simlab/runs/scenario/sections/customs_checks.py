"""Do the names in the section `customs` name something?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from simlab.runs.scenario.findings import Finding
from simlab.runs.scenario.problems import Path, Wording
from simlab.runs.scenario.tables import rows

if TYPE_CHECKING:
    from simlab.runs.scenario.model import Scenario

_SKU, _MARKET, _WAREHOUSE = Wording("SKU", "商品"), Wording("market", "市场"), Wording("warehouse", "仓库")
_PAPER = Wording("paper", "证照")


def customs_findings(scenario: Scenario) -> Iterator[Finding]:
    """Every code of the section that is not in the list it is taken from."""
    section = scenario.customs
    if section is None:
        return
    skus, markets = [part.code for part in scenario.skus], [part.code for part in scenario.markets]
    for place, code in enumerate(section.without_vat_invoice):
        yield from _known(("customs", "without_vat_invoice", place), _SKU, code, skus)
    for place, code in enumerate(section.business_markets):
        yield from _known(("customs", "business_markets", place), _MARKET, code, markets)
    for place, code in enumerate(section.registered):
        yield from _known(("customs", "registered", place), _PAPER, code, _papers("registration"))
    for place, held in enumerate(section.certified):
        yield from _known(("customs", "certified", place, "paper"), _PAPER, held.paper, _papers("certificate"))
        for number, code in enumerate(held.skus):
            yield from _known(("customs", "certified", place, "skus", number), _SKU, code, skus)
    if section.bonded_warehouse is not None:
        sites = [part.code for part in scenario.warehouses]
        yield from _known(("customs", "bonded_warehouse"), _WAREHOUSE, section.bonded_warehouse, sites)


def _known(path: Path, what: Wording, code: str, names: list[str]) -> Iterator[Finding]:
    if code not in names:
        listed = ", ".join(names)
        told = {"what": what.en, "what_zh": what.zh, "code": code}
        yield Finding(path, "unknown_code", told, Wording(listed, listed))


def _papers(kind: str) -> list[str]:
    return [row["paper"] for row in rows("papers") if row["kind"] == kind]
