"""Reports of a store: they add up, show nothing of others but what is public, and are noted once a day."""

from __future__ import annotations

import numpy as np
import pytest
from django.core.cache import cache
from django.test import Client

from logistics.models import PurchaseOrder
from orders.models import Order, StoreDay
from simlab.classroom.models import ReportOpening
from simlab.classroom.reads.stock import ages_of
from simlab.engine.advance import advance_run
from simlab.engine.playing import evening_before, game_of
from simlab.engine.rates import closing_rates
from simlab.engine.storefronts import two_digits
from simlab.runs.models import Seat, Store
from tests.classroom.conftest import DAYS, Classroom

JSON = "application/json"


@pytest.fixture
def url(classroom: Classroom) -> str:
    return f"/api/v1/stores/{classroom.ada.pk}"


def test_rates_looked_back_on_are_those_that_stood(classroom: Classroom) -> None:
    game = game_of(classroom.run)
    state, _ = evening_before(game, DAYS)
    assert (closing_rates(game.world, game.luck, state.shock_day, DAYS)[-1] == state.rate_e8).all()


@pytest.mark.parametrize(("by", "periods"), [("day", 12), ("week", 2)])
def test_profit_and_loss_adds_up_to_the_profit(by: str, periods: int, ada: Client, url: str) -> None:
    shown = ada.get(f"{url}/profit-and-loss", {"by": by}).json()
    assert len(shown["periods"]) == periods
    for period in (*shown["periods"], shown["total"]):
        lines = sum(line["amount_minor"] for line in period["lines"])
        assert lines + period["revaluation_minor"] == period["profit_minor"]
    total = shown["total"]["profit_minor"]
    assert sum(period["profit_minor"] for period in shown["periods"]) == total
    assert total == ada.get(f"{url}/summary").json()["kpis"]["profit_minor"]


def test_sales_of_the_books_are_those_of_the_days(ada: Client, url: str, classroom: Classroom) -> None:
    total = ada.get(f"{url}/profit-and-loss").json()["total"]
    days = StoreDay.objects.of_run(classroom.run.pk).filter(store=0)
    made = {line["account"]: line["amount_minor"] for line in total["lines"]}
    booked = sum(day.sales_minor - day.refunds_minor for day in days)
    assert abs(made["sales"] - booked) <= len(days) * 4  # each currency and day is rounded once
    assert made.get("advertising", 0) == -sum(day.ad_spend_minor for day in days)


def test_a_store_that_has_not_opened_has_no_profit(lin: Client, classroom: Classroom) -> None:
    store = Store.objects.filter(world__run=classroom.draft).first()
    assert store is not None
    shown = lin.get(f"/api/v1/stores/{store.pk}/profit-and-loss").json()
    assert (shown["day"], shown["periods"], shown["total"]) == (-1, [], None)


def test_stock_is_what_the_evening_left(ada: Client, url: str, classroom: Classroom) -> None:
    order = {"kind": "place_purchase_order", "payload": {"sku": "SKU-01", "units": 50}}
    assert ada.post(f"{url}/decisions", order, content_type=JSON).status_code == 201
    assert advance_run(classroom.run.pk, DAYS)
    shown = ada.get(f"{url}/stock").json()
    last = StoreDay.objects.of_days(classroom.run.pk, DAYS, DAYS).get(store=0)
    assert sum(row["value_minor"] for row in shown["stock"]) == last.stock_minor
    ordered = PurchaseOrder.objects.of_run(classroom.run.pk).filter(store=0)
    assert {row["po_no"] for row in shown["purchases"]} <= {str(row.po_no) for row in ordered}
    on_order = sum(row["units"] - row["received_units"] for row in shown["purchases"])
    assert on_order == sum(row["ordered_units"] for row in shown["stock"]) > 0


def test_the_oldest_goods_leave_first() -> None:
    assert ages_of(np.array([10]), np.array([[4, 3, 9]])).tolist() == [[4, 3, 3, 0]]
    assert ages_of(np.array([20]), np.array([[4, 3, 9]])).tolist() == [[4, 3, 9, 4]]
    assert ages_of(np.array([2]), np.array([[4, 3, 9]])).tolist() == [[2, 0, 0, 0]]


