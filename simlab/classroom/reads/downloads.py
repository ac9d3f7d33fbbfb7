"""A store's own tables as files, with codes in words: CSV for spreadsheets, Parquet for notebooks. Rows pass by; no table is held whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, cast

from arro3.core import DataType
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404

from logistics.selectors import parcels_of_store
from orders.selectors import days_of_store, orders_of_store
from payments.selectors import ledger_of_store, payments_of_store
from simlab.classroom.access import StoreAccess
from simlab.classroom.briefing import Briefing, briefing
from simlab.classroom.reads.money import decline_code
from simlab.classroom.reads.parcels import status_name
from simlab.classroom.reads.stores import store_key
from simlab.core.states import LedgerAccount, LedgerCause, OrderStatus, PaymentStatus
from simlab.engine.export import FORMATS, Sheet, harmless, in_batches
from simlab.runs.rows import StoreKey, row_id

Row = dict[str, Any]
_IN_MEMORY_BYTES = 4 << 20
_CHUNK = 5_000
_DAY_SUMS = (
    "orders", "declined", "cancelled", "units", "sales_minor", "refunds_minor", "ad_spend_minor", "shipping_minor",
    "delivered", "late", "returned", "cash_minor", "receivable_minor", "stock_minor", "pipeline_minor", "loan_minor",
    "wealth_minor",
)  # fmt: skip


@dataclass(frozen=True)
class Table:
    """Rows, their columns in the database, the texts and numbers under their headings, and the cells of a row in that order."""

    rows: Callable[[StoreKey], QuerySet[Any]]
    columns: tuple[str, ...]
    texts: tuple[str, ...]
    numbers: tuple[str, ...]
    cells: Callable[[Briefing, Row], tuple[Any, ...]]


def _order(brief: Briefing, row: Row) -> tuple[Any, ...]:
    return (
        str(row["id"]),
        brief.date_of(row["day"]).isoformat(),
        brief.markets[row["market"]],
        brief.skus[row["sku"]],
        brief.currencies[row["market"]],
        OrderStatus(row["status"]).name.lower(),
        *(row[name] for name in TABLES["orders"].numbers),
    )


def _parcel(brief: Briefing, row: Row) -> tuple[Any, ...]:
    return (
        str(row["order_id"]),
        brief.date_of(row["day"]).isoformat(),
        brief.markets[row["market"]],
        brief.warehouses[row["warehouse"]],
        brief.services[row["service"]],
        status_name(row["scan"]),
        *(row[name] for name in TABLES["parcels"].numbers),
    )


def _payments(key: StoreKey) -> QuerySet[Any]:
    """Ways to pay are numbered within a market."""
    order = orders_of_store(key).filter(id=OuterRef("order_id"))
    found: QuerySet[Any] = payments_of_store(key).annotate(market=Subquery(order.values("market")[:1]))
    return found


def _payment(brief: Briefing, row: Row) -> tuple[Any, ...]:
    return (
        str(row["order_id"]),
        brief.date_of(row["day"]).isoformat(),
        brief.methods[row["market"]][row["method"]],
        PaymentStatus(row["status"]).name.lower(),
        decline_code(row["decline_code"]) or "",
        brief.currency_codes[row["currency"]],
        *(row[name] for name in TABLES["payments"].numbers),
    )


def _line(brief: Briefing, row: Row) -> tuple[Any, ...]:
    return (
        brief.date_of(row["day"]).isoformat(),
        LedgerCause(row["cause"]).name.lower(),
        LedgerAccount(row["account"]).name.lower(),
        brief.currency_codes[row["currency"]],
        *(row[name] for name in TABLES["ledger"].numbers),
    )


def _day(brief: Briefing, row: Row) -> tuple[Any, ...]:
    return (brief.date_of(row["day"]).isoformat(), *(row[name] for name in TABLES["days"].numbers))


TABLES = {
    "orders": Table(
        orders_of_store,
        ("id", "day", "market", "sku", "status", "units", "price_minor", "tax_minor", "promised_day"),
        ("order", "date", "market", "sku", "currency", "status"),
        ("day", "units", "price_minor", "tax_minor", "promised_day"),
        _order,
    ),
    "parcels": Table(
        parcels_of_store,
        (
            *("order_id", "day", "market", "warehouse", "service", "scan"),
            *("weight_g", "shipping_minor", "duty_minor", "promised_day"),
        ),
        ("order", "date", "market", "warehouse", "service", "status"),
        ("day", "weight_g", "shipping_minor", "duty_minor", "promised_day"),
        _parcel,
    ),
    "payments": Table(
        _payments,
        ("order_id", "day", "market", "method", "status", "decline_code", "currency", "amount_minor"),
        ("order", "date", "method", "status", "decline_code", "currency"),
        ("day", "amount_minor"),
        _payment,
    ),
    "ledger": Table(
        ledger_of_store,
        ("day", "cause", "account", "currency", "amount_minor"),
        ("date", "cause", "account", "currency"),
        ("day", "amount_minor"),
        _line,
    ),
    "days": Table(days_of_store, ("day", *_DAY_SUMS), ("date",), ("day", *_DAY_SUMS), _day),
}


def written(access: StoreAccess, name: str, kind: str) -> BinaryIO:
    """One of TABLES as one of FORMATS, of the days that are closed; a file to be read and closed."""
    if name not in TABLES or kind not in FORMATS:
        raise Http404
    table = TABLES[name]
    headings = (*table.texts, *table.numbers)
    kinds = [DataType.string()] * len(table.texts) + [DataType.int64()] * len(table.numbers)
    sheet = Sheet(
        name, dict(zip(headings, kinds, strict=True)), in_batches(headings, _rows(access, table, guarded=kind == "csv"))
    )
    file = cast(BinaryIO, SpooledTemporaryFile(_IN_MEMORY_BYTES))  # noqa: SIM115  the response closes it
    FORMATS[kind](sheet.reader(), file)
    file.seek(0)
    return file


def _rows(access: StoreAccess, table: Table, *, guarded: bool) -> Iterator[tuple[Any, ...]]:
    """`guarded`: no text is taken for a formula by a spreadsheet."""
    brief, texts = briefing(access.run), len(table.texts)
    closed = row_id(run_id=access.run.pk, day=access.run.day)
    rows = table.rows(store_key(access)).filter(id__lt=closed).order_by("id").values(*table.columns)
    for row in rows.iterator(chunk_size=_CHUNK):
        cells = table.cells(brief, row)
        yield (*(harmless(cell) for cell in cells[:texts]), *cells[texts:]) if guarded else cells
