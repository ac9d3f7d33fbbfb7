"""Work that is asked for: tried so many times, then given up and kept; a lost worker counts like an error."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from simlab.engine.advance import advance_run
from simlab.runs import intents, services
from simlab.runs.alone import alone
from simlab.runs.models import FailureReason, Intent, Run, RunState
from tests.terms import new_run

pytestmark = pytest.mark.django_db


@pytest.fixture
def run() -> Run:
    made: Run = new_run()
    return made


def asked(run: Run) -> Intent:
    services.request_days(run, days=3)
    return Intent.objects.get(run=run, kind=intents.ADVANCE, done_at=None)


def fail(error: Exception) -> None:
    raise error


def try_day(run: Run, error: Exception) -> None:
    intents.play_day(run.pk, run.day, lambda: fail(error))


def test_an_intent_is_done_when_its_work_ends(run: Run) -> None:
    intent = Intent.objects.create(kind=intents.NAME_BUYERS, run=run)
    with pytest.raises(RuntimeError):
        intents.fulfil(intent.pk, lambda: fail(RuntimeError("no names left")))
    intent.refresh_from_db()
    assert (intent.done_at, intent.error, intent.attempts) == (None, "RuntimeError: no names left", 1)
    intents.fulfil(intent.pk, lambda: None)
    intent.refresh_from_db()
    assert intent.done_at is not None
    assert intent.error == intent.reason == ""


def test_work_that_is_done_is_not_done_again(run: Run) -> None:
    intent = Intent.objects.create(kind=intents.NAME_BUYERS, run=run)
    done: list[int] = []
    for _ in range(2):
        intents.fulfil(intent.pk, lambda: done.append(1))
    assert done == [1]


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OperationalError("server closed the connection"), FailureReason.DATABASE),
        (MemoryError(), FailureReason.MEMORY),
        (ZeroDivisionError("division by zero"), FailureReason.FAULT),
    ],
)
def test_a_failing_day_is_tried_after_growing_pauses_and_then_given_up(run: Run, error: Exception, reason: str) -> None:
    intent = asked(run)
    for attempt in range(1, intents.MOST_ATTEMPTS + 1):
        with pytest.raises(type(error)):
            try_day(run, error)
        intent.refresh_from_db()
        assert (intent.attempts, intent.reason) == (attempt, reason)
        assert (intent.failed_at is not None) == (attempt == intents.MOST_ATTEMPTS)
        assert intent.retry_at is not None
    try_day(run, error)  # given up: nothing is tried


def test_pauses_grow_and_are_bounded() -> None:
    longest = [max(intents.pause(attempt) for _ in range(200)) for attempt in (1, 3, 5, 20)]
    assert longest[0] <= timedelta(seconds=1) < longest[1] <= timedelta(seconds=4) < longest[2]
    assert longest[3] <= timedelta(seconds=intents.LONGEST_PAUSE_S)


def test_a_day_that_ends_its_workers_is_given_up(run: Run) -> None:
    intent = asked(run)

    class Killed(BaseException):
        """Nothing is left to note it, as after SIGKILL."""

    def be_killed() -> None:
        raise Killed

    for _ in range(intents.MOST_ATTEMPTS):
        with pytest.raises(Killed):
            intents.play_day(run.pk, 0, be_killed)
    intents.play_day(run.pk, 0, be_killed)
    intent.refresh_from_db()
    assert intent.failed_at is not None
    assert (intent.reason, intent.error) == (FailureReason.LOST, intents.LOST)


def test_what_was_given_up_is_taken_up_when_somebody_says_so(run: Run) -> None:
    intent = asked(run)
    Intent.objects.filter(pk=intent.pk).update(
        attempts=6, failed_at=timezone.now(), reason="fault", error="KeyError: 7"
    )
    intents.play_day(run.pk, 0, lambda: advance_run(run.pk, 0))
    run.refresh_from_db()
    assert run.day == 0
    assert intents.try_again(run.pk) == 1
    intents.play_day(run.pk, 0, lambda: advance_run(run.pk, 0))
    intent.refresh_from_db()
    assert (intent.attempts, intent.error, intent.failed_at, intent.done_at) == (0, "", None, None)
    assert intents.try_again(run.pk) == 0


def test_the_last_day_asked_for_serves_the_request_in_its_own_transaction(run: Run) -> None:
    services.request_days(run, days=1)
    intents.play_day(run.pk, 0, lambda: advance_run(run.pk, 0))
    assert Intent.objects.get(run=run, kind=intents.ADVANCE).done_at is not None


def test_a_day_nobody_asked_for_is_not_played(run: Run) -> None:
    intents.play_day(run.pk, 0, lambda: fail(AssertionError("played")))
    asked(run)
    intents.play_day(run.pk, 1, lambda: fail(AssertionError("played out of turn")))
    Run.objects.filter(pk=run.pk).update(state=RunState.PAUSED)
    intents.play_day(run.pk, 0, lambda: fail(AssertionError("played while paused")))


def free_elsewhere(run: Run, day: int = 0) -> bool:
    """Whether another session could begin the day."""

    def look() -> bool:
        try:
            with alone(f"{intents.ADVANCE} {day}", run.pk) as mine:
                return mine
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other:
        return other.submit(look).result()


def test_a_day_that_is_being_played_is_begun_by_nobody_else(run: Run) -> None:
    asked(run)
    seen: list[bool] = []
    intents.play_day(run.pk, 0, lambda: seen.append(free_elsewhere(run)))
    assert [*seen, free_elsewhere(run)] == [False, True]


def test_the_next_day_may_begin_before_this_one_has_let_go(run: Run) -> None:
    asked(run)
    seen: list[bool] = []
    intents.play_day(run.pk, 0, lambda: seen.append(free_elsewhere(run, day=1)))
    assert seen == [True]


def test_a_failure_is_noted_when_the_next_attempt_may_begin(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(run)
    seen: list[bool] = []
    monkeypatch.setattr(intents, "_note_failure", lambda *_: seen.append(free_elsewhere(run)))
    with pytest.raises(KeyError):
        try_day(run, KeyError(7))
    assert seen == [True]
