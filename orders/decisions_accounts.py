"""Decision kinds towards the marketplace that judges the store: appeals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import Field

from orders.domain.health import plan_bits, plan_named
from orders.selectors import account_standings, appealed_accounts
from simlab.core.fronts import MARKETPLACE
from simlab.core.settings import Kind
from simlab.core.states import AccountStanding
from simlab.runs.kinds import DecisionKind, DecisionRejected, Desk, Document, FieldError, Payload, Row, register

# in the order of the metrics, then violations; each measure answers the cause at its place
CAUSES = (
    "order_defect",
    "late_shipment",
    "cancellation",
    "invalid_tracking",
    "late_delivery",
    "slow_reply",
    "violation",
)
MEASURES = (
    "better_goods",
    "faster_handling",
    "more_stock",
    "tracked_service",
    "faster_service",
    "more_agents",
    "no_shortcuts",
)
Cause = Literal[
    "order_defect", "late_shipment", "cancellation", "invalid_tracking", "late_delivery", "slow_reply", "violation"
]
Measure = Literal[
    "better_goods",
    "faster_handling",
    "more_stock",
    "tracked_service",
    "faster_service",
    "more_agents",
    "no_shortcuts",
]


class Appeal(Payload):
    channel: str | None = Field(None, description="Marketplace channel code; may be left out where there is one")
    causes: list[Cause] = Field(min_length=1, max_length=7, description="What went wrong, as the account page shows it")
    measures: list[Measure] = Field(min_length=1, max_length=7, description="What the plan does about it")


def accounts(document: Document) -> list[str]:
    """Codes of the marketplace channels; an account's number is its place."""
    return [channel["code"] for channel in document["channels"] if channel["kind"] == MARKETPLACE]


def account_number(document: Document, channel: str | None) -> int:
    """The account of a channel, or a field error that says which channels have one."""
    codes = accounts(document)
    if codes and (channel is None or channel in codes):
        return codes.index(channel) if channel is not None else 0
    names = ", ".join(codes) or "-"
    message = {"en": f"not a marketplace with an account; allowed: {names}", "zh": f"不是有账户的平台；可选：{names}"}
    raise DecisionRejected([FieldError("/channel", "wrong_channel", message)])


def _appeal(payload: Appeal, document: Document) -> list[Row]:
    causes = [CAUSES.index(cause) for cause in payload.causes]
    measures = [MEASURES.index(measure) for measure in payload.measures]
    return [Row(Kind.APPEAL, account_number(document, payload.channel), 0, plan_bits(causes, measures))]


def _may_appeal(desk: Desk, rows: Sequence[Row], document: Document) -> None:
    """Only against a suspension, and not while another appeal is being read."""
    account = rows[0].target
    if account_standings(desk.store, desk.day - 1).get(account) != AccountStanding.ACCOUNT_SUSPENDED:
        message = {"en": "this account is not suspended", "zh": "该账户未被停用"}
        raise DecisionRejected([FieldError("/channel", "not_suspended", message)])
    reading_days = document["account_health"]["ladder"]["appeal_days"]
    if account in appealed_accounts(desk.store, desk.day - reading_days, desk.day - 1):
        message = {"en": "an appeal of this account is still being read", "zh": "该账户的申诉仍在审核中"}
        raise DecisionRejected([FieldError("/channel", "appeal_under_way", message)])


def _described_appeal(row: Row, document: Document) -> dict[str, Any]:
    causes, measures = plan_named(row.value)
    return {
        "channel": accounts(document)[row.target],
        "causes": [CAUSES[cause] for cause in causes],
        "measures": [MEASURES[measure] for measure in measures],
    }


register(
    DecisionKind(
        number=Kind.APPEAL,
        role="service",
        title={"en": "Appeal against an account suspension", "zh": "对账户停用提出申诉"},
        payload=Appeal,
        effect=_appeal,
        described=_described_appeal,
        check=_may_appeal,
        channels=(MARKETPLACE,),
        section="account_health",
    )
)
