"""Lanes of the document as arrays: legs, promises, prices, losses and holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from logistics.domain.transit import Lanes, arrived_share
from simlab.core import quantiles
from simlab.core.arrays import Ints
from simlab.core.rng import QUANTILES
from simlab.core.states import Leg, Outcome
from simlab.engine.parts.entities import Document, Sizes, codes

_LEGS = {"pick_up": Leg.PICK_UP, "export": Leg.EXPORT, "line_haul": Leg.LINE_HAUL, "last_mile": Leg.LAST_MILE}
_PROMISE_QUANTILE = 0.9  # platforms promise so that few are late: 7% to 8% were, of 100,000 real orders


def read_lanes(document: Document, sizes: Sizes) -> Lanes:
    """Every lane by number; a lane that the document does not have keeps zeros."""
    lanes = sizes.warehouses * sizes.markets * sizes.services
    days = np.ones((lanes, len(Leg), QUANTILES), dtype=np.int16)
    follows = np.full((lanes, len(Leg)), Outcome.DELIVERED, dtype=np.int64)
    promise = np.zeros(lanes, dtype=np.int64)
    numbers = {
        name: np.zeros(lanes, dtype=np.int64)
        for name in (
            "loss_rate_e6",
            "hold_rate_e6",
            "base_fee_minor",
            "per_kg_minor",
            "first_kg_e3",
            "volumetric_divisor",
        )
    }
    terms = [np.zeros(lanes, dtype=np.int64) for _ in range(3)]  # billing rules: see parts/parcels.py
    for lane in document["lanes"]:
        row = lane_number(document, sizes, lane)
        legs = sorted((_LEGS[leg["code"]], leg) for leg in lane["legs"])
        for code, leg in legs:
            days[row, code] = _leg_days(leg)
        days[row, Leg.PICK_UP] += document["handling_days"]
        days[row, Leg.IMPORT_HOLD] = quantiles.lognormal_days(
            max(lane["hold_days_median"], 1), max(lane["hold_days_p95"], 1)
        )
        stages = [code for code, _ in legs]
        follows[row, stages] = [*stages[1:], Outcome.DELIVERED]
        follows[row, Leg.IMPORT_HOLD] = Leg.LAST_MILE
        promise[row] = lane.get("promise_days") or _promise_days(days[row, stages])
        for name, column in numbers.items():
            column[row] = lane[name]
    return Lanes(days, follows, promise, *numbers.values(), *terms)


def lane_number(document: Document, sizes: Sizes, lane: Mapping[str, Any]) -> int:
    """The number of a lane that is named by warehouse, market and service."""
    warehouse = codes(document, "warehouses").index(lane["warehouse"])
    market = codes(document, "markets").index(lane["market"])
    return (warehouse * sizes.markets + market) * sizes.services + codes(document, "services").index(lane["service"])


def _leg_days(leg: Mapping[str, Any]) -> Ints:
    """A log-normal, or the measured share of each whole day from 0."""
    if "day_share_e4" in leg:
        return quantiles.categories(leg["day_share_e4"])
    return quantiles.lognormal_days(leg["median_days"], leg["p95_days"], leg.get("least_days", 1))


def _promise_days(leg_days: Ints) -> int:
    """The day by which the usual share of parcels has arrived."""
    return int(np.searchsorted(arrived_share(leg_days), _PROMISE_QUANTILE))
