"""The parts of a resolved document that the compared facts do not depend on: one store at home, one currency, no rivals."""

from __future__ import annotations

from typing import Any

_PLENTY_UNITS = 10_000_000
_HOME = "HOME"
_OWN_DAY_MINUTES = 480


def text(words: str) -> dict[str, str]:
    """A name; nobody reads these worlds in Chinese."""
    return {"en": words, "zh": words}


def document(code: str, start_date: str, days: int, currency: str, **parts: Any) -> dict[str, Any]:
    """A resolved document; `parts` are categories, skus, markets, lanes and whatever else the world has."""
    made = {
        "format": 1,
        "code": code,
        "version": "1",
        "title": text(code),
        "summary": text(code),
        "start_date": start_date,
        "days": days,
        "horizon_days": 0,
        "tail_days": 7,
        "round_days": 7,
        "learning_objectives": [],
        "home_currency": currency,
        "opening_cash_minor": 10**12,
        # freight is charged in dollars: here a dollar is one unit of the home currency and stays so
        "currencies": [{"code": currency, "minor_digits": 2}, {"code": "USD", "minor_digits": 2}],
        "fx": {
            "rate_e8": [10**8, 10**8],
            "daily_return_e8": [[0, 0]],
            "spread_e4": 0,
            "source": "constant",
            "as_of": start_date,
        },
        "warehouses": [
            {"code": _HOME, "market": None, "storage_fee_e2": 0, "name": text("home"), "lat": 0.0, "lon": 0.0}
        ],
        "segments": [
            {
                "code": "all",
                "share_e4": 10_000,
                "price_factor_e2": 100,
                "delivery_factor_e2": 100,
                "rating_factor_e2": 100,
            }
        ],
        "channels": [{"code": "marketplace", "kind": "marketplace", "name": text("marketplace"), "share_e4": 10_000}],
        "services": [{"code": "line", "name": text("line")}],
        "decline_codes": [{"code": 51, "share_e4": 10_000}],
        "loan": {"penal_rate_e4_per_year": 3_600},
        "opening_prices": "reference",
        "opening_cover_days": 0,
        "handling_days": 0,
        "rivals": [],
        "teams": 1,
        "axes": [{"code": "pricing", "weight_e2": 100}],
        "rubric": "first-light",
        "sources": [],
    }
    return made | {"opening_stock": opening_stock(parts["skus"])} | parts


def opening_stock(skus: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Stock never runs out."""
    return [{"sku": sku["code"], "warehouse": _HOME, "units": _PLENTY_UNITS} for sku in skus]


def category(code: str, return_rate: float = 0.0) -> dict[str, Any]:
    """A category of the usual elasticity."""
    return {
        "code": code,
        "name": text(code),
        "price_elasticity_e2": 260,
        "hs_chapter": "99",
        "return_rate_e4": round(return_rate * 10_000),
    }


def sku(
    code: str, category_code: str, prices_minor: dict[str, int], weight_g: int, appeal: float = 0.0
) -> dict[str, Any]:
    """An article of middling quality."""
    return {
        "code": code,
        "name": text(code),
        "category": category_code,
        "hs6": "999999",
        "unit_cost_minor": 1,
        "weight_g": weight_g,
        "length_mm": 10,
        "width_mm": 10,
        "height_mm": 10,
        "quality_e4": 5_000,
        "appeal_e3": round(appeal * 1000),
        "supplier": {"lead_days_median": 1, "lead_days_p95": 1, "moq_units": 1},
        "reference_price_minor": prices_minor,
    }


def market(
    code: str,
    currency: str,
    shoppers_per_day: float,
    season_e4: list[int],
    methods: list[dict[str, Any]],
    category_code: str,
) -> dict[str, Any]:
    """A market without taxes and duties."""
    days = len(season_e4)
    return {
        "code": code,
        "name": text(code),
        "currency": currency,
        "language": "en",
        "lat": 0.0,
        "lon": 0.0,
        "price_includes_tax": False,
        "tax_e4": [0] * days,
        "duty_e4": {category_code: [0] * days},
        "duty_item_minor": [0] * days,
        "shoppers_per_day_e2": {category_code: round(shoppers_per_day * 100)},
        "season_e4": {category_code: season_e4},
        "payment_methods": methods,
    }


def hours(hour_share: list[float], markets: int) -> list[dict[str, Any]]:
    """The hours of every market; the simulated day, UTC+8 elsewhere, is the market's own day in these worlds."""
    shares = [round(share * 10_000) for share in hour_share]
    return [{"utc_offset_minutes": _OWN_DAY_MINUTES, "hour_share_e4": shares}] * markets


def lane(
    market_code: str, legs: list[dict[str, Any]], fee_minor: int = 0, per_kg_minor: int = 0, **more: int
) -> dict[str, Any]:
    """A domestic lane: no customs, no loss."""
    return {
        "warehouse": _HOME,
        "market": market_code,
        "service": "line",
        "legs": legs,
        "base_fee_minor": fee_minor,
        "per_kg_minor": per_kg_minor,
        "first_kg_e3": 0,
        "volumetric_divisor": 0,
        "loss_rate_e6": 0,
        "hold_rate_e6": 0,
        "hold_days_median": 1,
        "hold_days_p95": 1,
        "source": "fitted",
        "as_of": "",
        **more,
    }


def marketplace(category_code: str, outside_share: float = 0.2) -> dict[str, Any]:
    """A marketplace without fees; part of the shoppers buy elsewhere."""
    return {
        "referral_e4": {category_code: 0},
        "refund_admin_e4": 0,
        "payout_release_days": 1,
        "payout_every_days": 7,
        "payout_delay_days": 1,
        "outside_share_e4": round(outside_share * 10_000),
        "reference_stores": 1,
    }
