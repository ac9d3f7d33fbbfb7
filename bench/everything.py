"""A world with every section of a scenario on: what the bench measures and the soak plays.

It is `first-store` with an own site beside the marketplace, further warehouses, and everything that the sections bring.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from simlab.runs.scenario.files import library, load_scenario
from simlab.runs.scenario.resolve import resolve

_FRANKFURT = {
    "code": "DE-FRA",
    "market": "DE",
    "name": {"en": "Frankfurt", "zh": "法兰克福"},
    "lat": 50.03,
    "lon": 8.57,
}
_PLATFORM = {
    "code": "US-FBA",
    "market": "US",
    "name": {"en": "Platform warehouse", "zh": "平台仓"},
    "lat": 39.1,
    "lon": -84.5,
}
_SHOP = {"code": "shop", "kind": "own_site", "name": {"en": "Own shop", "zh": "自建站"}, "share": 0.3}
_MALL = {"code": "mall", "kind": "marketplace", "name": {"en": "Marketplace", "zh": "电商平台"}, "share": 0.7}
_NEARBY = {
    "code": "nearby",
    "name": {"en": "Nearby workshop", "zh": "就近工厂"},
    "cost_factor": 1.1,
    "lead_days_median": 5,
    "lead_days_p95": 8,
    "moq_units": 20,
    "defect_rate": 0.04,
    "deposit": 0.3,
    "price_breaks": [{"units": 300, "discount": 0.05}],
}
_SHOCKS = [
    {"code": "peak", "kind": "peak_crunch", "on": "2026-10-15"},
    {
        "code": "strike",
        "kind": "post_suspended",
        "between": {"first": "2026-09-20", "last": "2026-11-20", "chance": 0.5},
    },
    {"code": "storm", "kind": "port_strike"},
    {"code": "fire", "kind": "warehouse_fire", "warehouses": ["US-LAX"]},
    {"code": "freeze", "kind": "provider_freeze", "days": 9},
    {"code": "purge", "kind": "review_purge"},
]
_SECTIONS: dict[str, Any] = {
    "buyers": {name: {} for name in ("localisation", "trust", "lateness", "baskets", "hours", "loyalty")},
    "supply": {
        "usual": {"deposit": 0.5},
        "suppliers": [_NEARBY],
        "warehouses": [{"warehouse": "US-FBA", "kind": "platform"}],
    },
    "catalogue": {"products": ["TOY-DINO", "COLLAR-LED"], "most_products": 13},
    "parcels": {},
    "customs": {"registered": ["account_check", "export_filing", "eori_eu", "ioss", "rp_eu", "lucid"]},
    "payments": {},
    "checkout": {},
    "account_health": {},
    "platform_fees": {},
    "buyer_service": {},
    "shortcuts": {},
    "policy": {},
    "marketing": {},
    "shocks": _SHOCKS,
}


@cache
def everything(stores: int = 12) -> dict[str, Any]:
    """The resolved document with `stores` stores, four of them rivals."""
    told = yaml.safe_load(library()["first-store"].read_text(encoding="utf-8"))
    told["calendar"]["start"] = told["calendar"]["start"].isoformat()
    told |= {
        **_SECTIONS,
        "code": "everything",
        "opening_cover_days": 25,
        "teams": stores - len(told["rivals"]),
        "channels": [_MALL, _SHOP],
    }
    told["warehouses"] = [*told["warehouses"], *({**site, "storage_fee": 0.42} for site in (_FRANKFURT, _PLATFORM))]
    return resolve(load_scenario(yaml.safe_dump(told, allow_unicode=True)))
