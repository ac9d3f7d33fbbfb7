"""A cast and a short played run: Ada and Ben trade against each other, Lin teaches, Grace grades, Dee teaches elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import caches
from django.db import transaction
from django.test import Client

from orders.models import Buyer, Order, buyer_id
from simlab.engine.advance import advance_run
from simlab.runs import services
from simlab.runs.models import Course, Institution, Run, Seat, SeatRole, Store, Team
from tests.worlds import SMALL, document

DAYS = 12
# a range that changes nothing: what a run draws is hidden, and the numbers stay those of the small world
VARIATION = [{"of": "demand", "code": None, "low_e4": 10_000, "high_e4": 10_000}]
PASSWORD = "a quiet harbour"
CAST = ("ada", "ben", "lin", "grace", "dee")


@dataclass(frozen=True)
class Classroom:
    run: Run
    draft: Run
    ada: Store
    ben: Store
    rival: Store


@pytest.fixture(scope="module")
def classroom(django_db_setup: None, django_db_blocker: Any) -> Iterator[Classroom]:
    """Played once per module; what a test changes is rolled back to this."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield _played()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Neither how often one has asked nor what was answered."""
    for name in caches:
        caches[name].clear()


@pytest.fixture
def clients(classroom: Classroom, db: None) -> dict[str, Client]:
    """A signed-in browser per person, and one that nobody signed in with."""
    clients = {name: Client() for name in CAST}
    for name, client in clients.items():
        client.force_login(User.objects.get(username=name))
    return clients | {"nobody": Client()}


@pytest.fixture
def ada(clients: dict[str, Client]) -> Client:
    return clients["ada"]


@pytest.fixture
def lin(clients: dict[str, Client]) -> Client:
    return clients["lin"]


def _played() -> Classroom:
    own, elsewhere = course("Cross-border trade"), course("Elsewhere")
    teams = [Team.objects.create(course=own, name=name) for name in ("Magpie", "Heron")]
    _seat("ada", own, SeatRole.STUDENT, teams[0])
    _seat("ben", own, SeatRole.STUDENT, teams[1])
    _seat("lin", own, SeatRole.INSTRUCTOR)
    _seat("grace", own, SeatRole.GRADER)
    _seat("dee", elsewhere, SeatRole.INSTRUCTOR)
    version = services.freeze_scenario(document(SMALL, variation=VARIATION))
    draft = services.create_run(services.NewRun(own, version, "A draft", teams))
    run = services.create_run(services.NewRun(own, version, "Autumn", teams))
    services.open_run(run)
    services.start_run(run)
    for day in range(DAYS):
        assert advance_run(run.pk, day)
    run.refresh_from_db()
    _name_a_buyer(run)
    stores = Store.objects.filter(world__run=run).order_by("number")
    return Classroom(run, draft, *stores)


def course(name: str) -> Course:
    institution = Institution.objects.create(name=f"{name} college")
    return Course.objects.create(institution=institution, name=name, term="2026 autumn")


def _seat(name: str, course: Course, role: str, team: Team | None = None) -> None:
    user = User.objects.create_user(name, password=PASSWORD, first_name=name.title())
    Seat.objects.create(user=user, course=course, role=role, team=team)


def _name_a_buyer(run: Run) -> None:
    last = Order.objects.of_run(run.pk).filter(store=0).order_by("-id")[0]
    Buyer.objects.create(
        id=buyer_id(run.pk, last.market, last.buyer_no),
        market=last.market,
        buyer_no=last.buyer_no,
        name="Jo March",
        city="Concord",
        address="1 Orchard Lane",
        email="jo@example.org",
        language="en",
    )
