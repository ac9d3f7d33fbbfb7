"""Reviews of a store."""

from __future__ import annotations

from typing import Any

from orders.selectors import goods_of_orders, reviews_of_store
from simlab.classroom.access import StoreAccess
from simlab.classroom.briefing import briefing
from simlab.classroom.pages import page_of
from simlab.classroom.reads.filters import narrowed
from simlab.classroom.reads.stores import store_key

Shown = dict[str, Any]


def review_page(access: StoreAccess, asked: Shown) -> Shown:
    brief, key = briefing(access.run), store_key(access)
    rows = narrowed(reviews_of_store(key), access, asked)
    if "stars" in asked:
        rows = rows.filter(stars=asked["stars"])
    page = page_of(rows, ("id", "day", "order_id", "sku", "stars"), asked)
    goods = goods_of_orders(key.run_id, (row["order_id"] for row in page.rows))
    return page.shown(
        [
            {
                "id": str(row["id"]),
                "order": str(row["order_id"]),
                "day": row["day"],
                "date": brief.date_of(row["day"]),
                "sku": brief.skus[row["sku"]],
                "market": brief.markets[goods[row["order_id"]]["market"]],
                "stars": row["stars"],
            }
            for row in page.rows
        ]
    )
