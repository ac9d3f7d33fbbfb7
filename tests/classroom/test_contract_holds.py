"""What nobody thought of, asked of every endpoint by every role: no answer outside the contract, and no fault.

Schemathesis makes the requests from the OpenAPI document; the ids in the addresses are mostly real ones, so that requests
reach the methods. Every request is rolled back. SCHEMA_EXAMPLES asks more often.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings, strategies
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from orders.models import Order
from payments.models import LedgerEntry
from simlab.core.states import LedgerCause
from simlab.project.wsgi import application
from simlab.runs.models import Seat, SeatRole
from tests.classroom.conftest import Classroom

EXAMPLES = int(os.environ.get("SCHEMA_EXAMPLES", "8"))
CSRF = "c" * 32
ROLES = ("ada", "lin", "grace", "mentor", "nobody")
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module", autouse=True)
def _one_connection() -> Iterator[None]:
    """The application would close the connection in whose transaction the class lives."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def document(classroom: Classroom) -> Any:
    return schemathesis.openapi.from_wsgi("/api/v1/schema", application, headers={"Host": "localhost"})


def operations() -> list[str]:
    from drf_spectacular.generators import SchemaGenerator

    paths = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    return [f"{method.upper()} {path}" for path, item in paths.items() for method in item if method != "parameters"]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("operation", operations())
def test_every_answer_is_in_the_contract(
    operation: str, role: str, document: Any, classroom: Classroom, clients: dict[str, Client]
) -> None:
    method, path = operation.split()
    ids, cookies = addressed(classroom), signed_in(role, classroom, clients)

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=document[path][method].as_strategy(), real=strategies.sampled_from([True, True, True, False]))
    def asked(case: Any, real: bool) -> None:
        cache.clear()
        if real:
            case.path_parameters = {name: ids.get(name, value) for name, value in (case.path_parameters or {}).items()}
        with transaction.atomic():
            # The role asks by its session: a token that is made up would be refused before anything else.
            told = {name: value for name, value in (case.headers or {}).items() if name.lower() != "authorization"}
            case.headers = told
            answer = case.call(cookies=cookies, headers={**told, "Host": "localhost", "X-CSRFToken": CSRF})
            transaction.set_rollback(True)
        assert role == "nobody" or answer.status_code != 401, "the role was not signed in"
        case.validate_response(answer, checks=CHECKS)

    asked()


def addressed(classroom: Classroom) -> dict[str, str]:
    order = Order.objects.of_run(classroom.run.pk).filter(store=classroom.ada.number).order_by("id")[0]
    line = LedgerEntry.objects.of_run(classroom.run.pk).filter(store=classroom.ada.number, cause=LedgerCause.SHIPPING)[
        0
    ]
    return {
        "course": str(classroom.run.course.pk),
        "run": str(classroom.run.pk),
        "store": str(classroom.ada.pk),
        "order": str(order.pk),
        "line": str(line.pk),
    }


def signed_in(role: str, classroom: Classroom, clients: dict[str, Client]) -> dict[str, str]:
    """The cookies that the role's browser sends along."""
    if role == "mentor":
        Seat.objects.filter(user__username="grace").update(role=SeatRole.MENTOR)
    client = clients["grace" if role == "mentor" else role]
    session = client.cookies.get("sessionid")
    return {"csrftoken": CSRF} | ({"sessionid": session.value} if session else {})
