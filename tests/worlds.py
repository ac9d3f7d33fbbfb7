"""Resolved scenario documents of any size, in plain numbers, for tests and the bench.

The bench world is 12 stores, 8 markets, 6 categories, 3 segments and about 900 orders a day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

_MARKETS = (
    ("US", "USD", 40.7, -74.0, False),
    ("DE", "EUR", 52.5, 13.4, True),
    ("GB", "GBP", 51.5, -0.1, True),
    ("JP", "JPY", 35.7, 139.7, True),
    ("AU", "AUD", -33.9, 151.2, True),
    ("FR", "EUR", 48.9, 2.4, True),
    ("CA", "CAD", 43.7, -79.4, False),
    ("SG", "SGD", 1.35, 103.8, True),
)
# fen per minor unit, x 1e8
_RATES = {
    "CNY": 100_000_000,
    "USD": 712_000_000,
    "EUR": 820_000_000,
    "GBP": 940_000_000,
    "JPY": 470_000_000,
    "AUD": 465_000_000,
    "CAD": 515_000_000,
    "SGD": 552_000_000,
}
_CATEGORIES = ("phone", "kitchen", "toys", "outdoor", "beauty", "pets")
_POLICIES = ("expert", "rule", "novice", "do_nothing", "random")
_SERVICES = ("express", "line", "postal")
# median and 95th percentile of pick-up, export, line haul and last mile, then fees in dollar cents
_LEGS = {
    "express": ((0.6, 1.2), (0.6, 1.5), (2.0, 4.0), (1.0, 2.0), 900, 5_200),
    "line": ((0.8, 1.8), (1.0, 2.5), (5.0, 9.0), (2.5, 5.0), 320, 1_450),
    "postal": ((1.0, 2.5), (1.5, 4.0), (11.0, 22.0), (4.0, 9.0), 180, 1_050),
}
_LEG_CODES = ("pick_up", "export", "line_haul", "last_mile")
_WEEK_E4 = (9_600, 9_700, 9_800, 9_900, 10_100, 10_600, 10_300)


@dataclass(frozen=True)
class Size:
    """How large a world is to be. `orders_per_day` are all stores' orders when half of the shoppers buy."""

    stores: int = 12
    teams: int = 4
    markets: int = 8
    categories: int = 6
    skus_per_category: int = 2
    segments: int = 3
    orders_per_day: int = 900
    outside_share_e4: int = 4_100
    days: int = 84
    horizon_days: int = 28

    @property
    def reach_days(self) -> int:
        return self.days + self.horizon_days + 7


BENCH = Size(outside_share_e4=4_600)  # half of the shoppers leave with nothing once the rivals compete
SMALL = Size(stores=3, teams=2, markets=2, categories=2, orders_per_day=60, days=28, horizon_days=14)


def document(size: Size = SMALL, **changes: Any) -> dict[str, Any]:
    """A resolved document (format 1); `changes` replace top-level entries."""
    markets = _MARKETS[: size.markets]
    currencies = ["CNY", "USD", *sorted({market[1] for market in markets} - {"USD"})]
    made = {
        "format": 1,
        "code": "bench",
        "version": "1",
        "title": _text("Bench world", "基准世界"),
        "summary": _text("A plain world of a chosen size.", "规模可选的普通世界。"),
        "start_date": "2026-09-14",
        "days": size.days,
        "horizon_days": size.horizon_days,
        "tail_days": 7,
        "round_days": 7,
        "learning_objectives": [],
        "home_currency": "CNY",
        "opening_cash_minor": 20_000_000 + 400_000 * size.orders_per_day // size.stores,
        "currencies": [{"code": code, "minor_digits": 0 if code == "JPY" else 2} for code in currencies],
        "fx": _fx(currencies),
        "warehouses": _warehouses(),
        "categories": [_category(number) for number in range(size.categories)],
        "skus": [_sku(number, size, markets) for number in range(size.categories * size.skus_per_category)],
        "segments": _segments(size.segments),
        "markets": [_market(market, size) for market in markets],
        "channels": [{"code": "marketplace", "kind": "marketplace", "name": _text("M", "平台"), "share_e4": 10_000}],
        "services": [{"code": code, "name": _text(code, code)} for code in _SERVICES],
        "lanes": _lanes(markets),
        "marketplace": _marketplace(size),
        "demand": _demand(),
        "decline_codes": [{"code": 5, "share_e4": 6_000}, {"code": 51, "share_e4": 4_000}],
        "loan": {"penal_rate_e4_per_year": 3_600},
        "opening_stock": _opening_stock(size),
        "opening_prices": "reference",
        "handling_days": 1,
        "rivals": [_rival(number) for number in range(size.stores - size.teams)],
        "teams": size.teams,
        "axes": [{"code": code, "weight_e2": 100} for code in ("pricing", "inventory", "logistics")],
        "rubric": "first-light",
        "sources": [],
    }
    return made | changes


