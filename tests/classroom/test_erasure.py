"""A student is erased in mid-term: every proof still holds, and nothing of the person is left anywhere."""

from __future__ import annotations

import logging
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone

from simlab.classroom.archives.writing import archive_run
from simlab.classroom.chores import do_chores
from simlab.classroom.models import AccessToken, Profile, ReportOpening
from simlab.classroom.privacy.erasure import erase_person
from simlab.engine import snapshots
from simlab.engine.advance import advance_run
from simlab.engine.export import export_run
from simlab.engine.verify import verify_run
from simlab.runs.audit import broken_links
from simlab.runs.models import AuditEntry, Course, Decision, FreeText, Run, Seat, SeatRole
from tests.classroom.conftest import PASSWORD, Classroom

NAME, NUMBER, USERNAME, WORDS = "Minglan Zhaoyun", "S-20269173", "minglanzy", "We bet on the lanterns selling out"
EMAIL, KEY, TOKEN_NAME = "minglanzy@example.org", "minglan-key-1", "Minglan's notebook"
TRACES = ("minglan", "zhaoyun", "20269173", "lanterns selling")
JSON = "application/json"


@pytest.fixture
def minglan(classroom: Classroom, db: None) -> Seat:
    """A team mate of Ada's who signed in from two browsers, decided, wrote, has a token and looked at a report."""
    user = User.objects.create_user(USERNAME, password=PASSWORD, first_name=NAME, email=EMAIL)
    seat = Seat.objects.create(
        user=user,
        course=classroom.run.course,
        role=SeatRole.STUDENT,
        team=classroom.ada.team,
        student_number=NUMBER,
        extra_time_percent=25,
    )
    Profile.objects.create(user=user, language="zh", notice_version="1")
    AccessToken.objects.create(seat=seat, name=TOKEN_NAME, token_hash="0" * 64, expires_at=timezone.now())
    ReportOpening.objects.create(run=classroom.run, seat=seat, report="profit", day=classroom.run.day)
    return seat


def signed_in(seat: Seat) -> Client:
    client = Client()
    body = {"class_code": seat.course.class_code, "student_number": NUMBER, "password": PASSWORD}
    assert client.post("/api/v1/session", body, content_type=JSON).status_code == 200
    return client


def decide(client: Client, classroom: Classroom) -> None:
    body = {"kind": "journal", "payload": {"text": WORDS}}
    url = f"/api/v1/stores/{classroom.ada.pk}/decisions"
    answer = client.post(url, body, content_type=JSON, headers={"Idempotency-Key": KEY})
    assert answer.status_code == 201, answer.content
    Decision.objects.filter(kind="journal").update(idempotency_key=KEY)


