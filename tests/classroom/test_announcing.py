from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from simlab.classroom import announcing
from simlab.runs.models import Intent
from tests.classroom.conftest import DAYS, Classroom


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, settings: Any, db: None) -> list[Any]:
    settings.REDIS_URL = "redis://somewhere"
    told: list[Any] = []
    monkeypatch.setattr(announcing, "announce_day", lambda *what: told.append(what))
    return told


def done(name: str, *args: int) -> None:
    announcing.tell_of_task(SimpleNamespace(name=name, request=SimpleNamespace(args=list(args))))


def test_named_buyers_change_the_orders_on_screen(told: list[Any], classroom: Classroom) -> None:
    done("orders.name_buyers", 1, classroom.run.pk, 3)
    assert told == [(classroom.run.pk, DAYS, "running", ["orders"])]


def test_scores_are_told_when_the_last_round_is_in(told: list[Any], classroom: Classroom) -> None:
    open_round = Intent.objects.create(run=classroom.run, kind="grade_round")
    done("scoring.grade_round", 1, classroom.run.pk, 7)
    assert told == []
    open_round.delete()
    done("scoring.grade_round", 1, classroom.run.pk, 14)
    assert told == [(classroom.run.pk, DAYS, "running", ["scorecards"])]


def test_other_tasks_and_the_embedded_profile_tell_nothing(
    told: list[Any], classroom: Classroom, settings: Any
) -> None:
    done("engine.advance_run", classroom.run.pk, 3)
    settings.REDIS_URL = ""
    done("orders.name_buyers", 1, classroom.run.pk, 3)
    assert told == []
