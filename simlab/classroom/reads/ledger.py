"""The books of a store: every line, the balance of every account, and the orders behind a line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from logistics.selectors import customs_cases_of_store, parcels_of_store
from orders.selectors import case_closes_of_store, goods_of_orders, orders_of_store
from payments.selectors import account_sums, dispute_steps_of_store, disputes_opened, ledger_of_store, refunds_of_store
from simlab.classroom.access import StoreAccess
from simlab.classroom.briefing import Briefing, briefing
from simlab.classroom.pages import page_of
from simlab.classroom.reads.filters import narrowed
from simlab.classroom.reads.stores import store_key
from simlab.core.states import LedgerAccount, OrderStatus
from simlab.core.states import LedgerCause as Cause
from simlab.runs.rows import StoreKey

Shown = dict[str, Any]
_COLUMNS = ("id", "day", "cause", "account", "currency", "amount_minor")


@dataclass(frozen=True)
class Source:
    """Which rows of a day a cause was booked from; `amount` is their column of money, of the home currency unless `foreign`."""

    rows: Callable[[StoreKey], QuerySet[Any]]
    order: str = "order_id"
    amount: str | None = None
    foreign: bool = True


def _served(key: StoreKey) -> QuerySet[Any]:
    return orders_of_store(key).filter(opening_status=OrderStatus.AUTHORISED)


_SALES = Source(_served, order="id", amount="price_minor")
_PARCELS = Source(parcels_of_store, foreign=False)
_STEPS = Source(dispute_steps_of_store, amount="amount_minor")
_ENDED_CASES = Source(case_closes_of_store, amount="refund_minor")
_SOURCES = {
    Cause.SALE: _SALES,
    Cause.CAPTURE: _SALES,
    Cause.COST_OF_SALES: Source(_served, order="id", foreign=False),
    Cause.SHIPPING: Source(parcels_of_store, amount="shipping_minor", foreign=False),
    Cause.DUTY: Source(parcels_of_store, amount="duty_minor", foreign=False),
    Cause.IMPORT_TAX: _PARCELS,
    Cause.CLEARANCE: _PARCELS,
    Cause.INSURANCE: _PARCELS,
    Cause.REFUND: Source(refunds_of_store, amount="amount_minor"),
    Cause.CHARGEBACK: Source(disputes_opened, amount="amount_minor"),
    Cause.REPRESENTMENT: _STEPS,
    Cause.DISPUTE_END: _STEPS,
    Cause.GOODWILL: _ENDED_CASES,
    Cause.BUYER_CLAIM: _ENDED_CASES,
    Cause.PENALTY: Source(customs_cases_of_store, amount="penalty_minor", foreign=False),
}


def ledger_page(access: StoreAccess, asked: Shown) -> Shown:
    brief = briefing(access.run)
    rows = narrowed(ledger_of_store(store_key(access)), access, asked, {"cause": Cause, "account": LedgerAccount})
    page = page_of(rows, _COLUMNS, asked)
    return page.shown([_line(brief, row) for row in page.rows])


def balances(access: StoreAccess, asked: Shown) -> Shown:
    """Every account in every currency as a day closed it; the last closed day unless another is asked for."""
    brief, last = briefing(access.run), access.run.day - 1
    day = min(asked.get("day", last), last)
    return {
        "day": day,
        "balances": [
            {
                "account": LedgerAccount(row["account"]).name.lower(),
                "currency": brief.currency_codes[row["currency"]],
                "amount_minor": row["amount_minor"],
            }
            for row in account_sums(store_key(access), day)
            if row["amount_minor"]
        ],
    }


def ledger_orders(access: StoreAccess, line_id: int, asked: Shown) -> Shown:
    """The orders behind a line of the books."""
    brief, key = briefing(access.run), store_key(access)
    line = ledger_of_store(key).filter(id=line_id).values(*_COLUMNS).first()
    source = _SOURCES.get(Cause(line["cause"])) if line else None
    if line is None or source is None:
        raise Http404
    rows = source.rows(key).filter(day=line["day"])
    if source.foreign:
        markets = [
            number for number, code in enumerate(brief.currencies) if code == brief.currency_codes[line["currency"]]
        ]
        sold_there = orders_of_store(key).filter(market__in=markets).values("id")
        rows = rows.filter(**{f"{source.order}__in": sold_there})
    page = page_of(rows, tuple(dict.fromkeys(("id", source.order, *filter(None, [source.amount])))), asked)
    goods = goods_of_orders(key.run_id, (row[source.order] for row in page.rows))
    return page.shown([_behind(brief, source, row, goods[row[source.order]]) for row in page.rows])


def _behind(brief: Briefing, source: Source, row: Shown, sold: Shown) -> Shown:
    return {
        "order": str(row[source.order]),
        "amount_minor": row[source.amount] if source.amount else None,
        "currency": brief.currencies[sold["market"]] if source.foreign else brief.home_currency,
    }


def _line(brief: Briefing, row: Shown) -> Shown:
    return {
        "id": str(row["id"]),
        "day": row["day"],
        "date": brief.date_of(row["day"]),
        "cause": Cause(row["cause"]).name.lower(),
        "account": LedgerAccount(row["account"]).name.lower(),
        "currency": brief.currency_codes[row["currency"]],
        "amount_minor": row["amount_minor"],
        "has_orders": Cause(row["cause"]) in _SOURCES,
    }
