"""Institutions, courses, sections, teams and seats through the API."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from simlab.runs.audit import broken_links
from simlab.runs.models import AuditEntry, Course, Seat, SeatRole, Section, Team
from tests.classroom.conftest import Classroom

JSON = "application/json"


@pytest.fixture
def base(classroom: Classroom) -> str:
    return f"/api/v1/courses/{classroom.run.course.pk}"


def sent(client: Client, method: str, path: str, body: object = None) -> Any:
    return client.generic(method, path, "" if body is None else json.dumps(body), content_type=JSON)


def codes(answer: Any) -> list[tuple[str, str]]:
    return [(error["pointer"], error["code"]) for error in answer.json()["errors"]]


def test_an_administrator_makes_a_course_that_its_instructor_can_open(classroom: Classroom, db: None) -> None:
    admin = Client()
    admin.force_login(User.objects.create_user("root", is_superuser=True))
    college = sent(admin, "POST", "/api/v1/institutions", {"name": "Harbour college"})
    assert college.status_code == 201
    assert codes(sent(admin, "POST", "/api/v1/institutions", {"name": "Harbour college"})) == [("/name", "name_taken")]
    body = {
        "institution": college.json()["id"],
        "name": "跨境电商实务",
        "term": "2026-1",
        "language": "zh",
        "instructor_number": " t01 ",
        "instructor_name": "林老师",
    }
    made = sent(admin, "POST", "/api/v1/courses", body).json()
    slip = made["instructor"]
    assert slip["student_number"] == "T01"
    teacher = Client()
    told = {"class_code": slip["class_code"], "student_number": "t01", "password": slip["pass_phrase"]}
    session = sent(teacher, "POST", "/api/v1/session", told).json()
    assert (session["user"]["name"], session["role"]) == ("林老师", "instructor")
    assert [course["name"] for course in session["courses"]] == ["跨境电商实务"]
    assert sent(teacher, "GET", f"/api/v1/courses/{made['course']['id']}").json() == made["course"]
    assert sent(admin, "GET", f"/api/v1/courses/{made['course']['id']}").status_code == 404
    assert {row["name"] for row in admin.get("/api/v1/courses").json()} >= {"跨境电商实务", "Elsewhere"}
    assert [row["name"] for row in teacher.get("/api/v1/courses").json()] == ["跨境电商实务"]


@pytest.mark.parametrize("institution", ["0", "x", "²", "99999999"])
def test_a_course_belongs_to_an_institution(institution: str, classroom: Classroom, db: None) -> None:
    admin = Client()
    admin.force_login(User.objects.create_user("root", is_superuser=True))
    body = {"institution": institution, "name": "A", "term": "1", "instructor_number": "T1", "instructor_name": "L"}
    assert codes(sent(admin, "POST", "/api/v1/courses", body)) == [("/institution", "not_in_course")]


def test_an_instructor_changes_only_what_is_named(lin: Client, base: str, classroom: Classroom) -> None:
    before = sent(lin, "GET", base).json()
    changed = sent(lin, "PATCH", base, {"language": "zh", "roles_enforced": True, "keep_days": 30}).json()
    assert changed == before | {"language": "zh", "roles_enforced": True, "keep_days": 30}
    assert codes(sent(lin, "PATCH", base, {"time_zone": "Mars/Olympus"})) == [("/time_zone", "unknown_time_zone")]
    assert codes(sent(lin, "PATCH", base, {"language": "fr"})) == [("/language", "invalid_choice")]
    assert sent(lin, "PATCH", base, {"ended": True}).json()["ended_at"]
    assert sent(lin, "PATCH", base, {"ended": False}).json()["ended_at"] is None
    entry = AuditEntry.objects.filter(action="course_changed").order_by("number")[0]
    assert entry.detail == {"fields": ["keep_days", "language", "roles_enforced"]}
    assert entry.actor == str(Seat.objects.get(user__username="lin").public_id)


def test_a_course_gives_nothing_away_that_is_not_asked_for(lin: Client, base: str) -> None:
    sent(lin, "PATCH", base, {"class_code": "AAAA1111", "institution": "1", "id": "7"})
    assert sent(lin, "GET", base).json()["class_code"] != "AAAA1111"


def test_a_new_class_code_shuts_the_old_one_out(lin: Client, base: str, classroom: Classroom) -> None:
    old = Course.objects.get(pk=classroom.run.course.pk).class_code
    new = sent(lin, "POST", f"{base}/class-code").json()["class_code"]
    assert new != old
    assert not Course.objects.filter(class_code=old).exists()


@pytest.mark.parametrize("kind", ["sections", "teams"])
def test_groups_are_made_renamed_and_removed(kind: str, lin: Client, base: str) -> None:
    made = sent(lin, "POST", f"{base}/{kind}", {"name": "一班"}).json()
    assert made == {"id": made["id"], "name": "一班", "seats": 0}
    assert codes(sent(lin, "POST", f"{base}/{kind}", {"name": "一班"})) == [("/name", "name_taken")]
    other = sent(lin, "POST", f"{base}/{kind}", {"name": "二班"}).json()
    address = f"{base}/{kind}/{other['id']}"
    assert codes(sent(lin, "PATCH", address, {"name": "一班"})) == [("/name", "name_taken")]
    assert sent(lin, "PATCH", address, {"name": "三班"}).json()["name"] == "三班"
    assert sent(lin, "DELETE", address).status_code == 204
    assert "三班" not in [row["name"] for row in lin.get(f"{base}/{kind}").json()]


def test_a_team_with_people_or_a_store_stays(lin: Client, base: str) -> None:
    team = Team.objects.get(name="Magpie")
    assert codes(sent(lin, "DELETE", f"{base}/teams/{team.pk}")) == [("", "group_not_empty")]
    Seat.objects.filter(team=team).update(team=None)
    assert codes(sent(lin, "DELETE", f"{base}/teams/{team.pk}")) == [("", "team_has_store")]


def test_a_person_is_added_moved_and_comes_back_to_the_same_seat(lin: Client, base: str, classroom: Classroom) -> None:
    heron = Team.objects.get(name="Heron")
    section = Section.objects.create(course=classroom.run.course, name="A")
    body = {"student_number": "２０２４０１", "name": "王小明", "section": str(section.pk), "extra_time_percent": 25}
    made = sent(lin, "POST", f"{base}/seats", body).json()
    assert (made["student_number"], made["role"], made["can_sign_in"]) == ("202401", "student", False)
    assert codes(sent(lin, "POST", f"{base}/seats", body)) == [("/student_number", "number_taken")]
    address = f"{base}/seats/{made['id']}"
    moved = sent(lin, "PATCH", address, {"team": str(heron.pk), "team_role": "finance"}).json()
    assert (moved["team"], moved["team_role"], moved["extra_time_percent"]) == (str(heron.pk), "finance", 25)
    assert sent(lin, "PATCH", address, {"left": True}).json()["left_at"]
    back = sent(lin, "PATCH", address, {"left": False}).json()
    assert back == moved
    actions = list(AuditEntry.objects.filter(subject=made["id"]).order_by("number").values_list("action", flat=True))
    assert actions == ["seat_added", "seat_changed", "seat_changed", "seat_changed"]
    assert "王小明" not in str(list(AuditEntry.objects.values()))
    assert list(broken_links()) == []


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"role": "king"}, ("/role", "invalid_choice")),
        ({"team": "0"}, ("/team", "not_in_course")),
        ({"team": "magpie"}, ("/team", "not_in_course")),
        ({"section": "1x"}, ("/section", "not_in_course")),
        ({"team_role": "pirate"}, ("/team_role", "unknown_team_role")),
        ({"extra_time_percent": -1}, ("/extra_time_percent", "min_value")),
        ({"student_number": "12 34"}, ("/student_number", "odd_number")),
        ({"role": "grader"}, ("/team", "team_of_staff")),
    ],
)
def test_what_a_seat_cannot_be(change: dict[str, object], complaint: tuple[str, str], lin: Client, base: str) -> None:
    ada = Seat.objects.get(user__username="ada")
    assert codes(sent(lin, "PATCH", f"{base}/seats/{ada.public_id}", change)) == [complaint]


def test_a_course_keeps_an_instructor(lin: Client, base: str, classroom: Classroom) -> None:
    own = Seat.objects.get(user__username="lin")
    address = f"{base}/seats/{own.public_id}"
    assert codes(sent(lin, "PATCH", address, {"role": "observer"})) == [("/role", "last_instructor")]
    assert codes(sent(lin, "PATCH", address, {"left": True})) == [("/left", "last_instructor")]
    second = User.objects.create_user("max")
    Seat.objects.create(user=second, course=classroom.run.course, role=SeatRole.INSTRUCTOR)
    assert sent(lin, "PATCH", address, {"role": "assistant"}).status_code == 200
    entry = AuditEntry.objects.get(action="role_changed")
    assert entry.detail == {"fields": ["role"], "role": ["instructor", "assistant"]}
    assert sent(lin, "PATCH", address, {"role": "instructor"}).status_code == 403


def test_anonymous_seats_are_dealt_to_the_teams(lin: Client, base: str, classroom: Classroom) -> None:
    teams = [str(team.pk) for team in Team.objects.filter(course=classroom.run.course).order_by("pk")]
    made = sent(lin, "POST", f"{base}/anonymous-seats", {"count": 5, "teams": teams}).json()
    assert [seat["team"] for seat in made] == [teams[0], teams[1], teams[0], teams[1], teams[0]]
    assert [seat["student_number"] for seat in made] == ["A01", "A02", "A03", "A04", "A05"]
    again = sent(lin, "POST", f"{base}/anonymous-seats", {"count": 1}).json()
    assert [seat["student_number"] for seat in again] == ["A06"]
    assert codes(sent(lin, "POST", f"{base}/anonymous-seats", {"count": 1, "teams": ["0"]})) == [
        ("/teams/0", "not_in_course")
    ]


def test_the_list_of_people_asks_no_more_for_more_people(
    lin: Client, base: str, django_assert_num_queries: Any
) -> None:
    with CaptureQueriesContext(connection) as few:
        lin.get(f"{base}/seats")
    asked = len(few)
    sent(lin, "POST", f"{base}/anonymous-seats", {"count": 60})
    with django_assert_num_queries(asked):
        assert len(lin.get(f"{base}/seats").json()) > 60


def test_whoever_left_is_out(ada: Client, classroom: Classroom) -> None:
    Seat.objects.filter(user__username="ada").update(left_at=classroom.run.created_at)
    session = ada.get("/api/v1/session").json()
    assert (session["runs"], session["courses"], session["store"]) == ([], [], None)
    assert ada.get(f"/api/v1/runs/{classroom.run.pk}").status_code == 404
