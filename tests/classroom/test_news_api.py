"""What stores hear of shocks: nothing before it is announced, or before it has begun and a seller would notice it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from simlab.classroom.reads.import_rules import NOTICE_DAYS, rule_changes
from simlab.engine.advance import advance_run
from simlab.runs.models import Run, Store
from simlab.runs.scenario.files import shipped
from simlab.runs.scenario.resolve import resolve
from simlab.runs.services import freeze_scenario
from tests.classroom.conftest import Classroom
from tests.classroom.test_shocks_api import EFFECT, JSON, SHOCK
from tests.worlds import SMALL, document

ANNOUNCED = {**SHOCK, "code": "tariff", "day": 5, "announced_day": 2}
SUDDEN = {**SHOCK, "code": "strike", "day": 1, "targets": {"markets": ["DE"]}, "effects": [{**EFFECT, "days": 2}]}
CREEPING = {**SHOCK, "code": "ranking", "day": 1, "noticed_days": 2}
RISE = {"first_day": 40, "announced_day": 3, "rate_e4": 250, "market": "US", "channel": None}


@pytest.fixture
def run(classroom: Classroom) -> Any:
    run = Run.objects.get(pk=classroom.draft.pk)
    parts = {"shocks": [ANNOUNCED, SUDDEN, CREEPING, SHOCK], "platform_fees": {"rises": [RISE]}}
    run.scenario_version = freeze_scenario(document(SMALL, **parts))
    run.state = "running"
    run.save()
    return run


def heard(client: Client, run: Any) -> dict[str, Any]:
    store = Store.objects.get(world__run=run, number=0)
    return {item["code"]: item for item in client.get(f"/api/v1/stores/{store.pk}/news").json()}


def test_news_come_when_they_are_announced_or_noticed(run: Any, clients: dict[str, Client]) -> None:
    known: list[set[str]] = []
    for day in range(6):
        known.append(set(heard(clients["ada"], run)))
        assert advance_run(run.pk, day)
        run.refresh_from_db()
    assert known == [
        set(),
        set(),
        {"tariff", "strike"},
        {"tariff", "strike", "fee_rise_0"},
        {"tariff", "strike", "fee_rise_0", "ranking"},
        {"tariff", "strike", "fee_rise_0", "ranking"},
    ]
    told = heard(clients["ada"], run)
    assert told["strike"]["markets"] == ["DE"]
    assert [told[code]["over"] for code in ("strike", "ranking", "tariff")] == [True, False, False]
    start = run.scenario_version.resolved["start_date"]
    assert (told["tariff"]["date"], told["tariff"]["begins_date"]) == (_plus(start, 2), _plus(start, 5))
    assert (told["strike"]["date"], told["strike"]["begins_date"]) == (_plus(start, 2), _plus(start, 1))
    assert told["fee_rise_0"]["text"]["en"] == "The marketplace raises its fee by 2.5 points of the price."
    assert set(told["tariff"]) & {"effects", "chance_per_day_e6", "window", "day"} == set()


def test_what_is_thrown_in_is_news_once_it_has_begun(run: Any, lin: Client, clients: dict[str, Client]) -> None:
    for code in ("slump", "tariff"):
        assert lin.post(f"/api/v1/runs/{run.pk}/shocks", {"code": code}, content_type=JSON).status_code == 201
    assert heard(clients["ada"], run) == {}
    assert advance_run(run.pk, 0)
    run.refresh_from_db()
    assert set(heard(clients["ada"], run)) == {"slump", "tariff"}


CHANGE_DAY = 17


def test_a_dated_change_of_import_rules_is_news_two_weeks_before(run: Any, clients: dict[str, Client]) -> None:
    """Germany's flat duty falls from 3 to 1 euro; nobody hears of it before day 3."""
    made = document(SMALL)
    (germany,) = [market for market in made["markets"] if market["code"] == "DE"]
    germany["duty_item_minor"] = [300] * CHANGE_DAY + [100] * (len(germany["duty_item_minor"]) - CHANGE_DAY)
    Run.objects.filter(pk=run.pk).update(scenario_version=freeze_scenario(made))
    run.refresh_from_db()
    for day in range(CHANGE_DAY - NOTICE_DAYS):
        assert heard(clients["ada"], run) == {}
        assert advance_run(run.pk, day)
        run.refresh_from_db()
    (told,) = heard(clients["ada"], run).values()
    start = run.scenario_version.resolved["start_date"]
    assert (told["date"], told["begins_date"]) == (_plus(start, 3), _plus(start, CHANGE_DAY))
    assert (told["kind"], told["markets"], told["skus"]) == ("import_rules", ["DE"], [])
    assert "EUR 1.00 (until then EUR 3.00)" in told["text"]["en"]


def test_a_change_is_heard_of_on_the_day_that_a_source_tells() -> None:
    """The ruling of 2026-02-20 ends layers of duty four days later."""
    told = rule_changes(resolve(shipped("tariff-storm")))
    (ruling,) = [change for change in told if change["code"] == "import_rules_US_22"]
    assert (ruling["day"], ruling["begins_day"]) == (18, 22)
    assert "'section 122', highest rate: 10% (until then 0%)" in ruling["text"]["en"]


def _plus(start: str, days: int) -> str:
    return (dt.date.fromisoformat(start) + dt.timedelta(days=days)).isoformat()
