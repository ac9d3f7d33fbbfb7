"""The main answers of the API as types. The OpenAPI document at /api/v1/schema is the whole contract; the tests hold these to it.

Money is in minor units (`_minor`), shares are in ten-thousandths (`_e4`), mean stars times one hundred (`_e2`).
"""

from __future__ import annotations

from typing import Any, Generic, TypedDict, TypeVar

RowT = TypeVar("RowT")


class Text(TypedDict):
    en: str
    zh: str


class Page(TypedDict, Generic[RowT]):
    """One page of a list; `next` is the cursor of the page after it."""

    results: list[RowT]
    next: str | None
    previous: str | None


class Market(TypedDict):
    code: str
    name: Text
    currency: str
    minor_digits: int
    lat: float
    lon: float


class Product(TypedDict):
    code: str
    name: Text
    category: str
    unit_cost_minor: int
    weight_g: int


class Named(TypedDict):
    code: str
    name: Text


class Run(TypedDict):
    """What is used most of a run; there is more."""

    id: str
    state: str
    day: int
    days: int
    date: str
    round_days: int
    home_currency: str
    markets: list[Market]
    skus: list[Product]
    services: list[Named]


class Practice(TypedDict):
    """A practice run and the own store in it."""

    id: str
    title: Text
    state: str
    day: int
    days: int
    store: str
    scored_days: int | None
    created_at: str


class Kpis(TypedDict):
    """What is used most of the key figures; there is more."""

    sales_minor: int
    orders: int
    profit_minor: int
    cash_minor: int
    stock_minor: int
    rating_e2: int | None
    on_time_e4: int | None


class Summary(TypedDict):
    day: int
    date: str
    currency: str
    kpis: Kpis


class Buyer(TypedDict):
    name: str
    city: str


class Order(TypedDict):
    id: str
    day: int
    date: str
    sku: str
    market: str
    buyer: Buyer
    units: int
    price_minor: int
    tax_minor: int
    currency: str
    status: str
    promised_day: int | None
    service: str | None


class Scan(TypedDict):
    day: int
    date: str
    event: str


class Parcel(TypedDict):
    id: str
    day: int
    date: str
    order: str
    market: str
    warehouse: str
    service: str
    weight_g: int
    shipping_minor: int
    duty_minor: int
    promised_day: int
    status: str
    tracking: dict[str, str]
    scans: list[Scan]


class Payment(TypedDict):
    id: str
    day: int
    date: str
    order: str
    method: str
    status: str
    decline_code: str | None
    amount_minor: int
    currency: str


class LedgerLine(TypedDict):
    id: str
    day: int
    date: str
    cause: str
    account: str
    currency: str
    amount_minor: int
    has_orders: bool


class Sales(TypedDict):
    orders: int
    declined: int
    cancelled: int
    sold_units: int
    sales_minor: int
    returned: int


class Listing(TypedDict):
    market: str
    channel: str
    sku: str
    currency: str
    opened: bool
    listed: bool
    price_minor: int
    coupon_e4: int
    deal_depth_e4: int
    deal_first_day: int
    deal_last_day: int
    by_platform: bool
    language_quality: int
    content_level: int
    rating_e2: int | None
    reviews: int
    week: Sales
    month: Sales


class Age(TypedDict):
    from_days: int
    units: int


class Shelf(TypedDict):
    sku: str
    warehouse: str
    units: int
    value_minor: int
    incoming_units: int
    ordered_units: int
    ages: list[Age]


class Stock(TypedDict):
    """`purchases` and `consignments`: what is on order and under way."""

    day: int
    currency: str
    stock: list[Shelf]
    purchases: list[dict[str, Any]]
    consignments: list[dict[str, Any]]


class CostPart(TypedDict):
    code: str
    amount_minor: int


class LandedCost(TypedDict):
    """What one sale would cost and leave; parts and margin add up to the price, in home money."""

    day: int
    market: str
    channel: str
    sku: str
    currency: str
    market_currency: str
    warehouse: str
    service: str
    price_minor: int
    margin_minor: int
    break_even_acos_e4: int
    break_even_bid_minor: int
    buyer_pays_minor: int
    at_door_minor: int
    parts: list[CostPart]


class Quote(TypedDict):
    """What is used most of a carrier's offer; there is more."""

    service: str
    carried: bool
    total_minor: int
    promise_days: int
    median_days: int
    p95_days: int


class Competitor(TypedDict):
    store: str
    name: Text
    own: bool
    channel: str
    sku: str
    category: str
    price_minor: int
    rating_e2: int | None
    reviews: int
    promise_days: int
    top_rated: bool
    local_stock: bool


class Decision(TypedDict):
    """What is used most of a decision; there is more."""

    id: str
    kind: str
    payload: dict[str, Any]
    day: int
    effective_day: int
    source: str
