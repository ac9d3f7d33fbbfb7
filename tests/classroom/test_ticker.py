from __future__ import annotations

from datetime import timedelta
from threading import Event

import pytest
from django.db import DatabaseError
from django.utils import timezone

from simlab.classroom import ticker
from simlab.classroom.ticker import LEASE_SECONDS, MOST_OF_A_RUN, Ticker
from simlab.engine.advance import advance_run
from simlab.runs import intents, services
from simlab.runs.intents import GRADE_ROUND
from simlab.runs.models import Clock, Intent, Lease, Run
from tests.terms import new_run

pytestmark = pytest.mark.django_db


class Desk:
    """A ticker whose messages and clock stay in the test."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, list[int]]] = []
        self.seconds, self.queue = 0.0, "started"
        self.ticker = Ticker(
            send=lambda name, args: self.sent.append((name, args)), queue=lambda: self.queue, now=lambda: self.seconds
        )

    def stop(self) -> None:
        stopped = Event()
        stopped.set()
        self.ticker.run(stopped)

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


def test_a_lost_message_is_sent_again(run: Run) -> None:
    desk = Desk()
    services.request_days(run, days=1)
    first = desk.tick()
    desk.seconds = desk.ticker.resend_seconds
    assert desk.tick() == first


def test_a_ticker_that_starts_finds_what_was_left(run: Run) -> None:
    services.request_days(run, days=3)
    gone, first = Desk(), [("engine.advance_run", [run.pk, 0])]
    assert gone.tick() == first
    gone.stop()
    assert Desk().tick() == first


def test_of_two_tickers_one_works_until_it_stops_renewing_its_lease(run: Run) -> None:
    services.request_days(run, days=1)
    one, other = Desk(), Desk()
    first = one.tick()
    assert (len(first), other.tick()) == (1, [])
    Lease.objects.update(until_at=timezone.now() - timedelta(seconds=1))
    assert other.tick() == first
    one.seconds = LEASE_SECONDS
    one.tick()
    assert Lease.objects.get().holder == other.ticker.holder


def test_a_queue_that_lost_its_memory_is_filled_again(run: Run) -> None:
    desk = Desk()
    services.request_days(run, days=1)
    first = desk.tick()
    desk.seconds = LEASE_SECONDS
    assert desk.tick() == []
    desk.seconds, desk.queue = 2 * LEASE_SECONDS, "started anew"
    assert desk.tick() == first


@pytest.mark.parametrize("trouble", [DatabaseError("the server is starting up"), ConnectionError("no queue")])
def test_after_trouble_everything_is_sent_again(run: Run, trouble: Exception) -> None:
    desk, stop = Desk(), Event()
    services.request_days(run, days=1)
    first = desk.tick()

    def fail_once_then_stop(*_: object) -> int:
        if stop.is_set():
            return 0
        stop.set()
        raise trouble

    desk.ticker.tick = fail_once_then_stop  # type: ignore[method-assign]
    desk.ticker.run(stop)
    del desk.ticker.tick
    assert desk.tick() == first


def test_a_task_that_could_not_be_sent_is_sent_at_the_next_look(run: Run) -> None:
    desk = Desk()
    services.request_days(run, days=1)
    send = desk.ticker.send
    desk.ticker.send = refuse
    with pytest.raises(ConnectionError):
        desk.tick()
    desk.ticker.send = send
    assert len(desk.tick()) == 1


def refuse(name: str, args: list[int]) -> None:
    raise ConnectionError(name)


def test_a_run_with_much_to_do_has_one_day_on_the_queue_like_any_other(run: Run) -> None:
    heavy, light = run, new_run(seed_hex=f"{8:032x}")
    desk = Desk()
    services.request_days(heavy, days=28)
    desk.tick()
    services.request_days(light, days=1)
    assert desk.tick() == [("engine.advance_run", [light.pk, 0])]
    advance_run(heavy.pk, 0)
    assert [task for task in desk.tick() if "advance" in task[0]] == [("engine.advance_run", [heavy.pk, 1])]


def test_the_rounds_of_one_run_leave_room_for_those_of_another(run: Run) -> None:
    other, desk = new_run(seed_hex=f"{8:032x}"), Desk()
    rounds = [Intent.objects.create(kind=GRADE_ROUND, run=run, due_day=7 * number) for number in range(12)]
    theirs = Intent.objects.create(kind=GRADE_ROUND, run=other)
    sent = [args[0] for _, args in desk.tick()]
    assert sent == [*(waiting.pk for waiting in rounds[:MOST_OF_A_RUN]), theirs.pk]
    Intent.objects.filter(pk=rounds[0].pk).update(done_at=timezone.now())
    assert [args[0] for _, args in desk.tick()] == [rounds[MOST_OF_A_RUN].pk]


def test_a_day_that_failed_waits_for_its_pause_and_then_for_somebody(run: Run) -> None:
    desk = Desk()
    services.request_days(run, days=1)
    asked = Intent.objects.filter(kind="advance")
    asked.update(attempts=1, retry_at=timezone.now() + timedelta(seconds=9))
    assert desk.tick() == []
    asked.update(retry_at=timezone.now())
    assert len(desk.tick()) == 1
    asked.update(failed_at=timezone.now())
    assert desk.tick() == []
    intents.try_again(run.pk)
    assert len(desk.tick()) == 1


def test_a_day_that_may_be_tried_again_at_once_is_sent_at_once(run: Run) -> None:
    desk = Desk()
    services.request_days(run, days=1)
    first = desk.tick()
    Intent.objects.filter(kind="advance").update(attempts=1, retry_at=timezone.now())
    assert desk.tick() == first


def test_a_closed_day_has_its_buyers_named(run: Run) -> None:
    advance_run(run.pk, 0)
    intent = Intent.objects.get(kind="name_buyers")
    assert Desk().tick() == [("orders.name_buyers", [intent.pk, run.pk, 0])]


def test_a_paused_run_waits(run: Run) -> None:
    services.request_days(run, days=1)
    services.pause_run(run)
    assert Desk().tick() == []


def paced(run: Run, pace_seconds: int = 30) -> Run:
    services.set_clock(run, services.ClockSetting(Clock.PACED, pace_seconds))
    return run


def due_days(run: Run) -> list[int]:
    return list(Intent.objects.filter(run=run, kind="advance", done_at=None).values_list("due_day", flat=True))


def test_a_paced_run_is_due_by_the_clock(run: Run) -> None:
    desk = Desk()
    paced(run)
    assert desk.tick() == [("engine.advance_run", [run.pk, 0])]
    advance_run(run.pk, 0)
    assert ("engine.advance_run", [run.pk, 1]) not in desk.tick()
    Run.objects.filter(pk=run.pk).update(next_due_at=timezone.now() - timedelta(seconds=1))
    assert ("engine.advance_run", [run.pk, 1]) in desk.tick()


def test_a_late_ticker_asks_for_every_day_that_fell_due_and_keeps_the_beat(run: Run) -> None:
    paced(run)
    start = timezone.now() - timedelta(seconds=65)
    Run.objects.filter(pk=run.pk).update(next_due_at=start)
    Desk().tick()
    run.refresh_from_db()
    assert due_days(run) == [3]
    assert run.next_due_at == start + timedelta(seconds=90)


def test_two_tickers_ask_for_one_day(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where both believe that they hold the lease and have read the same clock."""
    monkeypatch.setattr(ticker.leases, "hold", lambda *_, **__: True)
    paced(run)
    stale = list(ticker._due_by_clock())
    for reading in (stale, stale):
        for due in reading:
            ticker._ask_by_clock(due)
    assert due_days(run) == [1]


def test_a_day_that_failed_stops_the_clock(run: Run) -> None:
    paced(run)
    desk = Desk()
    desk.tick()
    Intent.objects.filter(kind="advance").update(failed_at=timezone.now())
    Run.objects.filter(pk=run.pk).update(next_due_at=timezone.now() - timedelta(seconds=90))
    desk.tick()
    assert due_days(run) == [1]


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
