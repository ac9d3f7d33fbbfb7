from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from logistics.models import Parcel
from orders.models import Order, Review
from payments.models import Payment
from simlab.core.states import OrderStatus
from tests.classroom.conftest import Classroom


@pytest.fixture
def url(classroom: Classroom) -> str:
    return f"/api/v1/stores/{classroom.ada.pk}/orders"


def ids(page: dict[str, Any]) -> list[int]:
    return [int(row["id"]) for row in page["results"]]


def walk(ada: Client, url: str, **query: str) -> list[dict[str, Any]]:
    pages = [ada.get(url, query).json()]
    while cursor := pages[-1]["next"]:
        pages.append(ada.get(url, query | {"cursor": cursor}).json())
    return pages


@pytest.mark.parametrize("ordering", ["-id", "id", "-price_minor", "units"])
def test_every_order_is_on_one_page(ordering: str, ada: Client, url: str, classroom: Classroom) -> None:
    pages = walk(ada, url, limit="37", ordering=ordering)
    tie = "-id" if ordering.startswith("-") else "id"
    orders = Order.objects.of_run(classroom.run.pk).filter(store=0).order_by(ordering, tie).values_list("id", flat=True)
    assert [number for page in pages for number in ids(page)] == list(orders)
    assert len(pages) > 2
    back = ada.get(url, {"limit": "37", "ordering": ordering, "cursor": pages[2]["previous"]}).json()
    assert ids(back) == ids(pages[1])
    first = ada.get(url, {"limit": "37", "ordering": ordering, "cursor": back["previous"]}).json()
    assert (ids(first), first["previous"]) == (ids(pages[0]), None)


def test_filters(ada: Client, url: str, classroom: Classroom) -> None:
    orders = Order.objects.of_run(classroom.run.pk).filter(store=0)
    wanted = orders.filter(market=1, sku=2, status=OrderStatus.DELIVERED)
    run = ada.get(f"/api/v1/runs/{classroom.run.pk}").json()
    query = {"market": "DE", "sku": run["skus"][2]["code"], "status": "delivered", "limit": "200"}
    page = ada.get(url, query).json()
    assert sorted(ids(page)) == sorted(wanted.values_list("id", flat=True))
    assert {(row["market"], row["status"], row["currency"]) for row in page["results"]} == {("DE", "delivered", "EUR")}


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ({"status": "eaten"}, "/status"),
        ({"market": "XX"}, "/market"),
        ({"sku": "XX"}, "/sku"),
        ({"cursor": "z9"}, "/cursor"),
        ({"cursor": "a"}, "/cursor"),
        ({"cursor": "WyJhIiwiaWQiLDEsMV0"}, "/cursor"),  # of another ordering
        ({"cursor": "WyJhIiwiLWlkIixudWxsLDFd"}, "/cursor"),
        ({"colour": "red"}, "/colour"),
        ({"limit": "0"}, "/limit"),
        ({"ordering": "price"}, "/ordering"),
    ],
)
def test_bad_queries_are_named(query: dict[str, str], pointer: str, ada: Client, url: str) -> None:
    answer = ada.get(url, query)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, pointer)


def test_a_page_costs_the_same_queries_whatever_its_length(ada: Client, url: str) -> None:
    counts = set()
    for limit in ("1", "50", "200"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            ada.get(url, {"limit": limit})
        counts.add(len(queries))
    assert len(counts) == 1
    assert counts.pop() <= 9


def test_buyers_have_names_once_they_are_written(ada: Client, url: str) -> None:
    page = ada.get(url, {"limit": "1"}).json()
    assert page["results"][0]["buyer"] == {"name": "Jo March", "city": "Concord"}


def test_an_order_tells_its_story(ada: Client, url: str, classroom: Classroom) -> None:
    orders = Order.objects.of_run(classroom.run.pk).filter(store=0, status=OrderStatus.DELIVERED).order_by("id")
    order = ada.get(f"{url}/{orders[0].pk}").json()
    parcel = Parcel.objects.get(order_id=orders[0].pk)
    assert order["parcel"]["weight_g"] == parcel.weight_g
    assert order["service"] == order["parcel"]["service"]
    codes = [entry["code"] for entry in order["timeline"]]
    assert codes[:2] == ["placed", "authorised"]
    assert {"allocated", "delivered"} <= set(codes)
    days = [entry["day"] for entry in order["timeline"]]
    assert days == sorted(days)
    money = {entry["code"]: (entry["amount_minor"], entry["currency"]) for entry in order["timeline"]}
    assert money["placed"] == money["authorised"] == (order["price_minor"], order["currency"])
    assert money["allocated"] == (parcel.shipping_minor + parcel.duty_minor, "CNY")
    assert money["delivered"] == (None, None)


def test_a_declined_order_has_no_parcel(ada: Client, url: str) -> None:
    row = ada.get(url, {"status": "declined", "limit": "1"}).json()["results"][0]
    order = ada.get(f"{url}/{row['id']}").json()
    assert order["parcel"] is None
    assert [entry["code"] for entry in order["timeline"]] == ["placed", "declined"]
    declined = Payment.objects.of_order(int(row["id"])).get()
    assert [entry["reason"] for entry in order["timeline"]] == [None, f"{declined.decline_code:02d}"]


def test_a_reviewed_order_shows_its_stars(ada: Client, url: str, classroom: Classroom) -> None:
    review = Review.objects.of_run(classroom.run.pk).filter(store=0).first()
    if review is None:
        order_id = Order.objects.of_run(classroom.run.pk).filter(store=0, status=OrderStatus.DELIVERED)[0].pk
        review = Review.objects.create(
            id=classroom.run.pk << 39 | 11 << 28, world=0, store=0, day=11, order_id=order_id, sku=0, stars=4
        )
    order = ada.get(f"{url}/{review.order_id}").json()
    assert order["stars"] == review.stars
    assert order["timeline"][-1]["code"] == f"stars_{review.stars}"
