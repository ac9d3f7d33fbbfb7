"""Decision kinds of listing tests: start one, and choose the variant after it."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from simlab.core.settings import BY_NAME, Kind, listing_target
from simlab.runs.kinds import DecisionKind, Document, Payload, Row, front, front_codes, positions, register

_CHANNEL = "Channel code; may be left out where the market has one channel"
_FIRST, _DAYS, _PRICE = BY_NAME["test_first_day"], BY_NAME["test_days"], BY_NAME["test_price_minor"]
_FIELDS = {_FIRST.field: "first_day", _DAYS.field: "days", _PRICE.field: "test_price_minor"}


class OfListing(Payload):
    market: str = Field(description="Market code")
    channel: str | None = Field(None, description=_CHANNEL)
    sku: str = Field(description="SKU code")


class TestListing(OfListing):
    """A test of another content, or of another price."""

    first_day: int = Field(
        ge=_FIRST.least, le=_FIRST.most, description="First day of the test, by the game's day number"
    )
    days: int = Field(ge=_DAYS.least, le=_DAYS.most, description="Days it runs; 0 ends it")
    test_price_minor: int | None = Field(
        None,
        ge=_PRICE.least,
        le=_PRICE.most,
        description="Price shown on every second day; left out or 0: half of the shoppers see another content",
    )


class UseVariant(OfListing):
    use_variant: bool = Field(description="Show the tested content to everyone from now on")


def _target(payload: OfListing, document: Document) -> int:
    _, sku = positions((document["markets"], payload.market, "/market"), (document["skus"], payload.sku, "/sku"))
    return listing_target(front(document, payload.market, payload.channel), sku)


def _codes(target: int, document: Document) -> dict[str, Any]:
    number, sku = divmod(target, listing_target(1, 0))
    return front_codes(document, number) | {"sku": document["skus"][sku]["code"]}


def _test_listing(payload: TestListing, document: Document) -> list[Row]:
    values = ((_FIRST, payload.first_day), (_DAYS, payload.days), (_PRICE, payload.test_price_minor or 0))
    target = _target(payload, document)
    return [Row(Kind.TEST_LISTING, target, column.field, value) for column, value in values]


def _use_variant(payload: UseVariant, document: Document) -> list[Row]:
    return [Row(Kind.USE_VARIANT, _target(payload, document), 0, int(payload.use_variant))]


register(
    DecisionKind(
        number=Kind.TEST_LISTING,
        role="merchandising",
        title={"en": "Test another content or price of a listing", "zh": "测试商品的另一版内容或价格"},
        payload=TestListing,
        effect=_test_listing,
        described=lambda row, document: _codes(row.target, document) | {_FIELDS[row.field]: row.value},
        section="marketing",
    )
)
register(
    DecisionKind(
        number=Kind.USE_VARIANT,
        role="merchandising",
        title={"en": "Choose the content after a test", "zh": "测试后选定内容版本"},
        payload=UseVariant,
        effect=_use_variant,
        described=lambda row, document: _codes(row.target, document) | {"use_variant": bool(row.value)},
        section="marketing",
    )
)
