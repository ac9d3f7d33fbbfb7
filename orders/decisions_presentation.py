"""The decision kind of presentation: how a shop front speaks to its market."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from orders.domain.culture import Aspect
from simlab.core.settings import Kind
from simlab.runs.kinds import (
    DecisionKind,
    DecisionRejected,
    Document,
    FieldError,
    Payload,
    Row,
    front,
    front_codes,
    register,
)

COLOURS = ("standard", "white", "black", "red", "pastel", "natural")
TONES = ("plain", "formal")
CLAIMS = ("modest", "plain", "bold")
_NAMES: dict[Aspect, tuple[Any, ...]] = {
    Aspect.COLOUR: COLOURS,
    Aspect.SIZE_CHART: (False, True),
    Aspect.GIFT_WRAP: (False, True),
    Aspect.TONE: TONES,
    Aspect.CLAIMS: CLAIMS,
}


class Localise(Payload):
    market: str = Field(description="Market code")
    channel: str | None = Field(None, description="Channel code; may be left out where the market has one channel")
    language_quality: int | None = Field(
        None, ge=0, le=2, description="0 English as the supplier wrote it, 1 machine translation, 2 native copywriter"
    )
    content_level: int | None = Field(
        None, ge=0, le=3, description="0 one picture, 1 pictures and points, 2 rich content, 3 with video"
    )
    colour: Literal["standard", "white", "black", "red", "pastel", "natural"] | None = Field(
        None, description="Colour variant that the front shows first"
    )
    size_chart: bool | None = Field(None, description="Show sizes in the market's own measures")
    gift_wrap: bool | None = Field(None, description="Offer gift wrapping; paper and work are paid per order")
    tone: Literal["plain", "formal"] | None = Field(None, description="How the texts address the buyer")
    claims: Literal["modest", "plain", "bold"] | None = Field(None, description="How strongly the texts praise")


def _localise(payload: Localise, document: Document) -> list[Row]:
    target = front(document, payload.market, payload.channel)
    chosen = {aspect: getattr(payload, aspect.name.lower()) for aspect in Aspect}
    rows = [
        Row(Kind.LOCALISE, target, aspect, _level(aspect, value))
        for aspect, value in chosen.items()
        if value is not None
    ]
    if not rows:
        message = {"en": "name at least one thing to change", "zh": "至少要选择一项更改"}
        raise DecisionRejected([FieldError("", "nothing_chosen", message)])
    return rows


def _level(aspect: Aspect, value: Any) -> int:
    return int(_NAMES[aspect].index(value) if aspect in _NAMES else value)


def _described(row: Row, document: Document) -> dict[str, Any]:
    aspect = Aspect(row.field)
    value = _NAMES[aspect][row.value] if aspect in _NAMES else row.value
    return front_codes(document, row.target) | {aspect.name.lower(): value}


register(
    DecisionKind(
        number=Kind.LOCALISE,
        role="merchandising",
        title={"en": "Fit a shop front to its market", "zh": "店铺本地化"},
        payload=Localise,
        effect=_localise,
        described=_described,
    )
)
