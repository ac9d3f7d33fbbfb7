"""Reads of orders, buyers, reviews and the sums of a store's day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum

from orders.models import (
    Buyer,
    CampaignDay,
    Case,
    CaseClose,
    HealthDay,
    ListingTestDay,
    Order,
    Review,
    ServiceDay,
    StoreDay,
    buyer_id,
)
from simlab.core.settings import Kind
from simlab.core.states import OrderStatus
from simlab.runs import kinds
from simlab.runs.models import Decision, DecisionState
from simlab.runs.rows import RowQuerySet, StoreKey

Row = dict[str, Any]
_OPEN = (OrderStatus.AUTHORISED, OrderStatus.DISPATCHED)
STORE_DAY_COLUMNS = (
    "day", "sales_minor", "ad_spend_minor", "orders", "declined", "units", "delivered", "late", "cash_minor", "stock_minor",
    "pipeline_minor", "wealth_minor", "rating_sum", "rating_count",
)  # fmt: skip
ORDER_COLUMNS = (
    "id", "day", "sku", "market", "method", "minute", "units", "price_minor", "tax_minor", "promised_day", "buyer_no",
    "opening_status", "status",
)  # fmt: skip


BUYER_COLUMNS = ("market", "buyer_no", "name", "city", "address", "language")
CAMPAIGN_COUNTS = (
    "impressions", "clicks", "ad_orders", "spend_minor", "shown_e4", "organic_rank", "personal_clicks",
)  # fmt: skip
LISTING_COLUMNS = ("market", "channel", "sku")
REVIEW_COLUMNS = ("day", "stars")
CASE_COLUMNS = ("case_no", "order_id", "day", "kind", "due_day")
CASE_END_COLUMNS = ("answer", "by_team", "refund_minor", "claimed", "bad_review")
CASE_ORDER_COLUMNS = ("sku", "market", "price_minor", "promised_day")
MOST_CASES = 200


def days_of_store(key: StoreKey) -> RowQuerySet:
    return StoreDay.objects.of_store(key)


def store_days(key: StoreKey) -> list[Row]:
    """The closed days of a store, oldest first."""
    return list(days_of_store(key).order_by("id").values(*STORE_DAY_COLUMNS))


def days_of_all_stores(run_id: int) -> list[Row]:
    """All closed days of every store of a run, oldest first, with what went back to buyers."""
    days = StoreDay.objects.of_run(run_id).order_by("id")
    return list(days.values("world", "store", *STORE_DAY_COLUMNS, "refunds_minor"))


def defect_days(run_id: int) -> list[Row]:
    """The order defect rate of each store's worst account, evening by evening."""
    evenings = HealthDay.objects.of_run(run_id).order_by().values("world", "store", "day")
    return list(evenings.annotate(order_defect_e6=Max("order_defect_e6")))


def reply_days(run_id: int) -> list[Row]:
    """Messages of each store, day by day: all, and those answered late."""
    days = ServiceDay.objects.of_run(run_id).order_by().values("world", "store", "day")
    return list(days.annotate(messages=Sum("messages"), slow=Sum("slow")))


def lapsed_cases(run_id: int, first_day: int, last_day: int) -> dict[tuple[int, int], int]:
    """Cases of some days that the standing policy answered because nobody did, by (world, store)."""
    closed = CaseClose.objects.of_days(run_id, first_day, last_day).filter(by_team=0)
    counts = closed.order_by().values("world", "store").annotate(cases=Count("id"))
    return {(row["world"], row["store"]): row["cases"] for row in counts}


def campaign_days(key: StoreKey, first_day: int, last_day: int) -> list[Row]:
    """A store's sponsored slots and organic places of some days, oldest first."""
    days = CampaignDay.objects.of_days(key.run_id, first_day, last_day).filter(world=key.world, store=key.store)
    return list(days.order_by("id").values("day", "market", "channel", "category", *CAMPAIGN_COUNTS))


def listing_test_days(key: StoreKey) -> list[Row]:
    """The recorded days of a store's listing tests, oldest first: shoppers and orders per variant."""
    days = ListingTestDay.objects.of_run(key.run_id).filter(world=key.world, store=key.store)
    return list(days.order_by("id").values("day", *LISTING_COLUMNS, "variant", "shoppers", "orders"))