def test_listings_say_how_they_sold(ada: Client, url: str, classroom: Classroom) -> None:
    rows = ada.get(f"{url}/listings").json()
    orders = Order.objects.of_days(classroom.run.pk, DAYS - 7, DAYS - 1).filter(store=0)
    assert sum(row["week"]["orders"] for row in rows) == orders.count()
    assert sum(row["month"]["orders"] for row in rows) == Order.objects.of_run(classroom.run.pk).filter(store=0).count()
    prices = {(row["market"], row["sku"]): row["price_minor"] for row in rows}
    standing = ada.get(f"{url}/settings").json()["prices"]
    assert prices == {(row["market"], row["sku"]): row["price_minor"] for row in standing}


def test_a_price_that_is_decided_is_public_once_its_day_is_over(
    clients: dict[str, Client], url: str, classroom: Classroom
) -> None:
    theirs = f"/api/v1/stores/{classroom.ben.pk}"
    payload = {"market": "DE", "sku": "SKU-01", "price_minor": 765_432}
    made = clients["ben"].post(f"{theirs}/decisions", {"kind": "set_price", "payload": payload}, content_type=JSON)
    assert made.status_code == 201
    assert 765_432 not in seen(clients["ada"], url)
    assert advance_run(classroom.run.pk, DAYS)
    assert 765_432 in seen(clients["ada"], url)


def seen(client: Client, url: str) -> set[int]:
    shown = client.get(f"{url}/competitors", {"market": "DE", "sku": "SKU-01"}).json()
    return {row["price_minor"] for row in shown["listings"]}


def test_competitors_are_shown_as_shoppers_see_them(ada: Client, url: str, classroom: Classroom) -> None:
    rows = ada.get(f"{url}/competitors", {"market": "US"}).json()["listings"]
    assert {row["store"] for row in rows} == {str(classroom.ada.pk), str(classroom.ben.pk), str(classroom.rival.pk)}
    assert {row["store"] for row in rows if row["own"]} == {str(classroom.ada.pk)}
    assert all(row["reviews"] > 0 and 100 <= row["rating_e2"] <= 500 for row in rows)
    assert ada.get(f"{url}/competitors").json()["errors"][0]["pointer"] == "/market"


def test_market_estimates_stand_for_a_week(clients: dict[str, Client], url: str, classroom: Classroom) -> None:
    first = ada_report = clients["ada"].get(f"{url}/market-report").json()["markets"]
    for row in ada_report:
        prices = list(row["prices"].values())
        assert prices == sorted(prices)
        assert row["shoppers_per_month"] > 0
    others = clients["ben"].get(f"/api/v1/stores/{classroom.ben.pk}/market-report").json()["markets"]
    assert [row["prices"] for row in others] == [row["prices"] for row in first]
    assert [row["shoppers_per_month"] for row in others] != [row["shoppers_per_month"] for row in first]


def test_two_digits() -> None:
    assert two_digits(np.array([0, 7, 99, 104, 105, 1_249, 987_654])).tolist() == [0, 7, 99, 100, 110, 1_200, 990_000]


def test_a_report_is_noted_once_a_day_and_only_for_students(
    clients: dict[str, Client], url: str, classroom: Classroom
) -> None:
    for path in ("account", "advertising", "competitors?market=US", "market-report", "profit-and-loss", "research"):
        for name in ("ada", "ada", "lin", "ben"):
            clients[name].get(f"{url}/{path}")
    seat = Seat.objects.get(user__username="ada")
    noted = ReportOpening.objects.values_list("seat", "day", "report")
    names = ("account", "advertising", "competitors", "market_report", "profit_and_loss", "research")
    assert sorted(noted) == [(seat.pk, DAYS, name) for name in names]
    assert advance_run(classroom.run.pk, DAYS)
    clients["ada"].get(f"{url}/account")
    assert ReportOpening.objects.filter(seat=seat, report="account").count() == 2


def test_a_known_version_is_noted_too(ada: Client, url: str) -> None:
    version = ada.get(f"{url}/account").headers["ETag"]
    ReportOpening.objects.all().delete()
    cache.clear()
    assert ada.get(f"{url}/account", headers={"If-None-Match": version}).status_code == 304
    assert ReportOpening.objects.count() == 1
