"""What a team looks at before it decides, in a world that has everything."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client

from bench.everything import everything
from logistics.models import CustomsCase
from orders.models import Case, CaseClose, HealthDay
from payments.models import Dispute
from simlab.core.settings import COLUMNS
from simlab.core.states import AccountStanding
from simlab.engine.advance import advance_run
from simlab.runs import services
from simlab.runs.kinds import kind_named
from simlab.runs.models import Run, Seat, SeatRole, Store, Team
from tests.classroom.conftest import course

DAYS = 16
JSON = "application/json"


@pytest.fixture(scope="module")
def mall(django_db_setup: None, django_db_blocker: Any) -> Iterator[Store]:
    """Ada's store after some days; played once."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield _played()
        transaction.set_rollback(True)


def _played() -> Store:
    home = course("World trade")
    team = Team.objects.create(course=home, name="Magpie")
    user = User.objects.create_user("ada")
    Seat.objects.create(user=user, course=home, role=SeatRole.STUDENT, team=team)
    Seat.objects.create(user=User.objects.create_user("lin"), course=home, role=SeatRole.INSTRUCTOR)
    version = services.freeze_scenario(_quarrelsome(everything(5)))
    run = services.create_run(services.NewRun(home, version, "Everything", [team]))
    services.open_run(run)
    services.start_run(run)
    store = Store.objects.get(world__run=run, team=team)
    _decide(store, "test_listing", market="US", channel="mall", sku="CASE-CLEAR", first_day=1, days=9)
    _decide(store, "declare_value", market="US", percent=30)
    _advance(run, DAYS)
    return store


def _quarrelsome(document: dict[str, Any]) -> dict[str, Any]:
    """Buyers of own sites go to their bank often and soon."""
    made = copy.deepcopy(document)
    chargebacks = made["payments"]["chargebacks"]
    chargebacks["delay_days"] = [2, 4]
    chargebacks["complaints"]["not_as_described_e6"] = 300_000
    return made


def _decide(store: Store, kind: str, **payload: Any) -> None:
    services.submit_decision(store=store, seat=None, source="web", kind=kind, payload=payload)


def _advance(run: Run, days: int) -> None:
    for day in range(run.day, run.day + days):
        assert advance_run(run.pk, day)
    run.refresh_from_db()


@pytest.fixture
def ada(mall: Store, db: None) -> Client:
    client = Client()
    client.force_login(User.objects.get(username="ada"))
    return client


@pytest.fixture
def url(mall: Store) -> str:
    return f"/api/v1/stores/{mall.pk}"


def landed(ada: Client, url: str, **asked: Any) -> dict[str, Any]:
    told = ada.get(f"{url}/landed-cost", {"market": "US", "sku": "EAR-BUDS"} | asked)
    assert told.status_code == 200, told.content
    return dict(told.json())


def test_the_landed_cost_adds_up_and_follows_the_price(ada: Client, url: str) -> None:
    plain, dear = landed(ada, url), landed(ada, url, price_minor=9_900)
    for told in (plain, dear):
        assert sum(part["amount_minor"] for part in told["parts"]) + told["margin_minor"] == told["price_minor"]
    assert (dear["buyer_pays_minor"], dear["market_currency"], dear["currency"]) == (9_900, "USD", "CNY")
    assert dear["break_even_acos_e4"] == dear["margin_minor"] * 10_000 // dear["price_minor"]
    codes = {part["code"] for part in plain["parts"]}
    assert {"goods", "shipping", "marketplace_fee"} <= codes
    own = {part["code"] for part in landed(ada, url, channel="shop")["parts"]}
    assert "payment_fee" in own
    assert "marketplace_fee" not in own


def test_a_break_even_of_the_list_is_that_of_the_preview(ada: Client, url: str) -> None:
    rows = ada.get(f"{url}/advertising").json()["break_evens"]
    (row,) = [row for row in rows if (row["market"], row["channel"], row["sku"]) == ("US", "mall", "EAR-BUDS")]
    told = landed(ada, url)
    assert {name: told[name] for name in ("margin_minor", "break_even_acos_e4")}.items() <= row.items()


