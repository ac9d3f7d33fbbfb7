"""What happened to one order, across all rooms: checkout, warehouse, carrier, customs, service desk, bank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from logistics.domain.clearance import Outcome
from logistics.selectors import inspection_of_order
from orders.domain.cases import Answer, CaseKind
from orders.selectors import case_of_order
from payments.selectors import approval_of_order, dispute_of_order, payments_of_order, refunds_of_order
from simlab.classroom.briefing import Briefing
from simlab.classroom.reads.money import decline_code
from simlab.core.states import DisputeGround, DisputeState, OrderStatus, PaymentStatus, RefundReason, TrackingEvent
from simlab.runs.models import Run

Shown = dict[str, Any]
_PARTS_OF_A_DAY = ("order", "payment", "parcel", "tracking", "customs", "case", "dispute", "refund", "review")


@dataclass(frozen=True)
class Entry:
    """Money that moved is in the market's currency, or in home money where it was spent at `home`."""

    day: int
    kind: str
    code: str
    amount_minor: int | None = None
    home: bool = False
    reason: str | None = None


@dataclass(frozen=True)
class Story:
    """An order as its page has read it."""

    order: Shown
    parcel: Shown | None
    scans: list[Shown]
    review: Shown | None


def timeline(brief: Briefing, run: Run, story: Story) -> list[Shown]:
    """Day by day, in the order in which a day runs."""
    market = brief.currencies[story.order["market"]]
    happened = [*_checkout(run, story.order), *_carriage(story), *_aftermath(story)]
    happened.sort(key=lambda entry: (entry.day, _PARTS_OF_A_DAY.index(entry.kind)))
    return [
        {
            "day": entry.day,
            "date": brief.date_of(entry.day),
            "kind": entry.kind,
            "code": entry.code,
            "reason": entry.reason,
            "amount_minor": entry.amount_minor,
            "currency": None if entry.amount_minor is None else brief.home_currency if entry.home else market,
        }
        for entry in happened
    ]


def _checkout(run: Run, order: Shown) -> Iterator[Entry]:
    order_id, day = order["id"], order["day"]
    yield Entry(day, "order", "placed", order["price_minor"])
    for attempt in payments_of_order(run.pk, order_id=order_id, day=day):
        code = PaymentStatus(attempt["status"]).name.lower()
        yield Entry(day, "payment", code, attempt["amount_minor"], reason=decline_code(attempt["decline_code"]))
    if order["opening_status"] == OrderStatus.CANCELLED:
        yield Entry(day, "parcel", "cancelled")
    approval = approval_of_order(run.pk, order_id=order_id, first_day=day, last_day=run.day)
    if approval:
        yield Entry(approval["day"], "payment", "approved")


def _carriage(story: Story) -> Iterator[Entry]:
    if story.parcel:
        costs = story.parcel["shipping_minor"] + story.parcel["duty_minor"]
        yield Entry(story.parcel["day"], "parcel", "allocated", costs, home=True)
    for scan in story.scans:
        yield Entry(scan["day"], "tracking", TrackingEvent(scan["event"]).name.lower())
    inspected = inspection_of_order(story.order["id"])
    if inspected:
        code, penalty = Outcome(inspected["outcome"]).name.lower(), inspected["penalty_minor"]
        yield Entry(inspected["day"], "customs", code, penalty or None, home=True)


def _aftermath(story: Story) -> Iterator[Entry]:
    order_id = story.order["id"]
    if story.review:
        yield Entry(story.review["day"], "review", f"stars_{story.review['stars']}")
    case = case_of_order(order_id)
    if case:
        yield Entry(case["day"], "case", CaseKind(case["kind"]).name.lower())
    if case and case["end"]:
        end = case["end"]
        yield Entry(end["day"], "case", Answer(end["answer"]).name.lower(), end["refund_minor"] or None)
    for step in dispute_of_order(order_id):
        opened = "ground" in step
        code = (
            f"disputed_{DisputeGround(step['ground']).name}"
            if opened
            else f"dispute_{DisputeState(step['state']).name}"
        )
        yield Entry(step["day"], "dispute", code.lower(), step["amount_minor"] or None)
    for refund in refunds_of_order(order_id):
        code = f"refunded_{RefundReason(refund['reason']).name.lower()}"
        yield Entry(refund["day"], "refund", code, refund["amount_minor"])
