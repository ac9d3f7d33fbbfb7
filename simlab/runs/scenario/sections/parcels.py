"""Parcels in full: what carriers bar and bill, the doorstep, insurance and returns. Numbers are the tables' unless overruled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from simlab.runs.scenario.amounts import minor, scaled
from simlab.runs.scenario.exchange import history
from simlab.runs.scenario.parts import Code, Part, Share
from simlab.runs.scenario.tables import Row, keyed, rows

if TYPE_CHECKING:
    from simlab.runs.scenario.model import Scenario
    from simlab.runs.scenario.sources import Sources

Goods = Literal["plain", "battery_loose", "battery_packed", "battery_built_in", "liquid", "magnet"]
_TERMS = ("free_returns", "keep_goods", "local_address", "early_refund")


class Room(Part):
    """How many parcels a day a carrier takes of all stores of a world together."""

    market: Code
    service: Code
    parcels_per_day: Annotated[int, Field(ge=1, le=1_000_000)]


class Parcels(Part):
    """Without this section every lane takes everything, every attempt at a door succeeds and returned goods vanish."""

    goods: dict[Code, Goods] = {}
    room: list[Room] = []
    insurance_premium: Share | None = None
    insurance_cover: Share | None = None
    sellable_share: Share | None = None


def resolved_parcels(scenario: Scenario, lanes: list[dict[str, Any]], sources: Sources) -> dict[str, Any]:
    """The `parcels` entry of the resolved document; `lanes` are the document's."""
    assert scenario.parcels is not None
    told, book = scenario.parcels, _Book(scenario, sources)
    if told.goods:
        sources.overruled("parcels.goods")
    return {
        "goods": dict(told.goods),
        "lanes": [book.lane(lane) for lane in lanes],
        "doorsteps": [_doorstep(part.code, sources) for part in scenario.markets],
        "insurance": {
            "premium_e4": scaled(book.value("insurance_premium"), 10_000),
            "cover_e4": scaled(book.value("insurance_cover"), 10_000),
            "claim_days": round(book.value("claim_days")),
        },
        "returns": _returns(book),
    }


class _Book:
    """Looks things up for one scenario and cites them."""

    def __init__(self, scenario: Scenario, sources: Sources) -> None:
        self.scenario, self.sources = scenario, sources
        self.home = scenario.money.home_currency
        dollar, euro = history(("USD", "EUR"), self.home, scenario.calendar.start, 0)[-1][1]
        self.rates = {"usd": dollar, "eur": euro, "cny": 1.0}

    def value(self, name: str) -> float:
        told = getattr(self.scenario.parcels, name, None)
        if told is not None:
            self.sources.overruled(f"parcels.{name}")
            return float(told)
        return float(self.sources.row(f"parcels.{name}", keyed("parcel_params", "parameter")[name,])["value"])

    def home_minor(self, name: str) -> int:
        """An amount of the table in home money; the name ends in its currency."""
        return minor(round(self.value(name) * self.rates[name[-3:]], 2), self.home)

    def lane(self, lane: dict[str, Any]) -> dict[str, Any]:
        code = _lane_code(self.scenario, lane["service"])
        abroad = lane["warehouse"] == self.scenario.warehouses[0].code
        terms = keyed("carrier_terms", "lane", "reach")[code, "cross_border" if abroad else "domestic"]
        name = f"parcels.lanes.{lane['warehouse']}.{lane['market']}.{lane['service']}"
        self.sources.row(name, terms)
        return {
            **{key: lane[key] for key in ("warehouse", "market", "service")},
            "step_g": int(terms["step_g"]),
            "minimum_g": int(terms["minimum_g"]),
            "most_g": int(terms["most_g"]),
            "fuel_e4": scaled(float(terms["fuel_surcharge"]), 10_000),
            "damage_e6": scaled(float(terms["damage_rate"]), 1_000_000),
            "liability_minor": scaled(float(terms["liability_usd"]), 100),
            "barred": terms["barred"].split(),
            "room": self._room(lane, abroad=abroad),
            "peaks": list(self._peaks(code, lane["market"], name)) if abroad else [],
        }

    def _room(self, lane: dict[str, Any], *, abroad: bool) -> int:
        """0: boundless. Only lanes from home are short of room."""
        wanted = (lane["market"], lane["service"])
        told = self.scenario.parcels.room if self.scenario.parcels and abroad else []
        return next((part.parcels_per_day for part in told if (part.market, part.service) == wanted), 0)

    def _peaks(self, code: str, market: str, name: str) -> Iterator[dict[str, int]]:
        for row in rows("peak_surcharges"):
            if (row["lane"], row["market"]) == (code, market):
                self.sources.row(f"{name}.peak", row)
                for first, last in _spans(row, self.scenario):
                    yield {
                        "first_day": first,
                        "last_day": last,
                        "per_kg_minor": minor(float(row["per_kg_cny"]), self.home),
                        "per_parcel_minor": minor(
                            round(float(row["per_parcel_usd"]) * self.rates["usd"], 2), self.home
                        ),
                    }


def _lane_code(scenario: Scenario, service: str) -> str:
    part = next(part for part in scenario.services if part.code == service)
    return part.lane or keyed("services", "service")[service,]["lane"]


def _spans(row: Row, scenario: Scenario) -> Iterator[tuple[int, int]]:
    """The days of the game on which a surcharge of every year is taken: first and last, counted from the start."""
    start, calendar = scenario.calendar.start, scenario.calendar
    length = calendar.days + calendar.horizon_days + calendar.tail_days
    for year in range(start.year - 1, start.year + 3):
        first = dt.date.fromisoformat(f"{year}-{row['first']}")
        last = dt.date.fromisoformat(f"{year + (row['last'] < row['first'])}-{row['last']}")
        begins, ends = max((first - start).days, 0), min((last - start).days, length - 1)
        if begins <= ends:
            yield begins, ends


def _doorstep(market: str, sources: Sources) -> dict[str, Any]:
    row = sources.row(f"parcels.doorsteps.{market}", keyed("last_miles", "market")[market,])
    return {
        "missed_e6": scaled(float(row["missed_rate"]), 1_000_000),
        "collected_e6": scaled(float(row["collected_share"]), 1_000_000),
        **{
            f"{leg}_days": [float(row[f"{leg}_{part}_days"]) for part in ("median", "p95")]
            for leg in ("redelivery", "pickup", "home")
        },
    }


def _returns(book: _Book) -> dict[str, Any]:
    return {
        **{
            name: {
                "rate_e2": scaled(book.value(f"{name}_rate"), 100),
                "appeal_e3": scaled(book.value(f"{name}_appeal"), 1000),
            }
            for name in _TERMS
        },
        "free_shipping_appeal_e3": scaled(book.value("free_shipping_appeal"), 1000),
        "damage_refund_days": round(book.value("damage_refund_days")),
        "local_days": round(book.value("local_return_days")),
        "far_days": round(book.value("far_return_days")),
        "local_label_minor": book.home_minor("local_label_eur"),
        "far_label_minor": book.home_minor("far_label_eur"),
        "local_desk_minor": book.home_minor("local_desk_eur"),
        "home_desk_minor": book.home_minor("home_desk_cny"),
        "destroy_minor": book.home_minor("destroy_eur"),
        "ship_back_per_kg_minor": book.home_minor("ship_back_per_kg_usd"),
        "ship_back_days": round(book.value("ship_back_days")),
        "sellable_e6": scaled(book.value("sellable_share"), 1_000_000),
    }
