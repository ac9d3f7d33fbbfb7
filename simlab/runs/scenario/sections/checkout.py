"""How payments come in: approval times by method, instalment plans, and orders that are called off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from simlab.runs.scenario.amounts import scaled
from simlab.runs.scenario.findings import Finding
from simlab.runs.scenario.parts import Code, Part, Share
from simlab.runs.scenario.problems import Path, Wording
from simlab.runs.scenario.tables import rows

if TYPE_CHECKING:
    from simlab.runs.scenario.model import Market, Scenario
    from simlab.runs.scenario.sources import Sources


class Approval(Part):
    """Shares of payments of a method approved on the order's day, the day after, and so on."""

    method: Code
    day_shares: Annotated[list[Share], Field(min_length=1, max_length=30)]


class InstalmentBand(Part):
    """Shares of payments in 1, 2, 3, ... instalments for orders from this amount, in minor units of the market's currency."""

    from_minor: Annotated[int, Field(ge=0)] = 0
    shares: Annotated[list[Share], Field(min_length=1, max_length=24)]


class InstalmentPlan(Part):
    """What a method lets its buyers spread over months."""

    method: Code
    bands: Annotated[list[InstalmentBand], Field(min_length=1, max_length=12)]


class Checkout(Part):
    """Without this section payments are approved at once, in one piece, and no order is called off."""

    approvals: list[Approval] = []
    instalments: list[InstalmentPlan] = []
    withdrawal_rate: Share = 0


def share_lists(checkout: Checkout | None) -> Iterator[tuple[Path, list[float]]]:
    """Every list of shares of the section, with its place in the file: each must add up to 1."""
    if checkout is None:
        return
    for place, approval in enumerate(checkout.approvals):
        yield ("checkout", "approvals", place, "day_shares"), approval.day_shares
    for place, plan in enumerate(checkout.instalments):
        for row, band in enumerate(plan.bands):
            yield ("checkout", "instalments", place, "bands", row, "shares"), band.shares


def checkout_findings(scenario: Scenario) -> Iterator[Finding]:
    """Methods with which nobody in any market pays."""
    if scenario.checkout is None:
        return
    known = sorted({code for market in scenario.markets for code in _methods(market)})
    for name in ("approvals", "instalments"):
        for place, part in enumerate(getattr(scenario.checkout, name)):
            if part.method not in known:
                names = {"what": "payment method", "what_zh": "支付方式", "code": part.method}
                allowed = Wording(", ".join(known), ", ".join(known))
                yield Finding(("checkout", name, place, "method"), "unknown_code", names, allowed)


def _methods(market: Market) -> list[str]:
    if market.payment_methods:
        return [method.code for method in market.payment_methods]
    return [row["method"] for row in rows("payment_methods") if row["market"] == market.code]


def resolved_checkout(checkout: Checkout, sources: Sources) -> dict[str, Any]:
    """The `checkout` entry of the resolved document."""
    sources.overruled("checkout")
    return {
        "approvals": [
            {"method": part.method, "day_share_e4": [scaled(share, 10_000) for share in part.day_shares]}
            for part in checkout.approvals
        ],
        "instalments": [
            {"method": part.method, "bands": [_band(band) for band in part.bands]} for part in checkout.instalments
        ],
        "withdrawal_rate_e6": scaled(checkout.withdrawal_rate, 1_000_000),
    }


def _band(band: InstalmentBand) -> dict[str, Any]:
    return {"from_minor": band.from_minor, "share_e4": [scaled(share, 10_000) for share in band.shares]}
