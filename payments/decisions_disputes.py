"""Decision kinds of disputes on own sites: the evidence that is sent at once, and the answer to a single dispute."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import Field

from payments.selectors import open_dispute_numbers
from simlab.core.fronts import OWN_SITE
from simlab.core.settings import Kind
from simlab.core.states import DisputeGround, Evidence
from simlab.runs.kinds import DecisionKind, Desk, Document, Payload, Row, among, register

_MOST_DISPUTE = 1 << 24
GroundCode = Literal["fraud", "not_received", "not_as_described", "credit_not_processed", "lost"]
EvidenceCode = Literal["tracking", "authentication", "correspondence", "policy"]


class SetRepresentment(Payload):
    ground: GroundCode = Field(description="Kind of dispute")
    evidence: list[EvidenceCode] = Field(
        max_length=len(Evidence),
        description="Evidence sent as soon as such a dispute is opened; none: the team decides",
    )


class Represent(Payload):
    dispute_no: int = Field(ge=0, le=_MOST_DISPUTE, description="Number of an open dispute of the store")
    evidence: list[EvidenceCode] = Field(
        max_length=len(Evidence), description="Evidence to contest with; none: the dispute is accepted"
    )


def _bits(codes: list[EvidenceCode]) -> int:
    return sum({int(Evidence[code.upper()]) for code in codes})


def evidence_codes(bits: int) -> list[str]:
    """The evidence of some bits, as payloads and the API name it."""
    return [bit.name.lower() for bit in Evidence if bits & bit]


def _set_representment(payload: SetRepresentment, document: Document) -> list[Row]:
    return [Row(Kind.SET_REPRESENTMENT, 0, DisputeGround[payload.ground.upper()], _bits(payload.evidence))]


def _represent(payload: Represent, document: Document) -> list[Row]:
    return [Row(Kind.REPRESENT, payload.dispute_no, 0, _bits(payload.evidence))]


def _dispute_is_open(desk: Desk, rows: Sequence[Row], document: Document) -> None:
    among(open_dispute_numbers(desk.store), rows[0].target, "/dispute_no")


def _described_representment(row: Row, document: Document) -> dict[str, Any]:
    return {"ground": DisputeGround(row.field).name.lower(), "evidence": evidence_codes(row.value)}


register(
    DecisionKind(
        number=Kind.SET_REPRESENTMENT,
        section="payments",
        role="finance",
        title={"en": "Set the evidence sent for a kind of dispute", "zh": "设定某类拒付的默认举证"},
        payload=SetRepresentment,
        effect=_set_representment,
        described=_described_representment,
        channels=(OWN_SITE,),
    )
)
register(
    DecisionKind(
        number=Kind.REPRESENT,
        section="payments",
        role="finance",
        title={"en": "Contest or accept a dispute", "zh": "对一笔拒付申诉或接受"},
        payload=Represent,
        effect=_represent,
        described=lambda row, document: {"dispute_no": row.target, "evidence": evidence_codes(row.value)},
        check=_dispute_is_open,
        channels=(OWN_SITE,),
    )
)
