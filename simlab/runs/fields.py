"""What the fields of a decision are called, for people. One name means one thing in every kind."""

from __future__ import annotations

from simlab.runs.scenario.problems import Wording

FIELDS: dict[str, Wording] = {
    "market": Wording("Market", "市场"),
    "channel": Wording("Channel", "渠道"),
    "sku": Wording("Product", "商品"),
    "category": Wording("Category", "品类"),
    "segment": Wording("Kind of shopper", "顾客类型"),
    "currency": Wording("Currency", "币种"),
    "service": Wording("Delivery service", "物流服务"),
    "price_minor": Wording("Price, in the smallest unit of the market's currency", "价格（市场货币最小单位）"),
    "listed": Wording("On sale", "在售"),
    "ad_budget_minor": Wording("Ad budget per day, in fen", "每日广告预算（分）"),
    "cover_days": Wording("Stock cover in days", "备货天数"),
    "units": Wording("Units", "件数"),
}