@pytest.mark.parametrize("asked", [{"market": "XX"}, {"sku": "NOPE"}, {"channel": "bazaar"}, {"price_minor": 0}])
def test_bad_questions_are_told_at_their_field(ada: Client, url: str, asked: dict[str, Any]) -> None:
    told = ada.get(f"{url}/landed-cost", {"market": "US", "sku": "EAR-BUDS"} | asked)
    assert told.status_code == 400
    assert [error["pointer"] for error in told.json()["errors"]] == [f"/{name}" for name in asked]


def test_candidates_are_read_and_opened_within_the_limit(ada: Client, url: str) -> None:
    told = ada.get(f"{url}/research").json()
    assert (told["open_products"], told["most_products"]) == (12, 13)
    dino, collar = told["products"]
    assert (dino["sku"], dino["opened"], dino["battery"], collar["battery"]) == ("TOY-DINO", False, False, True)
    assert dino["burden"] == len(dino["compliance"]) == 3
    assert {row["market"] for row in dino["markets"]} == {"US", "DE", "GB", "JP", "AU"}
    assert all(row["search_per_month"] > 0 and row["season_e4"] > 0 for row in dino["markets"])
    assert told == ada.get(f"{url}/research").json()
    for sku, status in (("TOY-DINO", 201), ("COLLAR-LED", 400)):
        body = {"kind": "select_product", "payload": {"sku": sku, "opened": True}}
        assert ada.post(f"{url}/decisions", body, content_type=JSON).status_code == status
    after = ada.get(f"{url}/research").json()
    assert [row["opened"] for row in after["products"]] == [True, False]
    assert "TOY-DINO" in ada.get(f"{url}/settings").json()["opened"]


def test_the_inbox_holds_every_case_once(ada: Client, url: str, mall: Store) -> None:
    told, run = ada.get(f"{url}/inbox").json(), mall.world.run_id
    cases = set(Case.objects.of_run(run).filter(store=mall.number).values_list("case_no", flat=True))
    closed = set(CaseClose.objects.of_run(run).filter(store=mall.number).values_list("case_no", flat=True))
    assert {row["case_no"] for row in told["closed"]} == closed
    assert {row["case_no"] for row in told["open"]} == cases - closed
    assert told["open"], "no open case: another seed is needed"
    assert all(0 <= row["days_left"] <= 3 for row in told["open"])
    assert not any(row["by_team"] for row in told["closed"])
    assert {row["case"] for row in told["standing"]} == {"late", "not_as_described", "review_threat"}


def test_an_answer_is_shown_and_settles_the_case(ada: Client, url: str, mall: Store) -> None:
    case = ada.get(f"{url}/inbox").json()["open"][0]
    body = {"kind": "answer_case", "payload": {"case_no": case["case_no"], "answer": "full_refund"}}
    assert ada.post(f"{url}/decisions", body, content_type=JSON).status_code == 201
    assert ada.get(f"{url}/inbox").json()["open"][0]["given_answer"] == "full_refund"
    run = Run.objects.get(pk=mall.world.run_id)
    _advance(run, case["days_left"] + 1)
    (end,) = [row for row in ada.get(f"{url}/inbox").json()["closed"] if row["case_no"] == case["case_no"]]
    assert (end["by_team"], end["answer"], end["refund_minor"]) == (True, "full_refund", case["price_minor"])
    codes = [entry["code"] for entry in ada.get(f"{url}/orders/{case['order']}").json()["timeline"]]
    assert codes.index(case["kind"]) < codes.index("full_refund")