def _text(en: str, zh: str) -> dict[str, str]:
    return {"en": en, "zh": zh}


def _fx(currencies: Sequence[str]) -> dict[str, Any]:
    """Three years of small, zero-mean daily returns in a fixed zigzag."""
    returns = [
        [0, *(((day * (7 + 4 * place)) % 41 - 20) * 25_000 for place in range(1, len(currencies)))]
        for day in range(750)
    ]
    rates = [_RATES[code] for code in currencies]
    return {"rate_e8": rates, "daily_return_e8": returns, "spread_e4": 50, "source": "made up", "as_of": "2026-09-14"}


def _warehouses() -> list[dict[str, Any]]:
    domestic = {
        "code": "SZX",
        "market": None,
        "storage_fee_e2": 3,
        "name": _text("Shenzhen", "深圳"),
        "lat": 22.5,
        "lon": 114.1,
    }
    overseas = {
        "code": "US-LAX",
        "market": "US",
        "storage_fee_e2": 20,
        "name": _text("Los Angeles", "洛杉矶"),
        "lat": 33.9,
        "lon": -118.2,
    }
    return [domestic, overseas]


def _category(number: int) -> dict[str, Any]:
    code = _CATEGORIES[number]
    return {
        "code": code,
        "name": _text(code, code),
        "price_elasticity_e2": 240 + 10 * number,
        "return_rate_e4": 400 + 100 * number,
        "hs_chapter": str(39 + number),
    }