def day_of_all_stores(run_id: int, day: int) -> list[Row]:
    """One closed day of every store of a run."""
    days = StoreDay.objects.of_days(run_id, day, day)
    return list(days.order_by("id").values("world", "store", *STORE_DAY_COLUMNS))


def totals_of_all_stores(run_id: int) -> dict[tuple[int, int], Row]:
    """Sums over all closed days, by (world, store)."""
    sums = {f"{name}_total": Sum(name) for name in ("orders", "declined", "delivered", "late")}
    rows = StoreDay.objects.of_run(run_id).order_by().values("world", "store").annotate(**sums)
    return {(row["world"], row["store"]): row for row in rows}


def accounts_of_all_stores(run_id: int, day: int) -> dict[tuple[int, int], Row]:
    """The worst standing and the lowest score of every store's accounts on an evening, by (world, store)."""
    evening = HealthDay.objects.of_days(run_id, day, day).order_by().values("world", "store")
    rows = evening.annotate(worst=Max("standing"), lowest_e4=Min("health_e4"))
    return {(row["world"], row["store"]): row for row in rows}


def cases_of_all_stores(run_id: int, day: int, *, since_day: int) -> dict[tuple[int, int], Row]:
    """By (world, store): open cases, those of them that are due by `day`, and those that nobody had answered when they were closed."""
    ended = CaseClose.objects.of_run(run_id).filter(world=OuterRef("world"), store=OuterRef("store"))
    still = Case.objects.of_run(run_id).filter(~Exists(ended.filter(case_no=OuterRef("case_no"))))
    sums = still.order_by().values("world", "store")
    counts = {
        (row["world"], row["store"]): {"open": row["opened"], "due": row["due"], "missed": 0}
        for row in sums.annotate(opened=Count("id"), due=Count("id", filter=Q(due_day__lte=day)))
    }
    closed = CaseClose.objects.of_days(run_id, since_day, day).filter(by_team=0).order_by().values("world", "store")
    for row in closed.annotate(missed=Count("id")):
        counts.setdefault((row["world"], row["store"]), {"open": 0, "due": 0, "missed": 0})["missed"] = row["missed"]
    return counts


def orders_of_store(key: StoreKey) -> RowQuerySet:
    return Order.objects.of_store(key)


def sales_by_listing(key: StoreKey, first_day: int, last_day: int) -> dict[tuple[int, int], Row]:
    """Orders of some days by (market, SKU). Sales are without tax, of orders that were served; returned: of these orders, so far."""
    orders = Order.objects.of_days(key.run_id, max(first_day, 0), max(last_day, 0))
    served = Q(opening_status=OrderStatus.AUTHORISED)
    found: QuerySet[Any] = orders.filter(world=key.world, store=key.store).order_by().values("market", "sku")
    rows = found.annotate(
        orders=Count("id"),
        declined=Count("id", filter=Q(opening_status=OrderStatus.DECLINED)),
        cancelled=Count("id", filter=Q(opening_status=OrderStatus.CANCELLED)),
        sold_units=Sum("units", filter=served, default=0),
        sales_minor=Sum(F("price_minor") - F("tax_minor"), filter=served, default=0),
        returned=Count("id", filter=Q(status=OrderStatus.RETURNED)),
    )
    return {(row["market"], row["sku"]): row for row in rows}


def reviews_of_store(key: StoreKey) -> RowQuerySet:
    return Review.objects.of_store(key)


def campaigns_of_store(key: StoreKey) -> RowQuerySet:
    return CampaignDay.objects.of_store(key)


def complaints_of_store(key: StoreKey, *, is_open: bool | None = None) -> QuerySet[Any]:
    """All cases of a store; those that are open, or those that are closed."""
    rows = Case.objects.of_store(key)
    if is_open is None:
        return rows
    ended = Exists(CaseClose.objects.of_store(key).filter(case_no=OuterRef("case_no")))
    return rows.filter(~ended if is_open else ended)


def case_closes_of_store(key: StoreKey) -> RowQuerySet:
    return CaseClose.objects.of_store(key)


def ends_of_cases(key: StoreKey, numbers: Iterable[int]) -> dict[int, Row]:
    """How these cases ended, by their numbers; an open one is missing."""
    ends = CaseClose.objects.of_store(key).filter(case_no__in=list(numbers))
    return {row["case_no"]: row for row in ends.values("case_no", "day", *CASE_END_COLUMNS)}


