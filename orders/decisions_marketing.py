"""Decision kinds of marketing: campaigns for sponsored slots."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from simlab.core.fronts import MARKETPLACE, OWN_SITE
from simlab.core.settings import BY_NAME, Kind
from simlab.runs.kinds import (
    DecisionKind,
    DecisionRejected,
    Document,
    FieldError,
    Payload,
    Row,
    front,
    front_codes,
    position,
    register,
)

_CHANNEL = "Channel code; may be left out where the market has one channel"
_BID, _FOCUS, _WEIGHT = BY_NAME["bid_minor"], BY_NAME["focus"], BY_NAME["budget_weight"]
_RETARGET = BY_NAME["retarget"]


class SetCampaign(Payload):
    market: str = Field(description="Market code")
    channel: str | None = Field(None, description=_CHANNEL)
    category: str = Field(description="Category code")
    bid_minor: int | None = Field(
        None,
        ge=_BID.least,
        le=_BID.most,
        description="Most you pay for a click, home currency minor units; 0 leaves it to the platform's usual price",
    )
    segment: str | None = Field(None, description="Code of the one segment to address")
    everyone: bool | None = Field(None, description="True addresses all shoppers again")
    budget_weight: int | None = Field(
        None,
        ge=_WEIGHT.least,
        le=_WEIGHT.most,
        description="The front's daily ad budget is divided over its categories by these weights; 0 pauses the campaign",
    )
    retarget: bool | None = Field(
        None, description="Own site only: also address people who came and left; uses their personal data"
    )


def _set_campaign(payload: SetCampaign, document: Document) -> list[Row]:
    categories = document["categories"]
    kinds = (MARKETPLACE, OWN_SITE) if payload.retarget is None else (OWN_SITE,)
    target = front(document, payload.market, payload.channel, kinds) * len(categories)
    target += position(categories, payload.category, "/category")
    values = (
        (_BID, payload.bid_minor),
        (_FOCUS, _focus(payload, document)),
        (_WEIGHT, payload.budget_weight),
        (_RETARGET, payload.retarget),
    )
    rows = [Row(Kind.SET_CAMPAIGN, target, column.field, int(value)) for column, value in values if value is not None]
    if not rows:
        message = {"en": "set a bid, a segment or a budget weight", "zh": "请设定出价、人群或预算权重"}
        raise DecisionRejected([FieldError("/bid_minor", "missing", message)])
    return rows


def _focus(payload: SetCampaign, document: Document) -> int | None:
    if payload.segment is not None:
        return 1 + position(document["segments"], payload.segment, "/segment")
    return 0 if payload.everyone else None


def _described_campaign(row: Row, document: Document) -> dict[str, Any]:
    number, category = divmod(row.target, len(document["categories"]))
    codes = front_codes(document, number) | {"category": document["categories"][category]["code"]}
    if row.field == _FOCUS.field:
        return codes | ({"segment": document["segments"][row.value - 1]["code"]} if row.value else {"everyone": True})
    if row.field == _RETARGET.field:
        return codes | {"retarget": bool(row.value)}
    return codes | {("bid_minor" if row.field == _BID.field else "budget_weight"): row.value}


register(
    DecisionKind(
        number=Kind.SET_CAMPAIGN,
        role="marketing",
        title={"en": "Set the ad campaign of a category", "zh": "设定某品类的广告活动"},
        payload=SetCampaign,
        effect=_set_campaign,
        described=_described_campaign,
        section="marketing",
    )
)
