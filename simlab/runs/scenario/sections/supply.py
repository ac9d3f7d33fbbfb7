"""The section `supply` of a scenario file: suppliers, factory holidays, inspection, warehouses and bulk freight."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simlab.runs.scenario.parts import Amount, Code, Date, Days, Factor, Part, Share, Text

USUAL = "usual"


class PriceBreak(Part):
    """A discount on the whole order from so many units."""

    units: Annotated[int, Field(ge=2, le=1_000_000)]
    discount: Annotated[float, Field(gt=0, le=0.9, allow_inf_nan=False)]


class UsualSupplier(Part):
    """The terms of every article's own supplier beyond its lead time and minimum; `deposit` is paid with the order, the rest on receipt."""

    name: Text = Text(en="Usual supplier", zh="常用供应商")
    defect_rate: Annotated[float, Field(ge=0, le=0.5, allow_inf_nan=False)] = 0.02
    deposit: Share = 1
    price_breaks: Annotated[list[PriceBreak], Field(max_length=6)] = []


class OtherSupplier(Part):
    """A further supplier of the articles of some categories (all, if none is named); prices are the article's unit cost x `cost_factor`."""

    code: Code
    name: Text
    categories: list[Code] = []
    cost_factor: Factor
    lead_days_median: Days
    lead_days_p95: Days
    moq_units: Annotated[int, Field(ge=1, le=100_000)]
    defect_rate: Annotated[float, Field(ge=0, le=0.5, allow_inf_nan=False)]
    deposit: Share = 1
    price_breaks: Annotated[list[PriceBreak], Field(max_length=6)] = []


class Closure(Part):
    """Days on which no factory works."""

    name: Text
    first: Date
    last: Date


class Inspection(Part):
    """Overrules the table of inspection terms."""

    fee: Amount | None = None
    rework_days: Annotated[int, Field(ge=0, le=60)] | None = None
    rework_left: Share | None = None


class WarehouseTerms(Part):
    """What a warehouse takes in and asks for; fields overrule the table of its kind. Limits are of each store. Fees in USD."""

    warehouse: Code
    kind: Literal["domestic", "overseas", "bonded", "platform"]
    capacity_m3: Annotated[float, Field(gt=0, le=1e6, allow_inf_nan=False)] | None = None
    inbound_units_per_day: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    receiving_days: Annotated[int, Field(ge=0, le=60)] | None = None
    fulfilment_fee: Amount | None = None
    placement_fee: Amount | None = None
    removal_fee: Amount | None = None
    badge: Annotated[float, Field(ge=0, le=3, allow_inf_nan=False)] | None = None


class FreightChange(Part):
    """Overrules a bulk lane of the table."""

    warehouse: Code
    mode: Literal["sea", "fast_sea", "air", "rail", "road", "express"]
    time_factor: Factor | None = None
    base_fee_usd: Amount | None = None
    per_kg_usd: Amount | None = None
    loss_rate: Share | None = None


class Supply(Part):
    """How goods are bought, moved in bulk and stored. `closures` takes the place of the table's factory holidays."""

    usual: UsualSupplier = UsualSupplier()
    suppliers: Annotated[list[OtherSupplier], Field(max_length=31)] = []
    closures: list[Closure] | None = None
    inspection: Inspection = Inspection()
    warehouses: Annotated[list[WarehouseTerms], Field(max_length=8)] = []
    freight: list[FreightChange] = []