def test_disputes_are_told_answered_and_end(ada: Client, url: str, mall: Store) -> None:
    told = ada.get(f"{url}/disputes").json()
    kept = Dispute.objects.of_run(mall.world.run_id).filter(store=mall.number)
    assert len(told["disputes"]) == kept.count() > 0
    assert {row["ground"] for row in told["standing"]} == {row["ground"] for row in told["odds"]}
    assert told["monitoring"]["settled"] > 0
    dispute = told["disputes"][0]
    assert (dispute["state"], dispute["given_evidence"]) == ("opened", None)
    assert dispute["days_left"] == dispute["due_day"] - told["day"] > 0
    body = {"kind": "represent", "payload": {"dispute_no": dispute["dispute_no"], "evidence": dispute["proofs"]}}
    assert ada.post(f"{url}/decisions", body, content_type=JSON).status_code == 201
    assert ada.get(f"{url}/disputes").json()["disputes"][0]["given_evidence"] == dispute["proofs"]
    _advance(Run.objects.get(pk=mall.world.run_id), 1)
    again = {row["dispute_no"]: row for row in ada.get(f"{url}/disputes").json()["disputes"]}[dispute["dispute_no"]]
    assert (again["state"], again["evidence"]) == ("contested", dispute["proofs"])
    assert again["odds_e4"] > 0
    codes = [entry["code"] for entry in ada.get(f"{url}/orders/{dispute['order']}").json()["timeline"]]
    assert codes.index(f"disputed_{dispute['ground']}") < codes.index("dispute_contested")


def test_customs_tells_holds_findings_and_papers(ada: Client, url: str, mall: Store) -> None:
    told = ada.get(f"{url}/customs").json()
    inspected = CustomsCase.objects.of_run(mall.world.run_id).filter(store=mall.number).count()
    assert len(told["findings"]) == inspected > 0
    assert any("under_declared" in row["faults"] for row in told["findings"])
    assert told["held"]
    assert all(row["held_days"] >= 0 for row in told["held"])
    papers = {paper["code"]: paper for paper in told["papers"]}
    assert (papers["ioss"]["standing"], papers["vat_gb"]["standing"]) == ("held", "missing")
    assert papers["fcc"]["certificate"]
    assert papers["fcc"]["standing"] is None
    body = {"kind": "register", "payload": {"paper": "vat_gb"}}
    assert ada.post(f"{url}/decisions", body, content_type=JSON).status_code == 201
    _advance(Run.objects.get(pk=mall.world.run_id), 1)
    again = {paper["code"]: paper for paper in ada.get(f"{url}/customs").json()["papers"]}
    assert again["vat_gb"]["standing"] == "applied_for"


def test_the_account_is_told_against_its_limits(ada: Client, url: str, mall: Store) -> None:
    told = ada.get(f"{url}/account").json()
    (own,) = told["accounts"]
    assert own["channel"] == "mall"
    last = HealthDay.objects.of_days(mall.world.run_id, DAYS - 1, DAYS - 1).get(store=mall.number)
    assert own["standing"] == AccountStanding(last.standing).name.lower()
    rates = {metric["code"]: metric["rate_e6"] for metric in own["metrics"]}
    assert rates["late_shipment"] == last.late_shipment_e6
    assert own["health_e4"] == last.health_e4
    assert {metric["code"]: metric["limit_e6"] for metric in own["metrics"]}["order_defect"] == 10_000
    assert sum(row["messages"] for row in told["service"]) > 0
    assert all(row["slow"] <= row["messages"] for row in told["service"])


def test_before_the_first_day_there_is_nothing_of_any_other_run(ada: Client, mall: Store) -> None:
    run = mall.world.run
    fresh = services.create_run(services.NewRun(run.course, run.scenario_version, "Again", [mall.team]))
    services.open_run(fresh)
    own = Store.objects.get(world__run=fresh, team=mall.team)
    told = {
        part: ada.get(f"/api/v1/stores/{own.pk}/{part}").json()
        for part in ("account", "inbox", "customs", "advertising")
    }
    assert told["account"]["accounts"] == told["account"]["service"] == []
    assert told["inbox"]["open"] == told["inbox"]["closed"] == []
    assert told["customs"]["held"] == told["customs"]["findings"] == []
    assert told["advertising"]["tests"] == told["advertising"]["campaigns"] == []
    assert sum(part["amount_minor"] for part in landed(ada, f"/api/v1/stores/{own.pk}")["parts"]) > 0


