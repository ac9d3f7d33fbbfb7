"""Does the section `variation` fit the rest of the file, and does the file still add up at the end of every range?"""

from __future__ import annotations

from collections.abc import Iterator

from simlab.runs.scenario.findings import Finding
from simlab.runs.scenario.model import Scenario
from simlab.runs.scenario.problems import Path, Wording
from simlab.runs.scenario.quantities import QUANTITIES
from simlab.runs.scenario.resolve import currencies
from simlab.runs.scenario.sections.variation import Range

_WHAT = {
    "markets": Wording("market", "市场"),
    "skus": Wording("SKU", "商品"),
    "services": Wording("service", "物流服务"),
    "currencies": Wording("foreign currency", "外币"),
    "categories": Wording("category", "品类"),
}


def variation_findings(scenario: Scenario) -> Iterator[Finding]:
    """Ranges that are turned round, concern nothing, or overlap; goods that would come after grading has stopped to look."""
    seen: dict[str, set[str | None]] = {}
    for place, part in enumerate(scenario.variation):
        path: Path = ("variation", place)
        if part.high < part.low:
            yield Finding((*path, "high"), "range_order", {}, Wording(f"at least {part.low:g}", f"不小于 {part.low:g}"))
        yield from _concerns(scenario, path, part)
        drawn = seen.setdefault(part.of, set())
        if drawn and (None in drawn or part.code is None or part.code in drawn):
            yield Finding((*path, "of"), "range_twice", {"of": part.of})
        drawn.add(part.code)
        if part.of == "lead_time":
            yield from _horizon(scenario, path, part.high)


def _concerns(scenario: Scenario, path: Path, part: Range) -> Iterator[Finding]:
    quantity = QUANTITIES[part.of]
    if quantity.section and not getattr(scenario, quantity.section):
        yield Finding((*path, "of"), "section_missing", {"of": part.of, "section": quantity.section})
    if part.code is None:
        return
    if quantity.codes_of is None:
        yield Finding((*path, "code"), "code_unused", {"of": part.of})
        return
    known = _codes(scenario, quantity.codes_of)
    if part.code not in known:
        what, listed = _WHAT[quantity.codes_of], ", ".join(known)
        names = {"what": what.en, "what_zh": what.zh, "code": part.code}
        yield Finding((*path, "code"), "unknown_code", names, Wording(listed, listed))


def _codes(scenario: Scenario, listed: str) -> list[str]:
    if listed == "currencies":
        return currencies(scenario)[1:]
    return [part.code for part in getattr(scenario, listed)]


def _horizon(scenario: Scenario, path: Path, high: float) -> Iterator[Finding]:
    calendar = scenario.calendar
    lead = max(part.supplier.lead_days_median for part in scenario.skus)
    if lead * high + calendar.round_days >= calendar.horizon_days:
        names = {"days": calendar.horizon_days, "lead": lead * high, "round": calendar.round_days}
        most = f"{(calendar.horizon_days - calendar.round_days) / lead:.3g}"
        yield Finding((*path, "high"), "horizon_short", names, Wording(f"less than {most}", f"小于 {most}"))
