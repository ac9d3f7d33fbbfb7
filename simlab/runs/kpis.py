"""The key figures for which a team sets goals and makes forecasts: what they count, and whether more or less is better."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

KpiCode = Literal[
    "sales_minor",
    "profit_minor",
    "cash_minor",
    "orders",
    "on_time_e4",
    "rating_e2",
    "order_defect_e6",
    "slow_reply_e4",
    "ad_share_e4",
    "refund_share_e4",
]
UNITS = ["home_money", "pieces", "share_e4", "share_e6", "hundredths"]


@dataclass(frozen=True)
class Kpi:
    """`flows`: it grows from day to day in a round; other figures are rates, or stand in the evening."""

    code: KpiCode
    unit: str
    more_is_better: bool = True
    flows: bool = False


KPIS: tuple[Kpi, ...] = (
    Kpi("sales_minor", "home_money", flows=True),
    Kpi("profit_minor", "home_money", flows=True),
    Kpi("cash_minor", "home_money"),
    Kpi("orders", "pieces", flows=True),
    Kpi("on_time_e4", "share_e4"),
    Kpi("rating_e2", "hundredths"),
    Kpi("order_defect_e6", "share_e6", more_is_better=False),
    Kpi("slow_reply_e4", "share_e4", more_is_better=False),
    Kpi("ad_share_e4", "share_e4", more_is_better=False),
    Kpi("refund_share_e4", "share_e4", more_is_better=False),
)
KPI_CODES: tuple[str, ...] = get_args(KpiCode)
BY_CODE = {kpi.code: kpi for kpi in KPIS}
