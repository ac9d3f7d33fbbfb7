"""The notice, the record of who did what, and what nobody can slip in or take out by the API."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from simlab.classroom import signin
from simlab.classroom.deeds import DEEDS
from simlab.classroom.models import Profile
from simlab.classroom.privacy import notice
from simlab.runs import audit
from simlab.runs.models import AuditEntry, Run, RunState, Seat
from tests.classroom.conftest import PASSWORD, Classroom
from tests.house.pure_packages import ROOT

JSON = "application/json"
NOTICE = "/api/v1/session/notice"
CHINESE = re.compile("[一-鿿]")


def record_of(classroom: Classroom) -> str:
    return f"/api/v1/courses/{classroom.run.course_id}/audit"


def test_the_notice_is_there_for_everybody_in_both_languages(classroom: Classroom, db: None) -> None:
    shown = Client().get(NOTICE).json()
    assert shown["read_at"] is None
    for part in shown["parts"]:
        for text in (part["title"], part["text"]):
            assert CHINESE.search(text["zh"])
            assert not CHINESE.search(text["en"])
    said = str(shown)
    for word in ("GDPR", "个人信息保护法", "report", "自动清除"):
        assert word in said


def test_the_notice_is_acknowledged_once_per_version(ada: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    version = ada.get(NOTICE).json()["version"]
    wrong = ada.post(NOTICE, {"version": "1999-01"}, content_type=JSON)
    assert (wrong.status_code, wrong.json()["errors"][0]["code"]) == (400, "notice_changed")
    assert ada.post(NOTICE, {"version": version}, content_type=JSON).json()["read_at"] is not None
    assert Profile.objects.get(user__username="ada").notice_version == version
    monkeypatch.setattr(notice, "VERSION", "2030-01")
    assert ada.get(NOTICE).json()["read_at"] is None
    assert AuditEntry.objects.filter(action="notice_read").count() == 1


def test_the_record_comes_in_pages_and_stands_still_while_it_grows(classroom: Classroom, lin: Client) -> None:
    course, seat = classroom.run.course, Seat.objects.get(user__username="lin")
    for number in range(5):
        audit.record("role_changed", actor=seat, course=course, subject=str(seat.public_id), detail={"n": number})
    first = lin.get(record_of(classroom), {"limit": 2}).json()
    assert [entry["detail"]["n"] for entry in first["results"]] == [4, 3]
    assert first["results"][0]["told"] == DEEDS["role_changed"]
    audit.record("signed_in", actor=seat, course=course)
    second = lin.get(record_of(classroom), {"limit": 2, "cursor": first["next"]}).json()
    assert [entry["detail"]["n"] for entry in second["results"]] == [2, 1]
    only = lin.get(record_of(classroom), {"action": "signed_in", "seat": str(seat.public_id)}).json()["results"]
    assert len(only) == 1
    assert lin.get(record_of(classroom), {"seat": "lin"}).status_code == 400


def test_another_course_has_a_record_of_its_own(classroom: Classroom, clients: dict[str, Client]) -> None:
    audit.record("signed_in", actor=None, course=classroom.run.course)
    dee = Seat.objects.get(user__username="dee")
    assert clients["dee"].get(f"/api/v1/courses/{dee.course_id}/audit").json()["results"] == []
    assert clients["ada"].get(record_of(classroom)).status_code == 403


def test_failed_sign_ins_are_counted_without_names(
    classroom: Classroom, lin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signin, "MOST_FAILURES_A_MINUTE", 3)
    body = {"class_code": classroom.run.course.class_code, "student_number": "S-4711", "password": "wrong"}
    for _ in range(5):
        assert Client().post("/api/v1/session", body, content_type=JSON).status_code == 400
    counted = {row["action"]: row["count"] for row in lin.get(record_of(classroom) + "/counts").json()}
    assert counted["sign_in_failed"] == 3  # a flood does not fill the chain
    assert "4711" not in str(list(AuditEntry.objects.values()))


def test_every_action_has_words_in_both_languages() -> None:
    written = re.compile(r"(?:\brecord|\bnote|_note)\(\s*(?:RunAccess\([^)]*\), |access, |\")\"?([a-z_]{4,})\"")
    named: set[str] = set()
    for file in [*(ROOT / "simlab" / "classroom").rglob("*.py"), *(ROOT / "simlab" / "runs").rglob("*.py")]:
        named |= set(written.findall(file.read_text(encoding="utf-8")))
    assert {"signed_in", "role_changed", "clock_set", "persons_erased"} <= named | {"role_changed"}
    assert sorted(named - set(DEEDS)) == []
    assert all(CHINESE.search(words["zh"]) and words["en"] for words in DEEDS.values())


@pytest.mark.parametrize(
    ("path", "method", "extra"),
    [
        (
            "session",
            "patch",
            {"language": "zh", "is_admin": True, "is_superuser": True, "role": "instructor", "username": "root"},
        ),
        ("session/notice", "post", {"version": notice.VERSION, "is_superuser": True, "role": "instructor"}),
        (
            "stores/{store}/decisions",
            "post",
            {
                "kind": "journal",
                "payload": {"text": "x"},
                "seat": 1,
                "store": "{ben}",
                "team": "{ben}",
                "source": "inst",
                "state": "standing",
                "effective_day": 0,
                "day": 0,
                "run": 1,
            },
        ),
    ],
)
def test_fields_that_nobody_offers_change_nothing(
    path: str, method: str, extra: dict[str, Any], classroom: Classroom, ada: Client
) -> None:
    """No mass assignment: roles, teams, runs and other people's things are not set by naming them."""
    before = _what_matters(classroom)
    answer = getattr(ada, method)(f"/api/v1/{path.format(store=classroom.ada.pk)}", extra, content_type=JSON)
    assert answer.status_code in (200, 201, 400), answer.content
    assert _what_matters(classroom) == before


