"""Decision kinds of the own sites' till and payouts: methods, 3-D Secure, fraud threshold, second tries, rails."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from payments.decisions_bank import foreign_currency
from simlab.core.fronts import OWN_SITE, front_pairs
from simlab.core.settings import BY_KIND, BY_NAME, Kind
from simlab.core.states import Authentication
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

_OWN = (OWN_SITE,)
_THRESHOLD = BY_KIND[Kind.SET_FRAUD_THRESHOLD]
_EVERY, _KEEP = BY_NAME["payout_every_days"], BY_NAME["keep_currency"]
_CHANNEL = "Code of a channel of kind own_site; may be left out where the market has one"


class _Front(Payload):
    market: str = Field(description="Market code")
    channel: str | None = Field(None, description=_CHANNEL)


class OfferMethods(_Front):
    methods: list[str] = Field(min_length=1, max_length=16, description="Codes of the payment methods on offer")


class SetThreeDSecure(_Front):
    authentication: Literal["never", "risk", "always"] = Field(
        description="When cards are authenticated; risk: from a fraud score on"
    )


class SetFraudThreshold(_Front):
    score: int = Field(
        ge=_THRESHOLD.least,
        le=_THRESHOLD.most,
        description="Orders of this fraud score (0-99) or above are refused; 100: none",
    )


class RetryDeclined(_Front):
    retry: bool = Field(description="Try a softly declined payment a second time")


class SetPayout(Payload):
    currency: str = Field(description="Code of a foreign currency of the scenario")
    rail: str | None = Field(None, description="Code of the rail; left out: as it is")
    every_days: int | None = Field(None, ge=_EVERY.least, le=_EVERY.most, description="Days between payouts; 0: none")
    keep: bool | None = Field(None, description="Keep the money in a foreign currency account instead of converting it")


def _target(payload: _Front, document: Document) -> int:
    return front(document, payload.market, payload.channel, _OWN)


def _method_codes(document: Document, target: int) -> list[str]:
    market, _ = front_pairs(document)[target]
    return [method["code"] for method in document["markets"][market]["payment_methods"]]


def _offer_methods(payload: OfferMethods, document: Document) -> list[Row]:
    target = _target(payload, document)
    known = [{"code": code} for code in _method_codes(document, target)]
    bits = {1 << position(known, code, f"/methods/{place}") for place, code in enumerate(payload.methods)}
    return [Row(Kind.OFFER_METHODS, target, 0, sum(bits))]


def _set_three_d_secure(payload: SetThreeDSecure, document: Document) -> list[Row]:
    return [Row(Kind.SET_THREE_D_SECURE, _target(payload, document), 0, Authentication[payload.authentication.upper()])]


def _set_fraud_threshold(payload: SetFraudThreshold, document: Document) -> list[Row]:
    return [Row(Kind.SET_FRAUD_THRESHOLD, _target(payload, document), 0, payload.score)]


def _retry_declined(payload: RetryDeclined, document: Document) -> list[Row]:
    return [Row(Kind.RETRY_DECLINED, _target(payload, document), 0, int(payload.retry))]


def _set_payout(payload: SetPayout, document: Document) -> list[Row]:
    """One row for each thing that the payload sets."""
    target = foreign_currency(document, payload.currency)
    rails = document.get("payments", {}).get("rails", [])
    rows = []
    if payload.rail is not None:
        rows.append(Row(Kind.SET_PAYOUT, target, 0, position(rails, payload.rail, "/rail")))
    if payload.every_days is not None:
        rows.append(Row(Kind.SET_PAYOUT, target, _EVERY.field, payload.every_days))
    if payload.keep is not None:
        rows.append(Row(Kind.SET_PAYOUT, target, _KEEP.field, int(payload.keep)))
    if not rows:
        message = {"en": "name a rail, days or whether to keep", "zh": "请至少填写渠道、周期或是否保留外币之一"}
        raise DecisionRejected([FieldError("", "nothing_set", message)])
    return rows


def _described_methods(row: Row, document: Document) -> dict[str, Any]:
    offered = [code for number, code in enumerate(_method_codes(document, row.target)) if row.value >> number & 1]
    return front_codes(document, row.target) | {"methods": offered}


def _described_payout(row: Row, document: Document) -> dict[str, Any]:
    values = (
        ("rail", lambda: document["payments"]["rails"][row.value]["code"]),
        ("every_days", lambda: row.value),
        ("keep", lambda: bool(row.value)),
    )
    name, value = values[row.field]
    return {"currency": document["currencies"][row.target]["code"], name: value()}


register(
    DecisionKind(
        number=Kind.OFFER_METHODS,
        section="payments",
        role="finance",
        title={"en": "Choose the payment methods of an own site", "zh": "选择独立站的支付方式"},
        payload=OfferMethods,
        effect=_offer_methods,
        described=_described_methods,
        channels=_OWN,
    )
)
register(
    DecisionKind(
        number=Kind.SET_THREE_D_SECURE,
        section="payments",
        role="finance",
        title={"en": "Set when cards are authenticated (3-D Secure)", "zh": "设定 3-D Secure 验证策略"},
        payload=SetThreeDSecure,
        effect=_set_three_d_secure,
        described=lambda row, document: (
            front_codes(document, row.target) | {"authentication": Authentication(row.value).name.lower()}
        ),
        channels=_OWN,
    )
)
register(
    DecisionKind(
        number=Kind.SET_FRAUD_THRESHOLD,
        section="payments",
        role="finance",
        title={"en": "Set the fraud score that is refused", "zh": "设定拒付风险评分阈值"},
        payload=SetFraudThreshold,
        effect=_set_fraud_threshold,
        described=lambda row, document: front_codes(document, row.target) | {"score": row.value},
        channels=_OWN,
    )
)
register(
    DecisionKind(
        number=Kind.RETRY_DECLINED,
        section="payments",
        role="finance",
        title={"en": "Try declined payments a second time", "zh": "对被拒支付进行重试"},
        payload=RetryDeclined,
        effect=_retry_declined,
        described=lambda row, document: front_codes(document, row.target) | {"retry": bool(row.value)},
        channels=_OWN,
    )
)
register(
    DecisionKind(
        number=Kind.SET_PAYOUT,
        section="payments",
        role="finance",
        title={"en": "Set how and when a currency is paid out", "zh": "设定某币种的提现渠道与周期"},
        payload=SetPayout,
        effect=_set_payout,
        described=_described_payout,
    )
)