def _sku(number: int, size: Size, markets: Sequence[tuple[Any, ...]]) -> dict[str, Any]:
    cost_fen = 1_800 + 450 * number
    prices = {code: max(cost_fen * 450 * 10**6 // _RATES[currency], 1) for code, currency, *_ in markets}
    return {
        "code": f"SKU-{number:02}",
        "name": _text(f"Item {number}", f"商品{number}"),
        "category": _CATEGORIES[number // size.skus_per_category],
        "hs6": f"39269{number % 10}",
        "unit_cost_minor": cost_fen,
        "weight_g": 120 + 60 * number,
        "length_mm": 150 + 10 * number,
        "width_mm": 100,
        "height_mm": 60,
        "quality_e4": 4_000 + 370 * (number % 12),
        "appeal_e3": 120 * (number % 3 - 1),
        "supplier": {"lead_days_median": 9, "lead_days_p95": 16, "moq_units": 20},
        "reference_price_minor": prices,
    }


def _segments(count: int) -> list[dict[str, Any]]:
    shares = [10_000 // count] * count
    shares[0] += 10_000 - sum(shares)
    return [
        {
            "code": f"segment-{number}",
            "share_e4": share,
            "price_factor_e2": 130 - 30 * number,
            "delivery_factor_e2": 80 + 20 * number,
            "rating_factor_e2": 90 + 10 * number,
        }
        for number, share in enumerate(shares)
    ]


def _market(market: tuple[Any, ...], size: Size) -> dict[str, Any]:
    code, currency, lat, lon, included = market
    categories, days = _CATEGORIES[: size.categories], size.reach_days
    shoppers = 2 * size.orders_per_day * 100 // (size.markets * size.categories)
    return {
        "code": code,
        "name": _text(code, code),
        "currency": currency,
        "language": "en",
        "lat": lat,
        "lon": lon,
        "price_includes_tax": included,
        "tax_e4": [1_900 if included else 0] * days,
        "duty_e4": {category: [350] * days for category in categories},
        "duty_item_minor": [300 if currency == "EUR" else 0] * days,
        "shoppers_per_day_e2": dict.fromkeys(categories, shoppers),
        "season_e4": {category: [_WEEK_E4[day % 7] for day in range(days)] for category in categories},
        "payment_methods": [
            {"code": "card", "share_e4": 6_500, "auth_rate_e4": 9_300},
            {"code": "wallet", "share_e4": 3_500, "auth_rate_e4": 9_700},
        ],
    }


def _lanes(markets: Sequence[tuple[Any, ...]]) -> list[dict[str, Any]]:
    abroad = [_lane("SZX", market[0], service) for market, service in product(markets, _SERVICES)]
    return abroad + [_lane("US-LAX", "US", service) for service in _SERVICES]


def _lane(warehouse: str, market: str, service: str) -> dict[str, Any]:
    *legs, base, per_kg = _LEGS[service]
    domestic = warehouse == "SZX"
    kept = [0, 1, 2, 3] if domestic else [0, 3]
    return {
        "warehouse": warehouse,
        "market": market,
        "service": service,
        "legs": [{"code": _LEG_CODES[i], "median_days": legs[i][0], "p95_days": legs[i][1]} for i in kept],
        "base_fee_minor": base if domestic else base // 2,
        "per_kg_minor": per_kg if domestic else per_kg // 4,
        "first_kg_e3": 0,
        "volumetric_divisor": 6_000,
        "loss_rate_e6": 4_000,
        "hold_rate_e6": 20_000 if domestic else 0,
        "hold_days_median": 3,
        "hold_days_p95": 9,
        "source": "made up",
        "as_of": "2026-09-14",
    }


def _marketplace(size: Size) -> dict[str, Any]:
    return {
        "referral_e4": dict.fromkeys(_CATEGORIES[: size.categories], 1_500),
        "refund_admin_e4": 2_000,
        "payout_release_days": 7,
        "payout_every_days": 7,
        "payout_delay_days": 3,
        # at opening prices; the bots' own prices then bring it to about a half
        "outside_share_e4": size.outside_share_e4,
        "reference_stores": size.stores,
    }


def _demand() -> dict[str, Any]:
    return {
        "day_cv_e4": 2_500,
        "ar_rho_e4": 9_000,
        "ar_sigma_e4": 600,
        "review_rate_e4": 1_000,
        "ad_log_gain_e4": 1_500,
        "ad_unit_minor": 10_000,
        "return_delay_days": [8, 18],
        "review_delay_days": [3, 10],
        "star_share_e4": {"on_time": [400, 300, 800, 2_000, 6_500], "late": [2_600, 1_200, 1_700, 1_800, 2_700]},
        "opening_rating_e2": 430,
        "opening_reviews": 5,
    }


def _opening_stock(size: Size) -> list[dict[str, Any]]:
    """Enough for a month, so that supply has arrived before stock runs out."""
    skus = size.categories * size.skus_per_category
    units = 30 * size.orders_per_day // (size.stores * skus) + 20
    return [
        {"sku": f"SKU-{number:02}", "warehouse": code, "units": units if code == "SZX" else units // 8}
        for number, code in product(range(skus), ("SZX", "US-LAX"))
    ]


def _rival(number: int) -> dict[str, Any]:
    return {"name": _text(f"Rival {number + 1}", f"对手{number + 1}"), "policy": _POLICIES[number % len(_POLICIES)]}
