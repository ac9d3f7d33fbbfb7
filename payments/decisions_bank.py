"""Decision kinds of the treasury: conversions, forwards and the credit line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from pydantic import Field

from simlab.core.money import convert
from simlab.core.settings import BY_KIND, Kind
from simlab.runs.kinds import DecisionKind, DecisionRejected, Document, FieldError, Payload, Row, position, register

_CREDIT = BY_KIND[Kind.SET_CREDIT]
_MOST_MINOR = 1_000_000_000_00
_CURRENCY = "Code of a foreign currency of the scenario"
_AMOUNT = "Minor units of that currency"


class Convert(Payload):
    currency: str = Field(description=_CURRENCY)
    amount_minor: int = Field(ge=1, le=_MOST_MINOR, description=_AMOUNT)


class BuyForward(Payload):
    currency: str = Field(description=_CURRENCY)
    amount_minor: int = Field(ge=1, le=_MOST_MINOR, description=_AMOUNT)
    tenor_days: int = Field(ge=1, le=180, description="Days until the forward is settled")


class SetCredit(Payload):
    credit_minor: int = Field(
        ge=_CREDIT.least,
        le=_CREDIT.most,
        description="Home currency minor units to owe on the credit line; 0 pays it back",
    )


def foreign_currency(document: Document, code: str) -> int:
    """Number of a foreign currency, or a field error at /currency."""
    number = position(document["currencies"], code, "/currency")
    if number == 0:
        message = {"en": "this is the home currency; name a foreign one", "zh": "这是本币，请填写外币"}
        raise DecisionRejected([FieldError("/currency", "home_currency", message)])
    return number


def _convert(payload: Convert, document: Document) -> list[Row]:
    return [Row(Kind.CONVERT, foreign_currency(document, payload.currency), 0, payload.amount_minor)]


def _buy_forward(payload: BuyForward, document: Document) -> list[Row]:
    currency = foreign_currency(document, payload.currency)
    return [Row(Kind.BUY_FORWARD, currency, payload.tenor_days, payload.amount_minor)]


def _set_credit(payload: SetCredit, document: Document) -> list[Row]:
    limit = document.get("payments", {}).get("treasury", {}).get("credit_limit_minor", 0)
    if payload.credit_minor > limit:
        message = {"en": f"the bank lends at most {limit}", "zh": f"银行授信上限为 {limit}"}
        raise DecisionRejected([FieldError("/credit_minor", "above_limit", message)])
    return [Row(Kind.SET_CREDIT, 0, 0, payload.credit_minor)]


def _amount(row: Row, document: Document) -> dict[str, Any]:
    return {"currency": document["currencies"][row.target]["code"], "amount_minor": row.value}


def _home_minor(rows: Sequence[Row], document: Document) -> int:
    """At the opening rates."""
    rates = document["fx"]["rate_e8"]
    return sum(int(convert(np.array(row.value), np.array(rates[row.target]))) for row in rows)


register(
    DecisionKind(
        number=Kind.CONVERT,
        section="payments",
        role="finance",
        title={"en": "Convert money of a foreign currency account", "zh": "外币账户结汇"},
        payload=Convert,
        effect=_convert,
        described=_amount,
        amount=_home_minor,
    )
)
register(
    DecisionKind(
        number=Kind.BUY_FORWARD,
        section="payments",
        role="finance",
        title={"en": "Sell foreign money forward", "zh": "远期结汇"},
        payload=BuyForward,
        effect=_buy_forward,
        described=lambda row, document: {**_amount(row, document), "tenor_days": row.field},
        amount=_home_minor,
    )
)
register(
    DecisionKind(
        number=Kind.SET_CREDIT,
        section="payments",
        role="finance",
        title={"en": "Draw from or pay back the credit line", "zh": "使用或归还信用额度"},
        payload=SetCredit,
        effect=_set_credit,
        described=lambda row, document: {"credit_minor": row.value},
        amount=lambda rows, document: rows[0].value,
    )
)