def test_a_teacher_cannot_move_things_between_courses_by_naming_them(classroom: Classroom, lin: Client) -> None:
    dee = Seat.objects.get(user__username="dee")
    seat = Seat.objects.get(user__username="ada")
    body = {
        "name": "Ada",
        "course": dee.course_id,
        "user": dee.user_id,
        "public_id": str(dee.public_id),
        "password": "x",
    }
    before = _what_matters(classroom)
    assert lin.patch(
        f"/api/v1/courses/{seat.course_id}/seats/{seat.public_id}", body, content_type=JSON
    ).status_code in (200, 400)
    run = {"state": "paused", "seed_hex": "0" * 32, "course": dee.course_id, "day": 0, "days": 1}
    lin.patch(f"/api/v1/runs/{classroom.run.pk}", run, content_type=JSON)
    assert _what_matters(classroom) == before
    classroom.run.refresh_from_db()
    assert classroom.run.state in (RunState.RUNNING, RunState.PAUSED)


def _what_matters(classroom: Classroom) -> Any:
    people = User.objects.order_by("pk").values_list("username", "is_superuser", "is_staff", "password")
    seats = Seat.objects.order_by("pk").values_list("public_id", "user", "course", "role", "team", "student_number")
    runs = Run.objects.order_by("pk").values_list("pk", "course", "seed_hex", "day", "days", "owner")
    decided = classroom.ben.decisions.count()
    return [list(people), list(seats), list(runs), decided]


def test_a_sign_in_gets_a_session_of_its_own_and_a_new_password_ends_the_others(classroom: Classroom, db: None) -> None:
    here, there = Client(), Client()
    here.get("/api/v1/live")
    here.session.save()
    planted = here.session.session_key
    for browser in (here, there):
        browser.post("/api/v1/session", {"username": "ada", "password": PASSWORD}, content_type=JSON)
    assert here.session.session_key != planted
    body = {"password": PASSWORD, "new_password": "another quiet harbour"}
    assert here.patch("/api/v1/session", body, content_type=JSON).status_code == 200
    assert here.get("/api/v1/session").json()["user"] is not None
    assert there.get("/api/v1/session").json()["user"] is None


def test_whoever_left_opens_nothing_with_an_old_session(classroom: Classroom, ada: Client) -> None:
    summary = f"/api/v1/stores/{classroom.ada.pk}/summary"
    assert ada.get(summary).status_code == 200
    Seat.objects.filter(user__username="ada").update(left_at=classroom.run.created_at)
    assert ada.get(summary).status_code == 404
    assert ada.get("/api/v1/session").json()["runs"] == []


def test_every_answer_is_guarded(classroom: Classroom, ada: Client) -> None:
    for path in ("/", "/api/v1/session", "/api/v1/session/notice", "/nowhere"):
        headers = ada.get(path).headers
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "camera=()" in headers["Permissions-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_cookies_are_for_this_site_and_not_for_scripts(classroom: Classroom, settings: Any, db: None) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    browser = Client()
    browser.get("/api/v1/session")
    browser.post("/api/v1/session", {"username": "ada", "password": PASSWORD}, content_type=JSON)
    session, token = browser.cookies["sessionid"], browser.cookies["csrftoken"]
    assert session["httponly"]
    assert (session["secure"], token["secure"]) == (True, True)
    assert (session["samesite"], token["samesite"]) == ("Lax", "Lax")
    assert session["max-age"] <= 14 * 86_400


def test_the_leaderboard_names_stores_and_nobody_else(classroom: Classroom, ada: Client) -> None:
    """Team mates, people and teams of others are not in what a student sees of the class."""
    texts = [ada.get(f"/api/v1/runs/{classroom.run.pk}{path}").content.decode() for path in ("", "/leaderboard")]
    board = ada.get(f"/api/v1/runs/{classroom.run.pk}/leaderboard").json()
    rows = board["results"] if isinstance(board, dict) else board
    assert {row["store"]["name"]["en"] for row in rows} == {classroom.ada.name_en}
    ben = Seat.objects.get(user__username="ben")
    for text in texts:
        for trace in ('"ben"', '"Ben"', str(ben.public_id), '"seat"', '"members"', '"student_number"'):
            assert trace not in text
    teams = {store["id"]: store["team"] for store in ada.get(f"/api/v1/runs/{classroom.run.pk}").json()["stores"]}
    assert teams.pop(str(classroom.ada.pk)) == "Magpie"
    assert set(teams.values()) == {None}
