from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from logistics.models import Parcel, TrackingEvent
from orders.models import StoreDay
from simlab.core.states import TrackingEvent as Scan
from simlab.engine.advance import advance_run
from tests.classroom.conftest import DAYS, Classroom

JSON = "application/json"


@pytest.fixture
def url(classroom: Classroom) -> str:
    return f"/api/v1/stores/{classroom.ada.pk}"


def kpis(client: Client, url: str) -> dict[str, Any]:
    return dict(client.get(f"{url}/summary").json()["kpis"])


def test_key_figures_are_sums_of_the_days(ada: Client, url: str, classroom: Classroom) -> None:
    days = list(StoreDay.objects.of_run(classroom.run.pk).filter(store=0).order_by("id"))
    week, week_before = days[-7:], days[:-7][-7:]
    shown = ada.get(f"{url}/summary").json()
    assert (shown["day"], shown["date"], shown["currency"]) == (DAYS - 1, "2026-09-25", "CNY")
    figures = shown["kpis"]
    assert figures["sales_minor"] == sum(day.sales_minor for day in week)
    assert figures["sales_minor_delta"] == figures["sales_minor"] - sum(day.sales_minor for day in week_before)
    assert figures["cash_minor"] == days[-1].cash_minor
    assert figures["cash_minor_delta"] == days[-1].cash_minor - days[-8].cash_minor
    assert figures["profit_minor_delta"] != 0


def test_a_store_that_has_not_opened_has_what_it_opens_with(lin: Client, classroom: Classroom) -> None:
    store = classroom.draft.worlds.get().stores.first()
    shown = lin.get(f"/api/v1/stores/{store.pk}/summary").json()
    assert (shown["day"], shown["date"]) == (-1, "2026-09-13")
    assert shown["kpis"]["profit_minor"] == 0
    assert shown["kpis"]["sales_minor_delta"] is None
    assert shown["kpis"]["on_time_e4"] is None
    assert shown["kpis"]["rating_e2"] == 430


def test_the_opening_is_worth_what_the_kernel_opens_with(lin: Client, url: str, classroom: Classroom) -> None:
    """Profit after the first day is the day's own profit, not a difference of two notions of worth."""
    first = StoreDay.objects.of_days(classroom.run.pk, 0, 0).get(store=0)
    worth = first.wealth_minor + first.stock_minor + first.pipeline_minor
    from simlab.classroom.briefing import briefing

    assert abs(worth - briefing(classroom.run).opening_worth_minor) <= first.sales_minor


def test_days(ada: Client, url: str) -> None:
    days = ada.get(f"{url}/days").json()
    assert [day["day"] for day in days] == list(range(DAYS))
    assert (days[0]["date"], days[-1]["date"]) == ("2026-09-14", "2026-09-25")


def test_every_parcel_is_open_delivered_or_lost(ada: Client, url: str, classroom: Classroom) -> None:
    shown = ada.get(f"{url}/shipments").json()
    run = classroom.run.pk
    parcels = Parcel.objects.of_run(run).filter(store=0).count()
    ended = TrackingEvent.objects.of_run(run).filter(store=0, event__in=[Scan.DELIVERED, Scan.LOST]).count()
    assert sum(row["parcels"] for row in shown["open"]) == parcels - ended
    week = TrackingEvent.objects.of_days(run, DAYS - 7, DAYS - 1).filter(store=0, event=Scan.DELIVERED).count()
    assert sum(row["parcels"] for row in shown["delivered_7d"]) == week > 0
    assert {"pick_up", "line_haul"} <= {row["stage"] for row in shown["open"]}


@pytest.mark.parametrize("path", ["summary", "days", "shipments", "settings"])
def test_reads_take_few_queries(path: str, ada: Client, url: str) -> None:
    ada.get(f"{url}/{path}")
    with CaptureQueriesContext(connection) as queries:
        ada.get(f"{url}/{path}")
    assert len(queries) <= 9, [query["sql"][:120] for query in queries]


def test_settings_follow_decisions_before_and_after_their_day(ada: Client, url: str, classroom: Classroom) -> None:
    before = ada.get(f"{url}/settings").json()
    assert {row["service"] for row in before["services"]} <= {"express", "line", "postal"}
    sku = before["prices"][0]["sku"]
    for kind, payload in [
        ("set_price", {"market": "US", "sku": sku, "price_minor": 4321}),
        ("choose_service", {"market": "DE", "service": "express"}),
        ("set_ad_budget", {"market": "US", "ad_budget_minor": 777}),
        ("set_cover", {"sku": sku, "cover_days": 33}),
    ]:
        made = ada.post(f"{url}/decisions", {"kind": kind, "payload": payload}, content_type=JSON)
        assert made.status_code == 201, made.content
    pending = ada.get(f"{url}/settings").json()
    assert pending["prices"][0]["price_minor"] == 4321
    assert {"market": "DE", "service": "express"} in pending["services"]
    assert {"market": "US", "channel": "marketplace", "ad_budget_minor": 777} in pending["ad_budgets"]
    assert pending["covers"][0] == {"sku": sku, "cover_days": 33}
    advance_run(classroom.run.pk, DAYS)
    assert ada.get(f"{url}/settings").json() == pending | {"day": DAYS + 1}


def test_an_unchanged_store_is_not_read_again(ada: Client, url: str) -> None:
    first = ada.get(f"{url}/summary")
    again = {"If-None-Match": first.headers["ETag"]}
    assert ada.get(f"{url}/summary", headers=again).status_code == 304
    body = {"kind": "set_ad_budget", "payload": {"market": "US", "ad_budget_minor": 1}}
    ada.post(f"{url}/decisions", body, content_type=JSON)
    assert ada.get(f"{url}/summary", headers=again).status_code == 200


def test_a_version_known_from_another_seat_opens_no_door(clients: dict[str, Client], url: str) -> None:
    version = {"If-None-Match": clients["ada"].get(f"{url}/summary").headers["ETag"]}
    assert clients["ben"].get(f"{url}/summary", headers=version).status_code == 404


def test_carriers_quote_a_parcel(ada: Client, classroom: Classroom) -> None:
    url = f"/api/v1/stores/{classroom.ada.pk}/shipping-quotes"
    told = ada.get(url, {"market": "DE", "sku": "SKU-01"}).json()
    assert told["day"] == DAYS
    assert [quote["service"] for quote in told["quotes"]] == ["express", "line", "postal"]
    express, line, postal = told["quotes"]
    assert express["median_days"] < line["median_days"] < postal["median_days"]
    assert express["total_minor"] > line["total_minor"] > postal["total_minor"]
    assert line["arrival_e4"][line["promise_days"]] >= 9_000 > line["arrival_e4"][line["promise_days"] - 1]
    two = ada.get(url, {"market": "DE", "sku": "SKU-01", "units": "2"}).json()["quotes"]
    assert line["total_minor"] < two[1]["total_minor"] < 2 * line["total_minor"]
    assert ada.get(url, {"market": "DE", "sku": "SKU-99"}).status_code == 400
