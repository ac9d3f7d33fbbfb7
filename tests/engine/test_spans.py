"""A run that two engines played: what this one can prove, open and play again, and what needs the other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from simlab.engine import recall, snapshots, versions
from simlab.engine.playing import NeedsEngine, state_at
from simlab.engine.replay import replay_day
from simlab.engine.state import to_bytes
from simlab.engine.verify import verify_run
from simlab.runs.models import DayClose, Run, RunState
from tests.terms import new_run, play

pytestmark = pytest.mark.django_db
OLD = "0"


@pytest.fixture
def run() -> Iterator[Run]:
    """Days 0 to 8 by an earlier engine, 9 to 15 by this one."""
    made: Run = new_run()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(versions, "ENGINE", OLD)
        play(made, 9)
    recall.forget_all()
    play(made, 7)
    yield made
    recall.forget_all()


def kept(run: Run) -> list[int]:
    closes = DayClose.objects.filter(run=run, snapshot__isnull=False)
    return list(closes.order_by("day").values_list("day", flat=True))


def test_the_span_of_this_engine_is_proven_and_the_other_is_named(run: Run) -> None:
    checked = verify_run(run)
    assert checked.holds
    assert checked.elsewhere == ["days 0 to 8 were closed by engine 0, which alone can play them again"]


def test_what_the_other_engine_left_is_kept_when_others_go(run: Run) -> None:
    assert kept(run) == [6, 8, 13, 14, 15]
    Run.objects.filter(pk=run.pk).update(state=RunState.GRADED)
    assert snapshots.thin_ended() == 3
    assert kept(run) == [8, 15]
    assert snapshots.thin_ended() == 0
    assert verify_run(run).holds


def test_every_day_of_this_engine_can_be_opened_after_thinning(run: Run) -> None:
    before = to_bytes(state_at(run, 14))
    Run.objects.filter(pk=run.pk).update(state=RunState.RELEASED)
    snapshots.thin_ended()
    assert to_bytes(state_at(run, 14)) == before
    assert replay_day(run, 12).holds
    for day in (3, 8):
        with pytest.raises(NeedsEngine, match="engine 0"):
            replay_day(run, day)


def test_a_run_under_way_keeps_its_rounds() -> None:
    run = new_run()
    play(run, 16)
    assert snapshots.thin_ended() == 0


def test_a_changed_row_of_the_other_engines_days_is_found_all_the_same(run: Run) -> None:
    DayClose.objects.filter(run=run, day=4).update(previous_digest="0" * 64)
    assert verify_run(run).findings == ["day 4 is not chained to the day before"]


def test_a_missing_handover_is_found(run: Run) -> None:
    DayClose.objects.filter(run=run, day=8).update(snapshot=None)
    recall.forget_all()
    assert verify_run(run).findings == ["the snapshot that day 9 opens with is missing"]


def test_a_damaged_snapshot_is_found() -> None:
    run = new_run()
    play(run, 2)
    whole = bytes(DayClose.objects.get(run=run, day=1).snapshot)
    DayClose.objects.filter(run=run, day=1).update(snapshot=whole[:-9] + bytes(9))
    assert verify_run(run).findings == ["the snapshot of day 1 is not the state of that day"]
