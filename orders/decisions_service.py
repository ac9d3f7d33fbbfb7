"""Decision kinds of buyer service: agents, refunds, and the cases of the inbox."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import Field

from orders.domain.cases import Answer, CaseKind
from orders.selectors import open_case_numbers
from simlab.core.settings import BY_NAME, Kind
from simlab.runs.kinds import DecisionKind, Desk, Document, Payload, Row, among, position, register

_AGENTS, _HOURS = BY_NAME["agents"], BY_NAME["agent_hours"]
_GOODWILL = BY_NAME["goodwill_e4"]
_MOST_CASE = 1 << 24
AnswerCode = Literal["refuse", "apologise", "partial_refund", "full_refund"]
CaseCode = Literal["late", "not_as_described", "review_threat"]


class SetStaffing(Payload):
    language: str = Field(description="Language code of the buyers, such as en or de")
    agents: int = Field(ge=_AGENTS.least, le=_AGENTS.most, description="Agents who speak it")
    hours: int = Field(ge=_HOURS.least, le=_HOURS.most, description="Hours that each of them works a day")


class SetRefundPolicy(Payload):
    goodwill_percent: int = Field(ge=0, le=_GOODWILL.most // 100, description="Partial refund offered for late goods")


class SetStandingPolicy(Payload):
    case: CaseCode = Field(description="Kind of case")
    answer: AnswerCode = Field(description="Answer given when the team gives none in time")


class AnswerCase(Payload):
    case_no: int = Field(ge=0, le=_MOST_CASE, description="Number of the case in the store's inbox")
    answer: AnswerCode = Field(description="Answer to the buyer")


def _languages(document: Document) -> list[dict[str, str]]:
    return [{"code": code} for code in dict.fromkeys(market["language"] for market in document["markets"])]


def _set_staffing(payload: SetStaffing, document: Document) -> list[Row]:
    language = position(_languages(document), payload.language, "/language")
    return [
        Row(_AGENTS.kind, language, _AGENTS.field, payload.agents),
        Row(_HOURS.kind, language, _HOURS.field, payload.hours),
    ]


def _set_refund_policy(payload: SetRefundPolicy, document: Document) -> list[Row]:
    return [Row(_GOODWILL.kind, 0, 0, payload.goodwill_percent * 100)]


def _set_standing_policy(payload: SetStandingPolicy, document: Document) -> list[Row]:
    return [Row(Kind.STANDING_POLICY, 0, CaseKind[payload.case.upper()], Answer[payload.answer.upper()])]


def _answer_case(payload: AnswerCase, document: Document) -> list[Row]:
    return [Row(Kind.ANSWER_CASE, payload.case_no, 0, Answer[payload.answer.upper()])]


def _case_is_open(desk: Desk, rows: Sequence[Row], document: Document) -> None:
    among(open_case_numbers(desk.store), rows[0].target, "/case_no")


def _described_staffing(row: Row, document: Document) -> dict[str, Any]:
    name = "agents" if row.field == _AGENTS.field else "hours"
    return {"language": _languages(document)[row.target]["code"], name: row.value}


def _described_policy(row: Row, document: Document) -> dict[str, Any]:
    return {"case": CaseKind(row.field).name.lower(), "answer": Answer(row.value).name.lower()}


register(
    DecisionKind(
        number=Kind.SET_STAFFING,
        role="service",
        title={"en": "Staff buyer service in a language", "zh": "配置某语言的客服人手"},
        payload=SetStaffing,
        effect=_set_staffing,
        described=_described_staffing,
        section="buyer_service",
    )
)
register(
    DecisionKind(
        number=Kind.SET_REFUND_POLICY,
        role="service",
        title={"en": "Set the refund policy", "zh": "设定退款政策"},
        payload=SetRefundPolicy,
        effect=_set_refund_policy,
        described=lambda row, document: {"goodwill_percent": row.value // 100},
        section="buyer_service",
    )
)
register(
    DecisionKind(
        number=Kind.STANDING_POLICY,
        role="service",
        title={"en": "Set the standing answer to a kind of case", "zh": "设定某类工单的默认答复"},
        payload=SetStandingPolicy,
        effect=_set_standing_policy,
        described=_described_policy,
        section="buyer_service",
    )
)
register(
    DecisionKind(
        number=Kind.ANSWER_CASE,
        role="service",
        title={"en": "Answer a case", "zh": "答复工单"},
        payload=AnswerCase,
        effect=_answer_case,
        described=lambda row, document: {"case_no": row.target, "answer": Answer(row.value).name.lower()},
        check=_case_is_open,
        section="buyer_service",
    )
)
