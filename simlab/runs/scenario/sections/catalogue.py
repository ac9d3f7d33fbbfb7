"""Section `catalogue`: candidate products of the table that a store may open, and how many products it may keep open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from simlab.runs.scenario.amounts import scaled
from simlab.runs.scenario.findings import Finding
from simlab.runs.scenario.parts import Code, Part
from simlab.runs.scenario.problems import Wording
from simlab.runs.scenario.tables import Row, codes, keyed

if TYPE_CHECKING:
    from simlab.runs.scenario.model import Scenario
    from simlab.runs.scenario.sources import Sources


class Catalogue(Part):
    """`products` are codes of the product table; a store opens with the scenario's own SKUs and may open these instead."""

    products: Annotated[list[Code], Field(min_length=1, max_length=120)]
    most_products: Annotated[int, Field(ge=1, le=200)] | None = None


def product_row(code: str) -> Row:
    """The table's row of a candidate product."""
    return keyed("products", "code")[code,]


def catalogue_findings(scenario: Scenario) -> Iterator[Finding]:
    """Products that are unknown, named twice, or of a category that the scenario does not have."""
    section = scenario.catalogue
    if section is None:
        return
    known, categories = codes("products", "code"), [part.code for part in scenario.categories]
    seen = {part.code for part in scenario.skus}
    for place, code in enumerate(section.products):
        path = ("catalogue", "products", place)
        if code in seen:
            yield Finding(path, "duplicate_code", {"code": code})
        seen.add(code)
        if code not in known:
            yield _unknown(path, "product", "商品", code, known)
        elif product_row(code)["category"] not in categories:
            yield _unknown(path, "category", "品类", product_row(code)["category"], categories)
    if section.most_products is not None and section.most_products < len(scenario.skus):
        names = {"open": len(scenario.skus), "most": section.most_products}
        wanted = Wording(f"at least {len(scenario.skus)}", f"不小于 {len(scenario.skus)}")
        yield Finding(("catalogue", "most_products"), "range_too_wide", names, wanted)


def _unknown(path: tuple[str | int, ...], what: str, what_zh: str, code: str, known: list[str]) -> Finding:
    listed = ", ".join(known)
    return Finding(path, "unknown_code", {"what": what, "what_zh": what_zh, "code": code}, Wording(listed, listed))


def resolved_catalogue(scenario: Scenario, sources: Sources) -> dict[str, Any]:
    """The document's key `catalogue`, or nothing; the scenario has its candidate products in stock (`stocking.stocked`)."""
    section = scenario.catalogue
    if section is None:
        return {}
    candidates = set(section.products)
    return {
        "catalogue": {
            "most_products": section.most_products or len(scenario.skus),
            "open": [int(part.code not in candidates) for part in scenario.skus],
            "products": [_product(code, scenario, sources) for code in section.products],
        }
    }


def _product(code: str, scenario: Scenario, sources: Sources) -> dict[str, Any]:
    row = sources.row(f"catalogue.{code}", product_row(code))
    sizes = {market.code: keyed("culture", "market")[market.code,]["size"] for market in scenario.markets}
    return {
        "sku": code,
        "search_per_month": {market: int(row[f"search_{size}"]) for market, size in sizes.items()},
        "competition_e4": scaled(float(row["competition"]), 10_000),
        "compliance": row["compliance"].split(),
        "battery": row["battery"] == "yes",
        "liquid": row["liquid"] == "yes",
        "season_class": row["season_class"],
        "defect": {"en": row["defect_en"], "zh": row["defect_zh"]},
        "defect_rate_e4": scaled(float(row["defect_rate"]), 10_000),
    }
