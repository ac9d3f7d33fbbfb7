"""Two teams play against each other; then every read of one student is searched for the other team, the seed, the bots and the future."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from orders.models import Order, StoreDay
from payments.models import LedgerEntry
from simlab.core.states import LedgerCause
from simlab.engine.advance import advance_run
from simlab.runs.models import Store
from tests.classroom.conftest import DAYS, Classroom
from tests.classroom.test_query_counts import reads

JSON = "application/json"
QUERIES = {
    "shipping-quotes": {"market": "DE", "sku": "SKU-01"},
    "landed-cost": {"market": "DE", "sku": "SKU-01"},
    "competitors": {"market": "DE"},
}
SECRET_BUDGET = 6_543_217  # what Ben decides and nobody else can know
# Days that a seller knows of beforehand: deadlines, promises, and what was agreed or announced.
KNOWN_AHEAD = {
    *(
        "days",
        "day",
        "due_day",
        "promised_day",
        "round_days",
        "effective_day",
        "first_day",
        "end_day",
        "month_ends_day",
    ),
    *(
        "deal_first_day",
        "deal_last_day",
        "answer_days",
        "begins_date",
        "start_date",
        "parent_day",
        "last_day",
    ),
}


@pytest.fixture
def answers(classroom: Classroom, ada: Client, clients: dict[str, Client]) -> dict[str, str]:
    """What Ada reads at every address, after Ben has decided something for the day to come, too."""
    theirs = f"/api/v1/stores/{classroom.ben.pk}/decisions"
    for _ in range(2):
        payload = {"market": "DE", "ad_budget_minor": SECRET_BUDGET}
        made = clients["ben"].post(theirs, {"kind": "set_ad_budget", "payload": payload}, content_type=JSON)
        assert made.status_code == 201
        if classroom.run.day == DAYS:
            assert advance_run(classroom.run.pk, DAYS)
            classroom.run.refresh_from_db()
    return dict(_asked(ada, classroom))


def _asked(ada: Client, classroom: Classroom) -> Iterator[tuple[str, str]]:
    for path in reads():
        if path == "schema":
            continue
        for mine in (True, False):
            url = "/api/v1/" + path.format_map(_Addressed(classroom, classroom.ada if mine else classroom.ben))
            answer = ada.get(url, QUERIES.get(path.rpartition("/")[2], {}))
            if answer.status_code == 200:
                assert mine or "{store}" not in path, f"{path} shows another team's store"
                body = b"".join(answer) if answer.streaming else answer.content
                yield url, body.decode(errors="replace")


class _Addressed(dict[str, str]):
    def __init__(self, classroom: Classroom, store: Store) -> None:
        run = classroom.run
        line = LedgerEntry.objects.of_run(run.pk).filter(store=store.number, cause=LedgerCause.SHIPPING)[0]
        order = Order.objects.of_run(run.pk).filter(store=store.number)[0]
        super().__init__(
            course=run.course_id, run=run.pk, store=store.pk, order=order.pk, line=line.pk, table="days", kind="csv"
        )

    def __missing__(self, name: str) -> str:
        return "1"


def test_enough_is_read(answers: dict[str, str]) -> None:
    assert len(answers) > 30


def test_no_number_of_another_team_is_shown(answers: dict[str, str], classroom: Classroom) -> None:
    secrets = {SECRET_BUDGET} | set(_numbers_of(classroom.ben, classroom)) - set(_numbers_of(classroom.ada, classroom))
    for url, body in answers.items():
        shown = set(_integers(_parsed(body)))
        assert not secrets & shown, url


def _numbers_of(store: Store, classroom: Classroom) -> Iterator[int]:
    """Large sums of money of a store, by which it would be recognised."""
    names = ("cash_minor", "wealth_minor", "stock_minor", "sales_minor", "receivable_minor", "ad_spend_minor")
    for day in StoreDay.objects.of_run(classroom.run.pk).filter(store=store.number).values(*names):
        yield from (amount for amount in day.values() if amount > 100_000)


def test_nobody_reads_the_seed_or_who_plays_by_which_policy(answers: dict[str, str], classroom: Classroom) -> None:
    policies = set(Store.objects.filter(world__run=classroom.run).exclude(policy="").values_list("policy", flat=True))
    assert policies
    seed = classroom.run.seed_hex
    for url, body in answers.items():
        assert seed not in body, url
        assert str(int(seed, 16)) not in body, url
        assert not policies & set(_texts(_parsed(body))), url


def test_nothing_of_the_future_is_shown(answers: dict[str, str], classroom: Classroom) -> None:
    today = classroom.run.day
    for url, body in answers.items():
        ahead = {
            (name, value)
            for name, value in _named(_parsed(body))
            if name.endswith("day") and name not in KNOWN_AHEAD and isinstance(value, int) and value > today
        }
        assert not ahead, url
        days = [value for name, value in _named(_parsed(body)) if name == "day" and isinstance(value, int)]
        assert all(day <= today for day in days), url


def _parsed(body: str) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return body


def _named(shown: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(shown, dict):
        for name, value in shown.items():
            yield name, value
            yield from _named(value)
    elif isinstance(shown, list):
        for entry in shown:
            yield from _named(entry)


def _leaves(shown: Any) -> Iterator[Any]:
    if isinstance(shown, dict):
        for value in shown.values():
            yield from _leaves(value)
    elif isinstance(shown, list):
        for entry in shown:
            yield from _leaves(entry)
    else:
        yield shown


def _integers(shown: Any) -> Iterator[int]:
    yield from (leaf for leaf in _leaves(shown) if isinstance(leaf, int))


def _texts(shown: Any) -> Iterator[str]:
    yield from (leaf for leaf in _leaves(shown) if isinstance(leaf, str))
