"""A class list over the API: seen first, then taken whole or not at all; slips for those in it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from simlab.runs.audit import broken_links
from simlab.runs.models import AuditEntry, Seat, SeatRole, Section, Team
from tests.classroom.conftest import Classroom
from tests.classroom.test_people_api import codes, sent
from tests.runs.people.test_roster import FOUND, HEAD, MISTAKES

FIRST = f"{HEAD}20240001,王小明,一班,第1组,学生,财务,25\n20240002,李雷,一班,第1组,,,\n20240003,韩梅梅,二班,,,,\nT02,陈老师,,,助教,,\n"
SECOND = f"{HEAD}20240001,王小明,一班,第2组,学生,财务,25\n20240002,李雷,一班,第1组,,,\n20240009,林涛,一班,第1组,,,\n"


@pytest.fixture
def base(classroom: Classroom) -> str:
    return f"/api/v1/courses/{classroom.run.course.pk}"


def upload(client: Client, base: str, text: str, **more: str) -> Any:
    return client.post(f"{base}/roster", {"file": SimpleUploadedFile("list.csv", text.encode()), **more})


def taken(client: Client, base: str, text: str, **more: str) -> Any:
    digest = upload(client, base, text, **more).json()["digest"]
    answer = upload(client, base, text, confirm=digest, **more)
    assert answer.status_code == 200, answer.content
    return answer.json()


def listed(classroom: Classroom) -> dict[str, Seat]:
    seats = Seat.objects.filter(course=classroom.run.course).exclude(student_number="")
    return {seat.student_number: seat for seat in seats.select_related("team", "section", "user")}


def test_a_list_is_seen_before_it_is_taken(lin: Client, base: str, classroom: Classroom) -> None:
    seen = upload(lin, base, FIRST).json()
    assert (seen["applied"], seen["new_sections"], seen["new_teams"]) == (False, ["一班", "二班"], ["第1组"])
    assert [(new["number"], new["role"]) for new in seen["added"]] == [
        ("20240001", "student"),
        ("20240002", "student"),
        ("20240003", "student"),
        ("T02", "assistant"),
    ]
    assert (listed(classroom), Section.objects.count()) == ({}, 0)
    assert taken(lin, base, FIRST) == seen | {"applied": True}
    seats = listed(classroom)
    ming = seats["20240001"]
    assert ming.team
    assert ming.section
    assert (ming.user.get_full_name(), ming.team.name, ming.section.name) == ("王小明", "第1组", "一班")  # type: ignore[union-attr]
    assert (ming.team_role, ming.extra_time_percent, seats["T02"].role) == ("finance", 25, SeatRole.ASSISTANT)


def test_the_next_list_moves_adds_and_lets_go(lin: Client, base: str, classroom: Classroom) -> None:
    taken(lin, base, FIRST)
    before = listed(classroom)
    found = taken(lin, base, SECOND, whole="true")
    assert [new["number"] for new in found["added"]] == ["20240009"]
    assert [(change["number"], change["changes"]) for change in found["changed"]] == [
        ("20240001", [{"field": "team", "before": "第1组", "after": "第2组"}])
    ]
    assert (found["unchanged"], found["leaves"]) == (1, []), "二班 is not in this list, so nobody of it leaves"
    without = SECOND.replace("20240002,李雷,一班,第1组,,,\n", "")
    found = taken(lin, base, without, whole="true")
    assert [leaver["name"] for leaver in found["leaves"]] == ["李雷"]
    assert listed(classroom)["20240002"].left_at
    found = taken(lin, base, SECOND)
    assert [(change["number"], change["returns"]) for change in found["changed"]] == [("20240002", True)]
    after = listed(classroom)
    assert (after["20240002"].pk, after["20240002"].left_at) == (before["20240002"].pk, None)
    assert [entry.action for entry in AuditEntry.objects.all()].count("roster_imported") == 4
    assert "王小明" not in str(list(AuditEntry.objects.values()))
    assert list(broken_links()) == []


def test_people_by_other_ways_stay_when_a_list_is_whole(lin: Client, base: str, classroom: Classroom) -> None:
    taken(lin, base, "学号,姓名\n1,甲\n")
    sent(lin, "POST", f"{base}/anonymous-seats", {"count": 2})
    found = upload(lin, base, "学号,姓名\n2,乙\n", whole="true").json()
    assert [leaver["number"] for leaver in found["leaves"]] == ["1"]


def test_the_same_list_again_changes_nothing(lin: Client, base: str, classroom: Classroom) -> None:
    taken(lin, base, FIRST)
    again = upload(lin, base, FIRST, whole="true").json()
    assert (again["added"], again["changed"], again["leaves"], again["unchanged"]) == ([], [], [], 4)


def test_only_the_difference_that_was_seen_is_taken(lin: Client, base: str, classroom: Classroom) -> None:
    digest = upload(lin, base, FIRST).json()["digest"]
    sent(lin, "POST", f"{base}/seats", {"student_number": "20240001", "name": "别人"})
    assert codes(upload(lin, base, FIRST, confirm=digest)) == [("/confirm", "roster_changed")]
    assert set(listed(classroom)) == {"20240001"}


def test_a_list_with_mistakes_is_named_by_row_and_column_and_nothing_is_taken(
    lin: Client, base: str, classroom: Classroom
) -> None:
    people = User.objects.count()
    for more in ({}, {"confirm": "0" * 32}):
        answer = lin.post(
            f"{base}/roster",
            {"file": SimpleUploadedFile("list.csv", MISTAKES.encode()), **more},
            headers={"Accept-Language": "zh"},
        )
        assert answer.status_code == 400
        assert codes(answer) == [(f"/file/{row}/{column}", code) for code, row, column in FOUND]
        assert answer.json()["errors"][0]["detail"] == "第 2 行 A 列（学号）：缺少学号。"
    assert (User.objects.count(), listed(classroom), Team.objects.count()) == (people, {}, 2)
    assert len({code for code, _, _ in FOUND}) >= 12


def test_mistakes_that_only_this_course_knows(lin: Client, base: str, classroom: Classroom) -> None:
    sent(lin, "POST", f"{base}/anonymous-seats", {"count": 1})
    answer = upload(lin, base, f"{HEAD}A01,甲,,,,,\nT9,乙,,一组,助教,,\n")
    assert codes(answer) == [("/file/2/A", "number_of_slip"), ("/file/3/D", "team_of_staff")]
    Seat.objects.filter(user__username="lin").update(student_number="T01")
    answer = upload(lin, base, "学号,姓名,角色\nT01,Lin,助教\n")
    assert codes(answer) == [("/file/2/C", "last_instructor")]


def test_a_file_is_wanted_and_not_too_much_of_it(lin: Client, base: str) -> None:
    assert codes(lin.post(f"{base}/roster", {})) == [("/file", "required")]
    assert codes(upload(lin, base, "x" * (1024 * 1024 + 1))) == [("/file", "file_too_large")]
    assert upload(lin, base, "x" * (3 * 1024 * 1024)).status_code == 413


def test_slips_are_made_for_those_who_have_none(lin: Client, base: str, classroom: Classroom) -> None:
    taken(lin, base, FIRST)
    made = sent(lin, "POST", f"{base}/slips", {}).json()
    assert [slip["student_number"] for slip in made["slips"]] == ["20240001", "20240002", "20240003"]
    assert made["join"]["url"] == f"http://testserver/join?code={made['join']['class_code']}"
    assert made["join"]["qr"].startswith("data:image/svg+xml")
    assert sent(lin, "GET", f"{base}/join").json() == made["join"]
    slip = made["slips"][0]
    body = {
        "class_code": made["join"]["class_code"],
        "student_number": slip["student_number"],
        "password": slip["pass_phrase"],
    }
    assert sent(Client(), "POST", "/api/v1/session", body).json()["user"]["name"] == slip["name"]
    assert sent(lin, "POST", f"{base}/slips", {}).json()["slips"] == []
    section = Section.objects.get(name="二班")
    again = sent(lin, "POST", f"{base}/slips", {"section": str(section.pk), "renew": True}).json()["slips"]
    assert [slip["student_number"] for slip in again] == ["20240003"]
    own = str(listed(classroom)["T02"].public_id)
    assert [slip["name"] for slip in sent(lin, "POST", f"{base}/slips", {"seats": [own]}).json()["slips"]] == ["陈老师"]
    assert sent(lin, "POST", f"{base}/slips", {"section": "0"}).status_code == 404
    assert slip["pass_phrase"] not in str(list(AuditEntry.objects.values()))


def test_slips_of_another_course_are_not_made(lin: Client, base: str) -> None:
    dee = Seat.objects.get(user__username="dee")
    assert sent(lin, "POST", f"{base}/slips", {"seats": [str(dee.public_id)]}).json()["slips"] == []


def test_a_list_of_any_length_asks_the_same_number_of_questions(
    lin: Client, base: str, classroom: Classroom, django_assert_max_num_queries: Any
) -> None:
    rows = "".join(f"{number},学生{number},{number % 3}班,第{number % 12}组\n" for number in range(60))
    text = f"学号,姓名,班级,小组\n{rows}"
    digest = upload(lin, base, text).json()["digest"]
    with django_assert_max_num_queries(40):
        assert len(upload(lin, base, text, confirm=digest).json()["added"]) == 60
    with django_assert_max_num_queries(25):
        assert len(sent(lin, "POST", f"{base}/slips", {}).json()["slips"]) == 60
