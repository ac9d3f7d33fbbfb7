from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from simlab.classroom import ticker
from simlab.classroom.ticker import Ticker
from simlab.engine.advance import advance_run
from simlab.runs import services
from simlab.runs.intents import GRADE_ROUND
from simlab.runs.models import Clock, Intent, Run
from tests.terms import new_run

pytestmark = pytest.mark.django_db


class Desk:
    """A ticker whose messages and clock stay in the test."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, list[int]]] = []
        self.seconds = 0.0
        self.ticker = Ticker(send=lambda name, args: self.sent.append((name, args)), now=lambda: self.seconds)

    def tick(self) -> list[tuple[str, list[int]]]:
        self.sent.clear()
        self.ticker.tick()
        return list(self.sent)


@pytest.fixture
def run() -> Run:
    made: Run = new_run()
    return made


def test_nothing_is_due_until_somebody_asks(run: Run) -> None:
    assert Desk().tick() == []


def test_days_asked_for_are_sent_one_after_the_other(run: Run) -> None:
    desk = Desk()
    services.request_days(run, days=2)
    assert desk.tick() == [("engine.advance_run", [run.pk, 0])]
    assert desk.tick() == []
    advance_run(run.pk, 0)
    assert ("engine.advance_run", [run.pk, 1]) in desk.tick()
    advance_run(run.pk, 1)
    desk.tick()
    assert not Intent.objects.filter(kind="advance", done_at=None).exists()


def test_a_day_that_closes_while_the_ticker_looks_is_not_followed_by_another(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.request_days(run, days=1)
    monkeypatch.setattr(ticker, "_finish_reached_days", lambda: advance_run(run.pk, 0))
    assert ("engine.advance_run", [run.pk, 1]) not in Desk().tick()


def test_a_lost_message_is_sent_again(run: Run) -> None:
    desk = Desk()
    services.request_days(run, days=1)
    first = desk.tick()
    desk.seconds = desk.ticker.resend_seconds
    assert desk.tick() == first


def test_a_ticker_that_starts_finds_what_was_left(run: Run) -> None:
    services.request_days(run, days=3)
    first = Desk().tick()
    assert first == Desk().tick() == [("engine.advance_run", [run.pk, 0])]


def test_a_closed_day_has_its_buyers_named(run: Run) -> None:
    advance_run(run.pk, 0)
    intent = Intent.objects.get(kind="name_buyers")
    assert Desk().tick() == [("orders.name_buyers", [intent.pk, run.pk, 0])]


def test_a_paused_run_waits(run: Run) -> None:
    services.request_days(run, days=1)
    services.pause_run(run)
    assert Desk().tick() == []


def test_a_paced_run_is_due_by_the_clock(run: Run) -> None:
    services.set_clock(run, clock=Clock.PACED, pace_seconds=30)
    assert Desk().tick() == [("engine.advance_run", [run.pk, 0])]
    advance_run(run.pk, 0)
    assert ("engine.advance_run", [run.pk, 1]) not in Desk().tick()
    Run.objects.filter(pk=run.pk).update(next_due_at=timezone.now() - timedelta(seconds=1))
    assert ("engine.advance_run", [run.pk, 1]) in Desk().tick()


def test_two_tickers_ask_for_one_day(run: Run) -> None:
    services.set_clock(run, clock=Clock.PACED, pace_seconds=30)
    for desk in (Desk(), Desk()):
        desk.tick()
    assert Intent.objects.filter(kind="advance").count() == 1


def test_grading_leaves_room_for_days_where_its_tasks_are_bounded(run: Run) -> None:
    desk = Desk()
    desk.ticker.at_once = {GRADE_ROUND: 1}
    first, second = (Intent.objects.create(kind=GRADE_ROUND, run=run, due_day=day) for day in (0, 7))
    services.request_days(run, days=1)
    sent = desk.tick()
    assert ("scoring.grade_round", [first.pk, run.pk, 0]) in sent
    assert ("engine.advance_run", [run.pk, 0]) in sent
    assert len(sent) == 2
    Intent.objects.filter(pk=first.pk).update(done_at=timezone.now())
    assert desk.tick() == [("scoring.grade_round", [second.pk, run.pk, 7])]
