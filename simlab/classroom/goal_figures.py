"""A store's key figures over the days of a round, and how they stand to a goal. Pure arithmetic in integers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from simlab.classroom.figures import net_orders, on_time_e4, profit_minor, rating_e2
from simlab.runs.kpis import Kpi

Day = Mapping[str, Any]
WAITING, ON_TRACK, AT_RISK, REACHED, MISSED, UNMEASURED = (
    "waiting",
    "on_track",
    "at_risk",
    "reached",
    "missed",
    "unmeasured",
)
STATUSES = [WAITING, ON_TRACK, AT_RISK, REACHED, MISSED, UNMEASURED]


@dataclass
class Facts:
    """A store's closed days from 0 on; by day the worst account's defect rate, and the messages and the late answers."""

    opening: Day
    days: list[Day] = field(default_factory=list)
    defects_e6: dict[int, int] = field(default_factory=dict)
    replies: dict[int, tuple[int, int]] = field(default_factory=dict)

    def before(self, day: int) -> Day:
        return self.days[day - 1] if day else self.opening


@dataclass(frozen=True)
class Span:
    """The days of a round, from `first` to before `stop`, of which those before `now` are closed."""

    first: int
    stop: int
    now: int

    @property
    def closed(self) -> int:
        return max(0, min(self.now, self.stop) - self.first)

    @property
    def is_over(self) -> bool:
        return self.now >= self.stop


def span_of(number: int, round_days: int, days: int, now: int) -> Span:
    return Span(number * round_days, min((number + 1) * round_days, days), now)


def measured(kpi: Kpi, facts: Facts, span: Span) -> int | None:
    """The figure over the closed days of a round; None where there is nothing to measure."""
    days = facts.days[span.first : span.first + span.closed]
    return _FIGURES[kpi.code](facts, span.first, days) if days else None


def projected(kpi: Kpi, value: int | None, span: Span) -> int | None:
    """What it comes to by the end of the round if it goes on like this."""
    if value is None or not kpi.flows or not span.closed:
        return value
    return (2 * value * (span.stop - span.first) + span.closed) // (2 * span.closed)


def status(kpi: Kpi, target: int, facts: Facts, span: Span) -> str:
    if not span.closed:
        return WAITING
    value = projected(kpi, measured(kpi, facts, span), span)
    if value is None:
        return UNMEASURED if span.is_over else ON_TRACK
    is_met = value >= target if kpi.more_is_better else value <= target
    if span.is_over:
        return REACHED if is_met else MISSED
    return ON_TRACK if is_met else AT_RISK


def _profit(facts: Facts, first: int, days: Sequence[Day]) -> int:
    before = facts.before(first)
    return profit_minor(days[-1], profit_minor(before, 0))


def _slow(facts: Facts, first: int, days: Sequence[Day]) -> int | None:
    found = [facts.replies.get(first + place, (0, 0)) for place in range(len(days))]
    return _share(sum(slow for _, slow in found), sum(messages for messages, _ in found))


def _share(part: int, whole: int) -> int | None:
    """x 10000, rounded half up."""
    return (20_000 * part + whole) // (2 * whole) if whole else None


def _sum(days: Sequence[Day], name: str) -> int:
    return sum(day[name] for day in days)


_FIGURES: dict[str, Any] = {
    "sales_minor": lambda facts, first, days: _sum(days, "sales_minor"),
    "profit_minor": _profit,
    "cash_minor": lambda facts, first, days: days[-1]["cash_minor"],
    "orders": lambda facts, first, days: sum(net_orders(day) for day in days),
    "on_time_e4": lambda facts, first, days: on_time_e4(days),
    "rating_e2": lambda facts, first, days: rating_e2(days[-1]),
    "order_defect_e6": lambda facts, first, days: facts.defects_e6.get(first + len(days) - 1),
    "slow_reply_e4": _slow,
    "ad_share_e4": lambda facts, first, days: _share(_sum(days, "ad_spend_minor"), _sum(days, "sales_minor")),
    "refund_share_e4": lambda facts, first, days: _share(_sum(days, "refunds_minor"), _sum(days, "sales_minor")),
}