def open_order_ids(key: StoreKey) -> list[int]:
    """The orders of a store that are paid for and have not reached their buyer."""
    orders = Order.objects.of_run(key.run_id).filter(store=key.store, world=key.world, status__in=_OPEN)
    return list(orders.order_by().values_list("id", flat=True))


def order_of_store(key: StoreKey, order_id: int) -> Row | None:
    orders = Order.objects.of_run(key.run_id).filter(id=order_id, store=key.store, world=key.world)
    return orders.values(*ORDER_COLUMNS).first()


def account_days(key: StoreKey, day: int) -> list[Row]:
    """A store's marketplace accounts on the evening of a day."""
    evening = HealthDay.objects.of_days(key.run_id, day, day).filter(world=key.world, store=key.store)
    return list(evening.order_by("account").values())


def service_sums(key: StoreKey, first_day: int, last_day: int) -> list[Row]:
    """Messages of some days by front: all, those answered late, and the claims that followed."""
    days = ServiceDay.objects.of_days(key.run_id, first_day, last_day).filter(world=key.world, store=key.store)
    sums = {name: Sum(name) for name in ("messages", "slow", "claims")}
    return list(days.order_by().values("front").annotate(**sums).order_by("front"))


def goods_of_orders(run_id: int, order_ids: Iterable[int]) -> dict[int, Row]:
    """What was sold where, by order."""
    sold = Order.objects.of_run(run_id).filter(id__in=list(order_ids)).values_list("id", "sku", "market")
    return {order_id: {"sku": sku, "market": market} for order_id, sku, market in sold}


def buyers(run_id: int, orders: Iterable[Row]) -> dict[tuple[int, int], Row]:
    """The named buyers of these orders, by (market, buyer number)."""
    wanted = {buyer_id(run_id, row["market"], row["buyer_no"]) for row in orders}
    rows = Buyer.objects.filter(id__in=wanted).values(*BUYER_COLUMNS)
    return {(row["market"], row["buyer_no"]): row for row in rows}


def review_of_order(order_id: int) -> Row | None:
    return Review.objects.of_order(order_id).values(*REVIEW_COLUMNS).first()


def cases_of_store(key: StoreKey) -> list[Row]:
    """A store's latest cases with their orders, newest first; `end` is None while a case is open."""
    own = {"world": key.world, "store": key.store}
    order = Order.objects.of_run(key.run_id).filter(id=OuterRef("order_id"))
    opened = Case.objects.of_run(key.run_id).filter(**own)
    known: QuerySet[Any] = opened.annotate(
        **{name: Subquery(order.values(name)[:1]) for name in CASE_ORDER_COLUMNS},
    )
    rows = list(known.order_by("-id").values(*CASE_COLUMNS, *CASE_ORDER_COLUMNS)[:MOST_CASES])
    end_of = ends_of_cases(key, (row["case_no"] for row in rows))
    return [row | {"end": end_of.get(row["case_no"])} for row in rows]


def open_case_numbers(key: StoreKey) -> list[int]:
    """Numbers of the cases that wait for an answer."""
    ended = CaseClose.objects.of_store(key).values("case_no")
    waiting = Case.objects.of_store(key).exclude(case_no__in=ended)
    return list(waiting.values_list("case_no", flat=True))


def account_standings(key: StoreKey, day: int) -> dict[int, int]:
    """How each marketplace account of a store stood on the evening of a day."""
    return {row["account"]: row["standing"] for row in account_days(key, day)}


def appealed_accounts(key: StoreKey, first_day: int, last_day: int) -> set[int]:
    """The accounts that a store appealed for on these days."""
    made = Decision.objects.filter(
        run=key.run_id,
        store__world__number=key.world,
        store__number=key.store,
        kind=Kind.APPEAL.name.lower(),
        state=DecisionState.STANDING,
        effective_day__range=(first_day, last_day),
    )
    return {kinds.Row(*row).target for rows in made.values_list("rows", flat=True) for row in rows}


def case_of_order(order_id: int) -> Row | None:
    """The case that an order became, and how it ended; None if its buyer had nothing to complain of."""
    case = Case.objects.of_order(order_id).values("day", "kind").first()
    return case and {
        **case,
        "end": CaseClose.objects.of_order(order_id).values("day", "answer", "refund_minor").first(),
    }
