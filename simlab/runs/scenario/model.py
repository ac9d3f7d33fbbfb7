"""The scenario file, field by field. What a table already says may be left out and is written only to overrule the table."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simlab.runs.scenario.parts import (
    Amount,
    Code,
    Date,
    Days,
    Factor,
    Latitude,
    Longitude,
    Millimetres,
    Part,
    Price,
    Share,
    Text,
)
from simlab.runs.scenario.sections.buyers import Buyers
from simlab.runs.scenario.sections.catalogue import Catalogue
from simlab.runs.scenario.sections.checkout import Checkout
from simlab.runs.scenario.sections.conduct import Policy, Shortcuts
from simlab.runs.scenario.sections.customs import Customs
from simlab.runs.scenario.sections.marketing import Marketing
from simlab.runs.scenario.sections.parcels import Parcels
from simlab.runs.scenario.sections.payments import Payments
from simlab.runs.scenario.sections.service import AccountHealth, BuyerService, PlatformFees
from simlab.runs.scenario.sections.shocks import Shock
from simlab.runs.scenario.sections.supply import Supply
from simlab.runs.scenario.sections.variation import Range


class Calendar(Part):
    """When the game is set and how long it lasts. Grading looks `horizon_days` past a round; nothing ends before `tail_days` more."""

    start: Date
    days: Annotated[int, Field(ge=7, le=366)]
    horizon_days: Annotated[int, Field(ge=7, le=120)] = 28
    tail_days: Annotated[int, Field(ge=0, le=60)] = 7
    round_days: Annotated[int, Field(ge=1, le=28)] = 7


class LessonWeek(Part):
    """What the class does in one week."""

    week: Annotated[int, Field(ge=0, le=60)]
    text: Text


class LessonStep(Part):
    """A step of one class hour."""

    minutes: Annotated[int, Field(ge=5, le=90)]
    text: Text


class Lesson(Part):
    """The lecturer's page: the weeks of the game, a class of 90 minutes, hints, questions, and what good work looks like."""

    plan: Annotated[list[LessonWeek], Field(min_length=1)]
    session: list[LessonStep] = []
    hints: list[Text] = []
    debrief: Annotated[list[Text], Field(min_length=1)]
    marking: list[Text] = []


class Rival(Part):
    """A store played by a bot."""

    name: Text
    policy: Literal["expert", "rule", "novice", "do_nothing", "random"]


class Money(Part):
    """Cash and credit of every store, in the home currency, and how exchange rates move."""

    home_currency: Literal["CNY"] = "CNY"
    opening_cash: Amount
    penal_rate: Share = 0.36
    exchange_spread: Share = 0.005
    exchange_history_days: Annotated[int, Field(ge=60, le=2500)] = 750


class Warehouse(Part):
    """The first one is at home and ships everywhere; one with a market ships within that market."""

    code: Code
    name: Text
    market: Code | None = None
    lat: Latitude
    lon: Longitude
    storage_fee: Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]


class Category(Part):
    """A category of the table; the other fields overrule the table. `duty` is by market."""

    code: Code
    name: Text | None = None
    price_elasticity: Annotated[float, Field(ge=1.1, le=6, allow_inf_nan=False)] | None = None
    return_rate: Share | None = None
    referral: Share | None = None
    duty: dict[Code, Annotated[float, Field(ge=0, le=3, allow_inf_nan=False)]] = {}


class Supplier(Part):
    """Who makes it: days from order to our warehouse, and the smallest lot."""

    lead_days_median: Days
    lead_days_p95: Days
    moq_units: Annotated[int, Field(ge=1, le=100_000)]


class Sku(Part):
    """One article. `quality` and `appeal` are hidden from the teams. Prices are what shoppers see, per market, in its currency."""

    code: Code
    name: Text
    category: Code
    unit_cost: Price
    weight_g: Annotated[int, Field(ge=1, le=30_000)]
    size_mm: Annotated[list[Millimetres], Field(min_length=3, max_length=3)]
    quality: Share = 0.5
    appeal: Annotated[float, Field(ge=-3, le=3, allow_inf_nan=False)] = 0
    supplier: Supplier
    reference_prices: Annotated[dict[Code, Price], Field(min_length=1)]


class Segment(Part):
    """A kind of shopper; factors multiply the category's elasticity and the weights of delivery and ratings."""

    code: Code
    name: Text
    share: Share
    price_factor: Factor = 1
    delivery_factor: Factor = 1
    rating_factor: Factor = 1


class PaymentMethod(Part):
    """A way to pay, how many buyers choose it, and how often the issuer says yes."""

    code: Code
    share: Share
    auth_rate: Share


class Market(Part):
    """A market of the table; `tax`, `flat_duty_per_item` and `payment_methods` overrule the tables; `channels` those of the scenario."""

    code: Code
    shoppers_per_day: Annotated[
        dict[Code, Annotated[float, Field(ge=0, le=1e6, allow_inf_nan=False)]], Field(min_length=1)
    ]
    tax: Share | None = None
    flat_duty_per_item: Amount | None = None
    payment_methods: Annotated[list[PaymentMethod], Field(min_length=1, max_length=16)] | None = None
    channels: Annotated[list[Code], Field(min_length=1)] | None = None


