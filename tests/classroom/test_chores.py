from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from simlab.classroom.chores import KEEP_DONE, do_chores
from simlab.runs.models import Intent
from tests.terms import new_run


def session(age: timedelta) -> None:
    store = SessionStore()
    store.set_expiry(timezone.now() - age)
    store.save()


@pytest.mark.django_db(transaction=True)
def test_what_is_over_is_thrown_away_and_nothing_else() -> None:
    run = new_run()
    now = timezone.now()
    for done_at in (now, now - KEEP_DONE - timedelta(hours=1), None):
        Intent.objects.create(run=run, kind="name_buyers", done_at=done_at)
    session(timedelta(hours=1))
    session(timedelta(hours=-1))
    for _ in range(2):  # two beats ask twice
        do_chores()
    assert Intent.objects.filter(run=run).count() == 2
    assert Session.objects.count() == 1
