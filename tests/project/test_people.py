"""The first people of an installation, by the command line."""

from __future__ import annotations

import pytest
from django.test import Client
from typer.testing import CliRunner

from simlab.project.cli import app
from simlab.project.people import tell_if_nobody_is_here
from simlab.runs.models import Course

pytestmark = pytest.mark.django_db


def said(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.output


def signed_in(output: str) -> dict[str, object]:
    code, number, phrase = (line.split()[-1] for line in output.splitlines())
    body = {"class_code": code, "student_number": number, "password": phrase}
    shown: dict[str, object] = Client().post("/api/v1/session", body, content_type="application/json").json()
    return shown


def test_a_course_is_made_and_its_instructor_signs_in(capsys: pytest.CaptureFixture[str]) -> None:
    tell_if_nobody_is_here()
    assert "simlab course create" in capsys.readouterr().out
    assert Client().get("/api/v1/session").json()["is_new"] is True
    code, output = said("course", "create", "跨境电商", "--institution", "海港学院", "--language", "zh")
    assert code == 0
    session = signed_in(output)
    assert session["role"] == "instructor"
    assert said("course", "list")[1].split()[1:3] == ["海港学院", "跨境电商"]
    tell_if_nobody_is_here()
    assert capsys.readouterr().out == ""


def test_a_lost_slip_is_made_again() -> None:
    first = said("course", "create", "Trade")[1]
    course = Course.objects.get()
    code, output = said("course", "slip", course.class_code.lower(), "t01")
    assert code == 0
    assert signed_in(output)["role"] == "instructor"
    assert "errors" in signed_in(first)
    assert said("course", "slip", course.class_code, "T99")[0] == 2


def test_a_course_in_no_time_zone_is_not_made() -> None:
    code, output = said("course", "create", "Trade", "--time-zone", "Nowhere")
    assert (code, Course.objects.count()) == (2, 0)
    assert "time zone" in output


def test_an_administrator_is_made() -> None:
    _, output = said("admin", "create", "root")
    name, password = (line.split()[-1] for line in output.splitlines())
    body = {"username": name, "password": password}
    session = Client().post("/api/v1/session", body, content_type="application/json").json()
    assert session["user"]["is_admin"] is True
