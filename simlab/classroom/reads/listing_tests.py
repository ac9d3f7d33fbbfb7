"""The tests that a store has made of its listings, and what their counts say."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from orders.domain.listing_tests import report
from orders.selectors import listing_test_days
from simlab.classroom.access import StoreAccess
from simlab.classroom.briefing import Briefing
from simlab.classroom.reads.stores import store_key
from simlab.core.settings import target_front, target_sku
from simlab.runs.models import Decision

Shown = dict[str, Any]
_TOLD = ("shoppers", "orders", "conversion_e6", "difference_e6", "low_e6", "high_e6", "lift_e4", "clear")


@dataclass
class Trial:
    """One test of a listing (front, sku): it runs on the days first <= day < end."""

    listing: tuple[int, int]
    price_minor: int
    first_day: int
    end_day: int


def listing_tests(access: StoreAccess, brief: Briefing) -> list[Shown]:
    """Every test that the store has asked for, newest first."""
    counted: dict[tuple[int, int], list[Shown]] = defaultdict(list)
    for row in listing_test_days(store_key(access)):
        front = {"market": brief.markets[row["market"]], "channel": brief.channels[row["channel"]]}
        counted[brief.fronts.index(front), row["sku"]].append(row)
    return [_shown(brief, trial, counted[trial.listing], access.run.day) for trial in reversed(_trials(access))]


def _trials(access: StoreAccess) -> list[Trial]:
    """From the decisions, in their order: a later one about the same listing ends the one before."""
    asked = Decision.objects.standing().filter(store=access.store, kind="test_listing").order_by("effective_day", "id")
    last: dict[tuple[int, int], Trial] = {}
    found = []
    for rows, payload, day in asked.values_list("rows", "payload", "effective_day"):
        listing = int(target_front(rows[0][1])), int(target_sku(rows[0][1]))
        if listing in last:
            last[listing].end_day = min(last[listing].end_day, day)
        first, end = payload["first_day"], payload["first_day"] + payload["days"]
        last[listing] = Trial(listing, payload.get("test_price_minor") or 0, max(first, day), end)
        found.append(last[listing])
    return [trial for trial in found if trial.end_day > trial.first_day]


def _shown(brief: Briefing, trial: Trial, days: list[Shown], today: int) -> Shown:
    counts = {name: [0, 0] for name in ("shoppers", "orders")}
    for row in days:
        if trial.first_day <= row["day"] < trial.end_day:
            for name, of_variant in counts.items():
                of_variant[row["variant"]] += row[name]
    (first, second), (sold, sold_second) = counts.values()
    told = report((first, second), (sold, sold_second))
    front, sku = trial.listing
    return {
        **brief.fronts[front],
        "sku": brief.skus[sku],
        "currency": brief.currencies[brief.markets.index(brief.fronts[front]["market"])],
        "test_price_minor": trial.price_minor or None,
        "first_day": trial.first_day,
        "end_day": trial.end_day,
        "days_left": max(trial.end_day - max(today, trial.first_day), 0),
        **{name: getattr(told, name) for name in _TOLD},
    }