def test_a_test_of_a_listing_reads_as_it_was_asked(ada: Client, url: str, mall: Store) -> None:
    (told,) = ada.get(f"{url}/advertising").json()["tests"]
    assert (told["market"], told["channel"], told["sku"]) == ("US", "mall", "CASE-CLEAR")
    assert (told["first_day"], told["end_day"], told["days_left"]) == (1, 10, 0)
    assert min(told["shoppers"]) > 0
    assert told["low_e6"] <= told["difference_e6"] <= told["high_e6"]
    _decide(mall, "test_listing", market="US", sku="CASE-CLEAR", first_day=DAYS, days=20, test_price_minor=900)
    later, first = ada.get(f"{url}/advertising").json()["tests"]
    assert (later["test_price_minor"], later["days_left"], later["clear"], later["orders"]) == (900, 20, False, [0, 0])
    assert first == told


def test_an_approval_stands_in_the_timeline(ada: Client, url: str, mall: Store) -> None:
    orders = ada.get(f"{url}/orders", {"status": "delivered", "limit": 5}).json()["results"]
    codes = [entry["code"] for entry in ada.get(f"{url}/orders/{orders[0]['id']}").json()["timeline"]]
    assert codes.index("authorised") < codes.index("approved")


def test_the_sections_of_the_scenario_are_named(ada: Client, mall: Store) -> None:
    told = ada.get(f"/api/v1/runs/{mall.world.run_id}").json()
    assert told["sections"] == ["catalogue", "buyer_service", "account_health", "customs", "marketing"]
    assert [channel["kind"] for channel in told["channels"]] == ["marketplace", "own_site"]


def standing(ada: Client, url: str, kind: str) -> list[dict[str, Any]]:
    told = ada.get(f"{url}/standing-values", {"kind": kind})
    assert told.status_code == 200, told.content
    return list(told.json())


SETTINGS = sorted({column.kind.name.lower() for column in COLUMNS})


@pytest.mark.parametrize("kind", SETTINGS)
def test_what_stands_is_told_in_the_words_of_the_form(kind: str, ada: Client, url: str) -> None:
    rows, fields = standing(ada, url, kind), kind_named(kind).payload.model_fields
    assert rows
    assert all(row["values"] and set(row["of"]) | set(row["values"]) <= set(fields) for row in rows)
    assert len({tuple(row["of"].items()) for row in rows}) == len(rows)


def test_what_was_decided_since_the_last_close_stands(ada: Client, url: str, mall: Store) -> None:
    place = {"market": "DE", "channel": "mall"}
    before = standing(ada, url, "localise")
    _decide(mall, "localise", **place, content_level=3, colour="red")
    after = standing(ada, url, "localise")
    (told,) = [row["values"] for row in after if row["of"] == place]
    assert (told["content_level"], told["colour"], set(told)) == (3, "red", set(before[0]["values"]))
    assert [row for row in after if row["of"] != place] == [row for row in before if row["of"] != place]
    _decide(mall, "standing_policy", case="late", answer="full_refund")
    policies = {row["of"]["case"]: row["values"]["answer"] for row in standing(ada, url, "standing_policy")}
    assert policies == {"late": "full_refund", "not_as_described": "apologise", "review_threat": "apologise"}
    assert {row["of"]["channel"] for row in standing(ada, url, "set_fraud_threshold")} == {"shop"}
    assert standing(ada, url, "convert") == []


def test_an_unknown_kind_stands_nowhere(ada: Client, url: str) -> None:
    told = ada.get(f"{url}/standing-values", {"kind": "dance"})
    assert (told.status_code, told.json()["errors"][0]["pointer"]) == (400, "/kind")


@pytest.mark.parametrize(
    "path", ["research", "inbox", "account", "disputes", "customs", "landed-cost?market=US&sku=EAR-BUDS"]
)
def test_a_store_is_nobody_elses(path: str, url: str, mall: Store, db: None) -> None:
    stranger = Client()
    stranger.force_login(User.objects.create_user("stranger"))
    assert stranger.get(f"{url}/{path}").status_code == 404
