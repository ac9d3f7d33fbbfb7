"""No read asks the database more often when there is more to show: every GET of the URL configuration, before and after days are played."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern

from bench.everything import everything
from orders.models import Order
from payments.models import LedgerEntry
from simlab.classroom.urls import urlpatterns
from simlab.core.states import LedgerCause
from simlab.engine import recall
from simlab.engine.advance import advance_run
from simlab.runs import services
from simlab.runs.models import Decision, Run, Seat, SeatRole, Section, Store, Team
from tests.classroom.conftest import course

pytestmark = pytest.mark.django_db  # the databases are made for modules that say so
FEW_DAYS, MORE_DAYS = 16, 7
QUERIES = {
    "shipping-quotes": {"market": "DE", "sku": "CASE-CLEAR"},
    "landed-cost": {"market": "DE", "sku": "CASE-CLEAR"},
    "competitors": {"market": "DE"},
}


def reads() -> Iterator[str]:
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        view = getattr(pattern.callback, "view_class", None)
        if view is not None and hasattr(view, "get"):
            yield str(pattern.pattern).replace("<str:", "{").replace("<int:", "{").replace(">", "}")


@pytest.fixture(scope="module")
def counts(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, tuple[int, int]]]:
    """Queries of each read with little and with much to show."""
    with django_db_blocker.unblock(), transaction.atomic():
        run = _opened()
        _play(run, FEW_DAYS)
        few = _counted(run, rows=1)
        _more_people(run)
        _play(run, MORE_DAYS)
        many = _counted(run, rows=200)
        yield {path: (few[path], many[path]) for path in few}
        transaction.set_rollback(True)


def _opened() -> Run:
    home = course("World trade")
    teams = [Team.objects.create(course=home, name="Magpie")]
    _seated(home, "ada", SeatRole.STUDENT, teams[0])
    _seated(home, "lin", SeatRole.INSTRUCTOR)
    run = services.create_run(services.NewRun(home, services.freeze_scenario(everything(5)), "Everything", teams))
    services.open_run(run)
    services.start_run(run)
    return run


def _seated(home: Any, name: str, role: str, team: Team | None = None) -> None:
    Seat.objects.create(user=User.objects.create_user(name), course=home, role=role, team=team)


def _more_people(run: Run) -> None:
    team = Team.objects.get(course=run.course)
    for number in range(6):
        _seated(run.course, f"mate{number}", SeatRole.STUDENT, team if number < 3 else None)
        Team.objects.create(course=run.course, name=f"Team {number}")


def _play(run: Run, days: int) -> None:
    store, seat = Store.objects.get(world__run=run, team__isnull=False), Seat.objects.get(user__username="ada")
    for day in range(run.day, run.day + days):
        for market in ("US", "DE"):
            payload = {"market": market, "ad_budget_minor": 100 + day}
            services.submit_decision(store=store, seat=seat, source="web", kind="set_ad_budget", payload=payload)
        assert advance_run(run.pk, day)
    run.refresh_from_db()


def _counted(run: Run, rows: int) -> dict[str, int]:
    people = {}
    for name in ("ada", "lin"):
        people[name] = Client()
        people[name].force_login(User.objects.get(username=name))
    found = {}
    for path in reads():
        url = "/api/v1/" + path.format(**_addressed(run))
        query = QUERIES.get(path.rpartition("/")[2], {})
        paged = people["ada"].get(url, query | {"limit": "1"}).status_code == 200
        query = query | ({"limit": str(rows)} if paged else {})
        found[path] = max(_queries(client, url, query) for client in people.values())
    return found


def _queries(client: Client, url: str, query: dict[str, str]) -> int:
    recall.forget_all()
    for name in caches:
        caches[name].clear()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url, query)
        assert not answer.streaming or b"".join(answer)
    return len(captured)


def _addressed(run: Run) -> dict[str, str]:
    """One of everything that an address may name. A new name needs one here."""
    store = Store.objects.get(world__run=run, team__isnull=False)
    line = LedgerEntry.objects.of_run(run.pk).filter(store=store.number, cause=LedgerCause.SHIPPING)
    return {
        "course": str(run.course_id),
        "run": str(run.pk),
        "scenario": str(run.scenario_version_id),
        "store": str(store.pk),
        "order": str(Order.objects.of_run(run.pk).filter(store=store.number).order_by("id")[0].pk),
        "line": str(line.order_by("-id")[0].pk),
        "decision": str(Decision.objects.filter(store=store).order_by("-id")[0].pk),
        "token": "1",
        "practice": "1",
        "table": "parcels",
        "kind": "csv",
        "seat": str(Seat.objects.get(user__username="ada").public_id),
        "section": str(Section.objects.get_or_create(course=run.course, name="A")[0].pk),
        "team": str(Team.objects.filter(course=run.course).order_by("id")[0].pk),
    }


@pytest.mark.parametrize("path", list(reads()))
def test_a_read_takes_the_same_queries_however_much_there_is(path: str, counts: dict[str, tuple[int, int]]) -> None:
    few, many = counts[path]
    assert many <= few <= 40
