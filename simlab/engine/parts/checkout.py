"""The checkout of the document: approval times, instalment plans and orders called off."""

from __future__ import annotations

from typing import Any

import numpy as np

from payments.domain.checkout import Checkout
from simlab.core import quantiles
from simlab.core.arrays import Ints
from simlab.core.rng import QUANTILES
from simlab.engine.parts.entities import Document, ints


def read_checkout(document: Document) -> Checkout:
    """Without a checkout section every payment is approved at once and paid in one piece."""
    section = document.get("checkout", {"approvals": [], "instalments": []})
    bands = sorted({0, *(band["from_minor"] for plan in section["instalments"] for band in plan["bands"])})
    plans: list[Ints] = [np.ones((len(bands), QUANTILES), dtype=np.int64)]
    plans += [_plan(plan["bands"], bands) for plan in section["instalments"]]
    return Checkout(
        told="checkout" in document,
        approval_days=_approvals(document, section["approvals"]),
        plan=_by_method(document, {plan["method"]: row + 1 for row, plan in enumerate(section["instalments"])}),
        instalments=np.stack(plans),
        band_from_minor=ints(bands),
    )


def withdrawal_rate_e6(document: Document) -> int:
    """Share of the paid orders that are called off before packing, in millionths."""
    return int(document.get("checkout", {}).get("withdrawal_rate_e6", 0))


def _by_method(document: Document, number: dict[str, int]) -> Ints:
    markets = document["markets"]
    table = np.zeros((len(markets), max(len(market["payment_methods"]) for market in markets)), dtype=np.int64)
    for row, market in enumerate(markets):
        codes = [method["code"] for method in market["payment_methods"]]
        table[row, : len(codes)] = [number.get(code, 0) for code in codes]
    return table


def _approvals(document: Document, approvals: list[dict[str, Any]]) -> Ints:
    days = [np.zeros(QUANTILES, dtype=np.int64)]
    days += [quantiles.categories(approval["day_share_e4"]).astype(np.int64) for approval in approvals]
    return np.stack(days)[_by_method(document, {item["method"]: row + 1 for row, item in enumerate(approvals)})]


def _plan(own: list[dict[str, Any]], bands: list[int]) -> Ints:
    """A plan's table over everyone's bands: the last of its own that begins at or below."""
    rows = [max((band for band in own if band["from_minor"] <= start), key=_from, default=None) for start in bands]
    single = [10_000]
    return np.stack([quantiles.categories(row["share_e4"] if row else single) + 1 for row in rows]).astype(np.int64)


def _from(band: dict[str, Any]) -> int:
    return int(band["from_minor"])