class Channel(Part):
    """Where the store meets its buyers, and the share of a market's shoppers who come that way."""

    code: Code
    kind: Literal["marketplace", "own_site"]
    name: Text
    share: Share = 1


class Service(Part):
    """A service level, of the table or of the scenario's own; `lane` names the rows of the lane table it uses."""

    code: Code
    name: Text | None = None
    lane: Literal["express", "line", "battery_line", "registered", "economy"] | None = None


class LaneChange(Part):
    """Overrules a lane of the table. New times keep the table's split into legs."""

    warehouse: Code
    market: Code
    service: Code
    time_factor: Factor | None = None
    base_fee_usd: Amount | None = None
    per_kg_usd: Amount | None = None
    included_g: Annotated[int, Field(ge=0, le=30_000)] | None = None
    loss_rate: Share | None = None
    hold_rate: Share | None = None
    promise_days: Annotated[int, Field(ge=1, le=120)] | None = None


class Season(Part):
    """A season or sale day of this scenario; the same code as in the table overrules it there. Empty lists mean all."""

    code: Code
    name: Text
    markets: list[Code] = []
    categories: list[Code] = []
    first: Date
    last: Date
    multiplier: Factor


class Marketplace(Part):
    """Overrules the marketplace's terms of the table."""

    refund_admin: Share | None = None
    payout_release_days: Annotated[int, Field(ge=0, le=60)] | None = None
    payout_every_days: Annotated[int, Field(ge=1, le=60)] | None = None
    payout_delay_days: Annotated[int, Field(ge=0, le=30)] | None = None


class Demand(Part):
    """Overrules how shoppers behave."""

    outside_share: Annotated[float, Field(ge=0.05, le=0.95, allow_inf_nan=False)] | None = None
    reference_stores: Annotated[int, Field(ge=1, le=200)] | None = None
    day_cv: Annotated[float, Field(ge=0, le=2, allow_inf_nan=False)] | None = None
    ar_rho: Annotated[float, Field(ge=0, le=0.99, allow_inf_nan=False)] | None = None
    ar_sigma: Annotated[float, Field(ge=0, le=0.5, allow_inf_nan=False)] | None = None
    review_rate: Share | None = None
    ad_log_gain: Annotated[float, Field(ge=0, le=2, allow_inf_nan=False)] | None = None
    ad_unit_cny: Price | None = None
    opening_rating: Annotated[float, Field(ge=1, le=5, allow_inf_nan=False)] | None = None
    opening_reviews: Annotated[int, Field(ge=0, le=1000)] | None = None
    handling_days: Annotated[int, Field(ge=0, le=14)] | None = None


class Stock(Part):
    """Units every store owns when the game opens."""

    sku: Code
    warehouse: Code
    units: Annotated[int, Field(ge=0, le=1_000_000)]


class Axis(Part):
    """An axis of the grade and its published weight."""

    code: Literal[
        "assortment", "pricing", "marketing", "inventory", "logistics", "payments_finance", "compliance", "service"
    ]
    weight: Annotated[float, Field(gt=0, le=10, allow_inf_nan=False)] = 1


_MARKETPLACE = Channel(code="marketplace", kind="marketplace", name=Text(en="Marketplace", zh="电商平台"))


class Scenario(Part):
    """A scenario file of SimLab."""

    format: Literal[1]
    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
    version: Annotated[str, Field(pattern=r"^[0-9A-Za-z.-]{1,20}$")]
    title: Text
    summary: Text
    learning_objectives: Annotated[list[Text], Field(min_length=1)]
    lesson: Lesson
    calendar: Calendar
    teams: Annotated[int, Field(ge=1, le=60)]
    rivals: Annotated[list[Rival], Field(max_length=20)] = []
    money: Money
    warehouses: Annotated[list[Warehouse], Field(min_length=1, max_length=8)]
    categories: Annotated[list[Category], Field(min_length=1, max_length=16)]
    skus: Annotated[list[Sku], Field(min_length=1, max_length=200)]
    supply: Supply | None = None
    segments: Annotated[list[Segment], Field(min_length=1, max_length=6)]
    markets: Annotated[list[Market], Field(min_length=1, max_length=16)]
    channels: Annotated[list[Channel], Field(min_length=1, max_length=4)] = [_MARKETPLACE]
    services: Annotated[list[Service], Field(min_length=1, max_length=6)]
    lanes: list[LaneChange] = []
    seasons: list[Season] = []
    marketplace: Marketplace = Marketplace()
    demand: Demand = Demand()
    buyers: Buyers | None = None
    catalogue: Catalogue | None = None
    shocks: Annotated[list[Shock], Field(max_length=40)] = []
    opening_stock: list[Stock] = []
    opening_cover_days: Annotated[int, Field(ge=0, le=120)] = 21
    axes: Annotated[list[Axis], Field(min_length=1, max_length=8)]
    rubric: Code = "first-light"
    checkout: Checkout | None = None
    payments: Payments | None = None
    customs: Customs | None = None
    account_health: AccountHealth | None = None
    parcels: Parcels | None = None
    platform_fees: PlatformFees | None = None
    buyer_service: BuyerService | None = None
    marketing: Marketing | None = None
    shortcuts: Shortcuts | None = None
    policy: Policy | None = None
    variation: Annotated[list[Range], Field(max_length=24)] = []