def everything() -> Iterator[tuple[str, str]]:
    """Every value of every column of every table, sessions and snapshots unpacked."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            yield from ((table, _text(value)) for row in cursor.fetchall() for value in row if value is not None)
    yield from (("session", str(row.get_decoded())) for row in Session.objects.all())


def _text(value: Any) -> str:
    if not isinstance(value, bytes | memoryview):
        return str(value)
    try:
        return snapshots.unpacked(bytes(value)).decode("latin-1")
    except snapshots.Damaged:
        return bytes(value).decode("latin-1")


def found(texts: Iterator[tuple[str, str]]) -> set[str]:
    """Where a trace of the person is."""
    return {place for place, text in texts if any(trace in text.casefold() for trace in TRACES)}


def files(run: Run, folder: Path) -> Iterator[tuple[str, str]]:
    """What leaves the platform: the archive and the tables of the run."""
    archive_run(run, folder / "archive.zip")
    with zipfile.ZipFile(folder / "archive.zip") as archive:
        yield from (("archive " + name, archive.read(name).decode("latin-1")) for name in archive.namelist())
    for kind in ("csv", "parquet"):
        for file in export_run(run, folder / kind, kind):
            yield f"export {file.name}", file.read_bytes().decode("latin-1")


def test_a_student_is_erased_in_mid_term(
    classroom: Classroom, minglan: Seat, lin: Client, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("simlab", "orders", "logistics", "payments", "scoring"):
        caplog.set_level(logging.DEBUG, logger=name)
    browser, _ = signed_in(minglan), signed_in(minglan)
    decide(browser, classroom)
    for day in (12, 13):
        assert advance_run(classroom.run.pk, day)
    classroom.run.refresh_from_db()
    account, before = minglan.user_id, found(everything())
    assert {"auth_user", "runs_seat", "runs_freetext", "runs_decision", "classroom_accesstoken"} <= before

    url = f"/api/v1/courses/{minglan.course_id}/seats/{minglan.public_id}/data"
    assert lin.delete(url).status_code == 204

    assert found(everything()) == set()
    assert found(files(classroom.run, tmp_path)) == set()
    assert found(iter([("log", caplog.text)])) == set()
    assert str(account) not in {row.get_decoded().get("_auth_user_id") for row in Session.objects.all()}
    assert verify_run(classroom.run).holds
    assert list(broken_links()) == []
    assert AuditEntry.objects.order_by("-number")[0].detail == {"seats": [str(minglan.public_id)]}


def test_the_nameless_seat_keeps_what_it_decided_and_opens_nothing(
    classroom: Classroom, minglan: Seat, lin: Client
) -> None:
    browser = signed_in(minglan)
    decide(browser, classroom)
    erase_person(minglan, None)
    minglan.refresh_from_db()
    assert (minglan.user, minglan.extra_time_percent, minglan.section) == (None, 0, None)
    assert minglan.left_at is not None
    assert Decision.objects.filter(seat=minglan, kind="journal").count() == 1
    assert ReportOpening.objects.filter(seat=minglan).count() == 1
    assert not Profile.objects.filter(language="zh").exists()
    assert browser.get(f"/api/v1/stores/{classroom.ada.pk}/summary").status_code == 401
    body = {"class_code": minglan.course.class_code, "student_number": NUMBER, "password": PASSWORD}
    assert Client().post("/api/v1/session", body, content_type=JSON).status_code == 400
    [shown] = [seat for seat in lin.get(f"/api/v1/courses/{minglan.course_id}/seats").json() if not seat["name"]]
    assert shown["id"] == str(minglan.public_id)
    assert lin.get(f"/api/v1/stores/{classroom.ada.pk}/decisions").status_code in (200, 405)


def test_an_account_with_a_seat_elsewhere_stays(minglan: Seat) -> None:
    other = Course.objects.create(institution=minglan.course.institution, name="Next term", term="2027 spring")
    Seat.objects.create(user=minglan.user, course=other, role=SeatRole.STUDENT)
    erase_person(minglan, None)
    assert User.objects.filter(username=USERNAME).exists()
    assert not Seat.objects.filter(course=minglan.course, user__username=USERNAME).exists()


def test_the_last_instructor_of_a_course_that_runs_is_not_erased(classroom: Classroom, lin: Client) -> None:
    seat = Seat.objects.get(user__username="lin")
    answer = lin.delete(f"/api/v1/courses/{seat.course_id}/seats/{seat.public_id}/data")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "last_instructor")
    assert User.objects.filter(username="lin").exists()


def test_whatever_refers_to_a_person_or_seat_was_thought_of() -> None:
    """A new foreign key to an account or a seat: say in `erase_persons` what becomes of its row, then here."""
    refers = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model in (User, Seat)
    }
    assert (
        refers
        - {
            "auth.User_groups.user",  # goes with the account
            "auth.User_user_permissions.user",
            "classroom.Profile.user",
            "runs.Seat.user",  # emptied
            "runs.FreeText.seat",  # deleted
            "classroom.AccessToken.seat",
            "runs.Decision.seat",  # stays with the nameless seat
            "runs.Decision.approved_by",
            "runs.Run.owner",
            "classroom.Announcement.seat",
            "classroom.ReportOpening.seat",
        }
        == set()
    )


def test_a_person_is_handed_all_that_is_kept(classroom: Classroom, minglan: Seat, lin: Client) -> None:
    browser = signed_in(minglan)
    decide(browser, classroom)
    data = browser.get("/api/v1/session/data").json()
    assert data["account"]["name"] == NAME
    assert data["account"]["email"] == EMAIL
    assert [seat["student_number"] for seat in data["seats"]] == [NUMBER]
    [decision], [text] = data["decisions"], data["texts"]
    assert text["text"] == WORDS
    assert decision["payload"] == {"salted_hash": text["salted_hash"]}
    assert [token["name"] for token in data["tokens"]] == [TOKEN_NAME]
    assert [opened["report"] for opened in data["reports_opened"]] == ["profit"]
    assert "signed_in" in {entry["action"] for entry in data["audit"]}
    assert str(classroom.ada.pk) in {store["id"] for store in data["stores"]}
    shown = str(data)
    assert "0" * 64 not in shown
    assert "argon2" not in shown
    handed = lin.get(f"/api/v1/courses/{minglan.course_id}/seats/{minglan.public_id}/data").json()
    assert handed["texts"] == data["texts"]
    assert AuditEntry.objects.filter(action="personal_data_exported").count() == 2
    ben = Client()
    ben.force_login(User.objects.get(username="ben"))
    assert WORDS not in ben.get("/api/v1/session/data").content.decode()


@pytest.mark.parametrize(("days_ago", "is_kept"), [(29, True), (31, False)])
def test_personal_data_are_kept_for_so_long_after_the_course(minglan: Seat, days_ago: int, is_kept: bool) -> None:
    FreeText.objects.create(seat=minglan, salted_hash="1" * 64, salt="00", text=WORDS)
    ended_at = timezone.now() - timedelta(days=days_ago)
    Course.objects.filter(pk=minglan.course_id).update(ended_at=ended_at, keep_days=30)
    for _ in range(2):
        do_chores()
    assert User.objects.filter(username=USERNAME).exists() is is_kept
    assert FreeText.objects.filter(text=WORDS).exists() is is_kept
    assert User.objects.filter(username="dee").exists()  # whose course has not ended
    assert AuditEntry.objects.filter(action="persons_erased").count() == (0 if is_kept else 1)
    assert list(broken_links()) == []
