"""The decision to apply for public money."""

from __future__ import annotations

import datetime

from pydantic import Field

from simlab.core.settings import Kind
from simlab.runs.kinds import DecisionKind, DecisionRejected, Document, FieldError, Payload, Row, position, register


class ApplySubsidy(Payload):
    programme: str = Field(description="Programme code")


def _apply(payload: ApplySubsidy, document: Document) -> list[Row]:
    programme = position(document["subsidies"], payload.programme, "/programme")
    if document["subsidies"][programme]["last_day"] < 0:
        last = datetime.date.fromisoformat(document["subsidies"][programme]["last"])
        message = {"en": f"the programme closed on {last}", "zh": f"该项目已于 {last} 截止"}
        raise DecisionRejected([FieldError("/programme", "closed", message)])
    return [Row(Kind.APPLY_SUBSIDY, programme, 0, 1)]


register(
    DecisionKind(
        number=Kind.APPLY_SUBSIDY,
        role="finance",
        title={"en": "Apply for a subsidy", "zh": "申请补贴"},
        payload=ApplySubsidy,
        effect=_apply,
        described=lambda row, document: {"programme": document["subsidies"][row.target]["code"]},
        section="subsidies",
    )
)
