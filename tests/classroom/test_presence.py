"""Presence never waits for whoever is writing."""

from __future__ import annotations

import sqlite3

import pytest
from django.db import connection

from simlab.classroom.presence import mark_seen
from simlab.runs.models import Course, Institution, Seat, SeatRole


@pytest.fixture
def seat() -> Seat:
    course = Course.objects.create(institution=Institution.objects.create(name="Harbour"), name="Trade", term="1")
    return Seat.objects.create(course=course, role=SeatRole.STUDENT)


@pytest.mark.django_db
def test_whoever_asks_was_seen(seat: Seat) -> None:
    mark_seen(seat)
    seat.refresh_from_db()
    assert seat.seen_at


def patience() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        return int(cursor.fetchone()[0])


if connection.vendor == "sqlite":  # elsewhere nobody but the person writes the seat's row

    @pytest.mark.django_db(transaction=True)
    def test_while_a_day_is_written_nobody_is_held_up(seat: Seat) -> None:
        usual = patience()
        day = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
        day.execute("BEGIN IMMEDIATE")
        mark_seen(seat)
        assert patience() == usual
        day.execute("ROLLBACK")
        day.close()
        seat.refresh_from_db()
        assert seat.seen_at is None
