"""Examples of answers, for the page of the API."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample

_PLACED = {"day": 41, "date": "2026-10-25"}
_ORDER = {
    "id": "690342461440",
    **_PLACED,
    "sku": "CASE-CLEAR",
    "market": "DE",
    "buyer": {"name": "Ada Winter", "city": "Kassel"},
    "units": 1,
    "price_minor": 1399,
    "tax_minor": 223,
    "currency": "EUR",
    "status": "delivered",
    "promised_day": 52,
    "service": "line",
}
_TRACKING = {"seventeen_track": "Delivered_Other", "aftership": "Delivered", "upu": "EMI"}
_PARCEL = {
    "id": "690342460928",
    **_PLACED,
    "order": "690342461440",
    "market": "DE",
    "warehouse": "SZX",
    "service": "line",
    "weight_g": 50,
    "shipping_minor": 2310,
    "duty_minor": 0,
    "promised_day": 52,
    "status": "delivered",
    "tracking": _TRACKING,
    "scans": [{"day": 43, "date": "2026-10-27", "event": "picked_up"}, {"day": 50, "date": "2026-11-03", "event": "delivered"}],
}  # fmt: skip
_LINE = {
    "id": "690342460417",
    **_PLACED,
    "cause": "shipping",
    "account": "shipping",
    "currency": "CNY",
    "amount_minor": 184_230,
    "has_orders": True,
}
_LISTING = {
    "store": "12",
    "name": {"en": "Harbour Goods", "zh": "海湾优品"},
    "own": False,
    "channel": "marketplace",
    "sku": "CASE-CLEAR",
    "category": "phone_cases",
    "price_minor": 1349,
    "rating_e2": 437,
    "reviews": 212,
    "promise_days": 11,
    "top_rated": False,
    "local_stock": False,
}
_WEEK = {
    "first_day": 35,
    "last_day": 41,
    "first_date": "2026-10-19",
    "last_date": "2026-10-25",
    "lines": [
        {"account": "sales", "amount_minor": 9_412_300},
        {"account": "cost_of_sales", "amount_minor": -3_120_500},
    ],
    "revaluation_minor": -12_400,
    "profit_minor": 6_279_400,
}


def _page(row: dict[str, Any]) -> list[OpenApiExample]:
    return [OpenApiExample("A page", {"results": [row], "next": "WyJhIiwiLWlkIiw2OSw2OV0", "previous": None})]


ORDERS, PARCELS, LEDGER = _page(_ORDER), _page(_PARCEL), _page(_LINE)
COMPETITORS = [OpenApiExample("Germany", {"day": 41, "currency": "EUR", "listings": [_LISTING]})]
PROFIT_AND_LOSS = [
    OpenApiExample("By week", {"day": 41, "currency": "CNY", "by": "week", "periods": [_WEEK], "total": _WEEK})
]
