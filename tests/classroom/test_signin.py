"""Signing in by class code, number and slip; the own language and password; who was seen."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from simlab.classroom.models import Profile
from simlab.runs.models import AuditEntry, Seat
from simlab.runs.people.seats import NewSeat, add_seat
from simlab.runs.people.slips import Slip, make_slips
from tests.classroom.conftest import PASSWORD, Classroom
from tests.classroom.test_people_api import codes, sent

OWN = "/api/v1/session"


@pytest.fixture
def slip(classroom: Classroom, db: None) -> Slip:
    course = classroom.run.course
    seat = add_seat(course, None, NewSeat(number="20240001", name="王小明", team=classroom.ada.team))
    return make_slips(course, None, [seat])[0]


def sign_in(slip: Slip, password: str = "", number: str = "20240001", code: str = "", **headers: str) -> Any:
    body = {
        "class_code": code or slip.seat.course.class_code,
        "student_number": number,
        "password": password or slip.pass_phrase,
    }
    return Client().post(OWN, body, content_type="application/json", headers=headers)


def test_a_slip_opens_the_seat_and_its_store(slip: Slip, classroom: Classroom) -> None:
    session = sign_in(slip).json()
    assert session["user"]["name"] == "王小明"
    assert session["store"]["id"] == str(classroom.ada.pk)
    assert sign_in(slip).json()["store"] == session["store"], "a second browser comes to the same seat"
    assert AuditEntry.objects.filter(action="signed_in", actor=str(slip.seat.public_id)).count() == 2


@pytest.mark.parametrize("number", [" 20240001 ", "２０２４０００１"])
def test_numbers_and_codes_may_be_typed_in_many_ways(number: str, slip: Slip) -> None:
    code = slip.seat.course.class_code.lower()
    assert sign_in(slip, number=number, code=f"{code[:4]}-{code[4:]}").status_code == 200


def test_a_phone_may_write_the_pass_phrase_in_its_own_way(slip: Slip) -> None:
    assert sign_in(slip, slip.pass_phrase.capitalize()).status_code == 200
    assert sign_in(slip, slip.pass_phrase.replace("-", " ").upper()).status_code == 200


def test_what_is_wrong_is_not_told(slip: Slip) -> None:
    answers = [
        sign_in(slip, "aaaa-aaaa-aaaa"),
        sign_in(slip, number="20240002"),
        sign_in(slip, code="AAAAAAAA"),
    ]
    assert {tuple(codes(answer)[0]) for answer in answers} == {("", "wrong_code_or_number")}


def test_a_seat_without_a_slip_and_one_that_was_left_open_nothing(slip: Slip, classroom: Classroom) -> None:
    add_seat(classroom.run.course, None, NewSeat(number="20240002", name="李雷"))
    assert sign_in(slip, number="20240002").status_code == 400
    Seat.objects.filter(pk=slip.seat.pk).update(left_at=timezone.now())
    assert sign_in(slip).status_code == 400


def test_a_new_slip_ends_the_old_one(slip: Slip) -> None:
    make_slips(slip.seat.course, None, [slip.seat])
    assert sign_in(slip).status_code == 400


def test_the_first_sign_in_makes_the_hash_costly(slip: Slip) -> None:
    before = User.objects.get(pk=slip.seat.user_id).password
    assert "m=4096,t=1" in before
    sign_in(slip)
    assert "m=19456,t=2" in User.objects.get(pk=slip.seat.user_id).password


def test_guessing_is_slowed_down_per_number(slip: Slip) -> None:
    numbers = ["20240001", " 20240001", "２０２４０００１"] * 4
    answers = [sign_in(slip, "wrong", number=number).status_code for number in numbers[:11]]
    assert answers == [400] * 10 + [429]
    assert sign_in(slip, number="20240002").status_code == 400


def test_neither_name_nor_number_is_a_field_error(slip: Slip) -> None:
    for body in ({"password": "x"}, {"password": "x", "class_code": "A"}, {"password": "x", "student_number": "1"}):
        answer = Client().post(OWN, body, content_type="application/json")
        assert codes(answer) == [("/username", "required")]


def test_an_own_password_takes_the_place_of_the_slip(slip: Slip) -> None:
    client = sign_in(slip).client
    wrong = sent(client, "PATCH", OWN, {"password": "no", "new_password": "quiet rain on stone"})
    assert codes(wrong) == [("/password", "wrong_password")]
    short = sent(client, "PATCH", OWN, {"password": slip.pass_phrase, "new_password": "short"})
    assert codes(short) == [("/new_password", "password_too_short")]
    assert codes(sent(client, "PATCH", OWN, {"new_password": "quiet rain on stone"}))[0][0] == "/password"
    done = sent(client, "PATCH", OWN, {"password": slip.pass_phrase, "new_password": "quiet rain on stone"})
    assert done.status_code == 200
    assert sent(client, "GET", OWN).json()["user"], "whoever changes it stays signed in"
    assert sign_in(slip).status_code == 400
    assert sign_in(slip, "quiet rain on stone").status_code == 200


def test_an_anonymous_seat_keeps_its_slip(slip: Slip) -> None:
    Seat.objects.filter(pk=slip.seat.pk).update(anonymous=True)
    client = Client()
    client.force_login(slip.seat.user)  # type: ignore[arg-type]
    answer = sent(client, "PATCH", OWN, {"password": slip.pass_phrase, "new_password": "quiet rain on stone"})
    assert codes(answer) == [("/new_password", "seat_of_slip")]


def test_the_chosen_language_comes_before_that_of_the_browser(classroom: Classroom, ada: Client) -> None:
    english = {"Accept-Language": "en"}
    nowhere = "/api/v1/runs/0"
    assert ada.get(nowhere, headers=english).json()["title"] == "There is nothing here."
    assert sent(ada, "PATCH", OWN, {"language": "zh"}).json()["user"]["language"] == "zh"
    assert ada.get(nowhere, headers=english).json()["title"] == "这里没有内容。"
    phone = Client()
    phone.post(OWN, {"username": "ada", "password": PASSWORD}, content_type="application/json")
    assert phone.get(nowhere, headers=english).json()["title"] == "这里没有内容。"
    assert Profile.objects.get(user__username="ada").language == "zh"


def test_a_seat_is_seen_once_a_minute(ada: Client, classroom: Classroom) -> None:
    url = f"/api/v1/runs/{classroom.run.pk}"
    ada.get(url)
    first = seen("ada")
    assert first
    ada.get(url)
    assert seen("ada") == first
    Seat.objects.filter(user__username="ada").update(seen_at=first - dt.timedelta(minutes=2))
    ada.get(url)
    assert seen("ada") >= first
    assert seen("ben") is None


def seen(name: str) -> dt.datetime | None:
    return Seat.objects.values_list("seen_at", flat=True).get(user__username=name)
