"""What happened to a store, a page at a time, in a world that has everything."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from logistics.models import Parcel, TrackingEvent
from orders.models import Order
from payments.models import LedgerEntry, Payment
from simlab.core.states import LedgerAccount, LedgerCause
from simlab.engine.advance import advance_run
from tests.classroom.conftest import DAYS, Classroom


@pytest.fixture
def url(classroom: Classroom) -> str:
    return f"/api/v1/stores/{classroom.ada.pk}"


def walked(client: Client, url: str, **query: Any) -> list[dict[str, Any]]:
    rows, cursor = [], {}
    while cursor is not None:
        page = client.get(url, query | cursor | {"limit": 90}).json()
        rows += page["results"]
        cursor = {"cursor": page["next"]} if page["next"] else None
    return rows


@pytest.mark.parametrize("name", ["parcels", "payments", "refunds", "payouts", "ledger", "reviews", "orders"])
def test_pages_are_stable_while_days_are_played(name: str, ada: Client, url: str, classroom: Classroom) -> None:
    before = walked(ada, f"{url}/{name}", ordering="id")
    first = ada.get(f"{url}/{name}", {"limit": 3}).json()
    assert advance_run(classroom.run.pk, DAYS)
    rest = walked(ada, f"{url}/{name}", cursor=first["next"]) if first["next"] else []
    again = [row["id"] for row in first["results"]] + [row["id"] for row in rest]
    assert again == [row["id"] for row in reversed(before)]
    after = walked(ada, f"{url}/{name}", ordering="id")
    assert [row["id"] for row in after][: len(before)] == [row["id"] for row in before]


def test_parcels_tell_their_scans(ada: Client, url: str, classroom: Classroom) -> None:
    rows = walked(ada, f"{url}/parcels", status="delivered")
    assert rows
    assert all(row["scans"][-1]["event"] == "delivered" == row["status"] for row in rows)
    everything = walked(ada, f"{url}/parcels")
    assert len(everything) == Parcel.objects.of_run(classroom.run.pk).filter(store=0).count()
    scans = TrackingEvent.objects.of_run(classroom.run.pk).filter(store=0).count()
    assert sum(len(row["scans"]) for row in everything) == scans
    waiting = [row for row in everything if not row["scans"]]
    assert {row["status"] for row in waiting} <= {"info_received"}


def test_days_and_codes_narrow_a_list(ada: Client, url: str, classroom: Classroom) -> None:
    rows = walked(ada, f"{url}/parcels", market="DE", first_day=3, last_day=5)
    wanted = Parcel.objects.of_days(classroom.run.pk, 3, 5).filter(store=0, market=1)
    assert sorted(int(row["id"]) for row in rows) == sorted(wanted.values_list("id", flat=True))


def test_declined_payments_say_why(ada: Client, url: str, classroom: Classroom) -> None:
    rows = walked(ada, f"{url}/payments", status="declined")
    wanted = Payment.objects.of_run(classroom.run.pk).filter(store=0, status=0)
    assert len(rows) == wanted.count() > 0
    assert all(row["decline_code"] for row in rows)
    assert all(row["decline_code"] is None for row in walked(ada, f"{url}/payments", status="authorised"))


def test_the_books_balance_in_every_currency(ada: Client, url: str) -> None:
    sums: dict[str, int] = {}
    for row in ada.get(f"{url}/ledger/balances").json()["balances"]:
        sums[row["currency"]] = sums.get(row["currency"], 0) + row["amount_minor"]
    assert len(sums) > 1
    assert set(sums.values()) == {0}
    summary = ada.get(f"{url}/summary").json()["kpis"]
    balances = {(row["account"], row["currency"]): row["amount_minor"] for row in lines(ada, url)}
    assert balances["cash", "CNY"] == summary["cash_minor"]
    assert -balances.get(("loan", "CNY"), 0) >= 0
    early = ada.get(f"{url}/ledger/balances", {"day": 0}).json()
    assert early["day"] == 0
    assert ada.get(f"{url}/ledger/balances", {"day": 500}).json()["day"] == DAYS - 1


def lines(ada: Client, url: str) -> list[dict[str, Any]]:
    return list(ada.get(f"{url}/ledger/balances").json()["balances"])


@pytest.mark.parametrize("cause", [LedgerCause.SHIPPING, LedgerCause.DUTY, LedgerCause.SALE])
def test_a_line_leads_to_its_orders(cause: LedgerCause, ada: Client, url: str, classroom: Classroom) -> None:
    entries = LedgerEntry.objects.of_run(classroom.run.pk).filter(store=0, cause=cause)
    account = LedgerAccount.SALES if cause == LedgerCause.SALE else LedgerAccount[cause.name]
    line = entries.filter(account=account).order_by("-id")[0]
    behind = walked(ada, f"{url}/ledger/{line.pk}/orders")
    if cause == LedgerCause.SALE:
        sold = Order.objects.in_bulk([int(row["order"]) for row in behind])
        assert -line.amount_minor == sum(order.price_minor - order.tax_minor for order in sold.values())
    else:
        assert line.amount_minor == sum(row["amount_minor"] for row in behind)


def test_a_line_without_orders_leads_nowhere(ada: Client, url: str) -> None:
    line = ada.get(f"{url}/ledger", {"cause": "opening"}).json()["results"][0]
    assert line["has_orders"] is False
    assert ada.get(f"{url}/ledger/{line['id']}/orders").status_code == 404


@pytest.mark.parametrize(
    ("path", "query", "pointer"),
    [
        ("parcels", {"status": "eaten"}, "/status"),
        ("parcels", {"warehouse": "MOON"}, "/warehouse"),
        ("payments", {"currency": "XXX"}, "/currency"),
        ("ledger", {"cause": "theft"}, "/cause"),
        ("ledger", {"limit": "201"}, "/limit"),
        ("reviews", {"stars": "6"}, "/stars"),
        ("cases", {"state": "ajar"}, "/state"),
        ("campaigns", {"ordering": "beauty"}, "/ordering"),
        ("payouts", {"first_day": "-1"}, "/first_day"),
        ("refunds", {"reasons": "lost"}, "/reasons"),
        ("landed-cost", {"market": "DE", "sku": "NONE"}, "/sku"),
    ],
)
def test_bad_queries_are_named(path: str, query: dict[str, str], pointer: str, ada: Client, url: str) -> None:
    answer = ada.get(f"{url}/{path}", query)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, pointer)
