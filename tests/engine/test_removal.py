from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection

from orders.models import Buyer, Order
from orders.services import name_buyers
from simlab.engine.advance import advance_run
from simlab.engine.records import TABLES
from simlab.engine.removal import delete_run
from simlab.engine.verify import verify_run
from simlab.runs import partitions
from simlab.runs.models import Run
from tests.terms import new_run, play

ROWS = [*(table.model for table in TABLES), Buyer]


def played() -> Run:
    run: Run = new_run()
    play(run, 3)
    name_buyers(run.pk, 0)
    return run


@pytest.mark.django_db
def test_a_deleted_run_leaves_nothing_and_takes_nothing_with_it() -> None:
    before = {model: model.objects.count() for model in apps.get_models()}
    gone = played()
    stays = played()
    both = {model: model.objects.of_run(stays.pk).count() for model in ROWS}
    assert both[Order]
    assert both[Buyer]
    assert delete_run(gone.pk)
    assert {model: model.objects.count() for model in ROWS} == both
    assert verify_run(stays).holds
    assert delete_run(stays.pk)
    kept = ("Institution", "Course", "Team", "ScenarioVersion")
    left = {model.__name__: model.objects.count() - before[model] for model in before}
    assert {name for name, more in left.items() if more} <= set(kept)


@pytest.mark.django_db
def test_what_is_gone_is_neither_played_nor_deleted_again() -> None:
    run = played()
    assert delete_run(run.pk)
    assert not advance_run(run.pk, 3)
    assert not delete_run(run.pk)
    assert name_buyers_of_nobody(run.pk) == 0


def name_buyers_of_nobody(run_id: int) -> int:
    with pytest.raises(Run.DoesNotExist):
        name_buyers(run_id, 1)
    return int(Buyer.objects.of_run(run_id).count())


@pytest.mark.django_db(transaction=True)
def test_partitions_of_deleted_runs_are_dropped_and_no_others() -> None:
    gone, stays = played(), played()
    delete_run(gone.pk)
    dropped = partitions.drop_rooms_of_gone_runs()
    assert (dropped > 0) == (connection.vendor == "postgresql")
    assert partitions.drop_rooms_of_gone_runs() == 0
    assert verify_run(stays).holds
    play(stays, 1)
