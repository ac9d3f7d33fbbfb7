"""Every endpoint, every method, every role: made from the URL configuration and the rule that each method names.

The methods themselves are put aside, so what is seen is the gate alone: is a person let through to them or not. What lies
within (another team's order under the own store's address) is asked of the methods as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern

from orders.models import Order
from payments.models import LedgerEntry
from simlab.classroom.rules import PERSON, PUBLIC, STAFF, Rule
from simlab.classroom.tokens import NewToken, create_token
from simlab.classroom.urls import urlpatterns
from simlab.core.states import LedgerCause
from simlab.runs.models import Decision, Run, ScenarioVersion, Seat, SeatRole, Section, Team
from simlab.runs.practice import open_practice
from tests.classroom.conftest import Classroom

METHODS = ("get", "post", "put", "patch", "delete")
REACHED = 299  # what a method that is put aside answers
SEATED = {
    "own": SeatRole.STUDENT,
    "other": SeatRole.STUDENT,
    "instructor": SeatRole.INSTRUCTOR,
    "assistant": SeatRole.ASSISTANT,
    "grader": SeatRole.GRADER,
    "mentor": SeatRole.MENTOR,
    "observer": SeatRole.OBSERVER,
}
PEOPLE = (*SEATED, "elsewhere", "left", "admin", "nobody")


@dataclass(frozen=True)
class Endpoint:
    path: str
    view: Any
    method: str
    names: tuple[str, ...]

    @property
    def rule(self) -> Rule | None:
        return getattr(getattr(self.view, self.method), "rule", None)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def endpoints() -> Iterator[Endpoint]:
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        view = getattr(pattern.callback, "view_class", None)
        if view is None:  # the catch-all
            continue
        names = tuple(pattern.pattern.converters)
        path = "/api/v1/" + str(pattern.pattern).replace("<str:", "{").replace("<int:", "{").replace(">", "}")
        yield from (Endpoint(path, view, method, names) for method in METHODS if hasattr(view, method))


ENDPOINTS = list(endpoints())


def expected(rule: Rule, person: str) -> int:
    """The answer of the gate, from what the rule says of itself."""
    if rule is PUBLIC:
        return REACHED
    if person == "nobody":
        return 401
    if rule is PERSON:
        return REACHED
    if rule.admins:
        return REACHED if person == "admin" else 403
    if person not in SEATED:
        return 404
    role = SEATED[person].value
    if role in rule.roles or (rule.own and person == "own"):
        return REACHED
    return 404 if rule.own and role not in STAFF else 403


@pytest.fixture
def people(classroom: Classroom, db: None) -> dict[str, Client]:
    course = classroom.run.course
    names = {"own": "ada", "other": "ben", "instructor": "lin", "grader": "grace", "elsewhere": "dee"}
    for person in ("assistant", "mentor", "observer", "left", "admin"):
        user = User.objects.create_user(names.setdefault(person, person), is_superuser=person == "admin")
        if person in SEATED:
            Seat.objects.create(user=user, course=course, role=SEATED[person])
    Seat.objects.create(
        user=User.objects.get(username="left"),
        course=course,
        role=SeatRole.INSTRUCTOR,
        left_at=classroom.run.created_at,
    )
    clients = {person: Client() for person in PEOPLE}
    for person, name in names.items():
        clients[person].force_login(User.objects.get(username=name))
    return clients


def test_every_method_names_its_rule() -> None:
    assert [str(endpoint) for endpoint in ENDPOINTS if endpoint.rule is None] == []


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=str)
def test_who_is_let_through(endpoint: Endpoint, classroom: Classroom, people: dict[str, Client]) -> None:
    rule = endpoint.rule
    assert rule is not None
    url = endpoint.path.format(**dict.fromkeys(endpoint.names, "1") | addressed(classroom))

    def put_aside(*_: Any, **__: Any) -> HttpResponse:
        return HttpResponse(status=REACHED)

    put_aside.rule = rule  # type: ignore[attr-defined]
    with patch.object(endpoint.view, endpoint.method, put_aside):
        answers = {person: asked(client, endpoint.method, url) for person, client in people.items()}
    assert answers == {person: expected(rule, person) for person in PEOPLE}


def asked(client: Client, method: str, url: str) -> int:
    cache.clear()  # what one address may ask for is another test's matter
    return client.generic(
        method.upper(), url, "" if method == "get" else "{}", content_type="application/json"
    ).status_code


def addressed(classroom: Classroom) -> dict[str, str]:
    own = {"course": classroom.run.course, "run": classroom.run, "store": classroom.ada, "practice": practised("ada")}
    return {name: str(thing.pk) for name, thing in own.items()}


def practised(name: str) -> Run:
    seat = Seat.objects.get(user__username=name)
    return Run.objects.filter(owner=seat).first() or open_practice(seat, ScenarioVersion.objects.all()[0])


# Names of things within a store, run or course, and one of each that is another's. A new name needs one here.
def of_another(classroom: Classroom) -> dict[str, str]:
    theirs = Order.objects.of_run(classroom.run.pk).filter(store=classroom.ben.number).order_by("id")[0]
    line = LedgerEntry.objects.of_run(classroom.run.pk).filter(store=classroom.ben.number, cause=LedgerCause.SHIPPING)
    elsewhere = Seat.objects.get(user__username="dee")
    section = Section.objects.create(course=elsewhere.course, name="Theirs")
    team = Team.objects.create(course=elsewhere.course, name="Theirs")
    made = {"day": classroom.run.day, "effective_day": classroom.run.day, "payload": {}, "rows": []}
    decision = Decision.objects.create(run=classroom.run, store=classroom.ben, kind="set_price", source="web", **made)
    token, _ = create_token(elsewhere, NewToken("Theirs", ["read"], 1))
    return {
        "order": str(theirs.pk),
        "token": str(token.pk),
        "line": str(line[0].pk),
        "table": "store",
        "kind": "csv",
        "section": str(section.pk),
        "team": str(team.pk),
        "seat": str(elsewhere.public_id),
        "scenario": str(classroom.run.scenario_version_id),
        "decision": str(decision.pk),
    }


@pytest.mark.parametrize(
    "endpoint", [each for each in ENDPOINTS if set(each.names) - {"course", "run", "store", "practice"}], ids=str
)
def test_what_is_anothers_is_not_found_under_the_own_address(
    endpoint: Endpoint, classroom: Classroom, people: dict[str, Client]
) -> None:
    url = endpoint.path.format(**addressed(classroom) | of_another(classroom))
    person = "own" if "store" in endpoint.names else "instructor"
    assert asked(people[person], endpoint.method, url) == 404
