from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.classroom.conftest import PASSWORD, Classroom

JSON = "application/json"


@pytest.fixture
def visitor(classroom: Classroom, db: None) -> Client:
    """A browser that checks for forged requests, as the real one does."""
    return Client(enforce_csrf_checks=True)


def sign_in(visitor: Client, username: str, password: str = PASSWORD, **headers: str) -> Any:
    visitor.get("/api/v1/session")
    token = {"X-CSRFToken": visitor.cookies["csrftoken"].value}
    body = {"username": username, "password": password}
    return visitor.post("/api/v1/session", body, content_type=JSON, headers=token | headers)


def test_signing_in_shows_the_place_in_the_class(visitor: Client, classroom: Classroom) -> None:
    session = sign_in(visitor, "ada").json()
    assert session["user"] == {
        "id": session["user"]["id"],
        "username": "ada",
        "name": "Ada",
        "language": None,
        "is_admin": False,
    }
    assert session["role"] == "student"
    assert session["course"]["name"] == "Cross-border trade"
    assert session["store"]["id"] == str(classroom.ada.pk)
    assert [(run["id"], run["day"], run["date"]) for run in session["runs"]] == [
        (str(classroom.run.pk), 12, "2026-09-26")
    ]
    assert visitor.get("/api/v1/session").json() == session


def test_an_instructor_has_drafts_and_no_store(visitor: Client, classroom: Classroom) -> None:
    session = sign_in(visitor, "lin").json()
    assert {run["id"] for run in session["runs"]} == {str(classroom.run.pk), str(classroom.draft.pk)}
    assert session["store"] is None


def test_nobody_is_a_session_too(visitor: Client) -> None:
    nobody = {"user": None, "role": None, "course": None, "courses": [], "runs": [], "store": None, "is_new": False}
    assert visitor.get("/api/v1/session").json() == nobody


@pytest.mark.parametrize(("name", "password"), [("ada", "wrong"), ("nobody at all", PASSWORD)])
def test_a_wrong_password_and_an_unknown_name_look_the_same(visitor: Client, name: str, password: str) -> None:
    answer = sign_in(visitor, name, password)
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    [error] = answer.json()["errors"]
    assert error == {"pointer": "", "code": "wrong_credentials", "detail": "The name or the password is wrong."}


def test_problems_are_told_in_the_language_of_the_reader(visitor: Client) -> None:
    answer = sign_in(visitor, "ada", "wrong", **{"Accept-Language": "zh-CN,zh;q=0.9"})
    assert answer.json()["errors"][0]["detail"] == "用户名或密码不正确。"
    empty = visitor.get("/api/v1/live", headers={"Accept-Language": "zh-CN"}).json()
    assert (empty["title"], empty["status"]) == ("请先登录。", 401)


def test_missing_fields_are_named(visitor: Client) -> None:
    visitor.get("/api/v1/session")
    token = {"X-CSRFToken": visitor.cookies["csrftoken"].value}
    answer = visitor.post("/api/v1/session", {"username": "ada"}, content_type=JSON, headers=token).json()
    assert [(error["pointer"], error["code"]) for error in answer["errors"]] == [("/password", "required")]
    broken = visitor.post("/api/v1/session", "{", content_type=JSON, headers=token).json()
    assert (broken["type"], broken["status"]) == ("urn:simlab:problem:parse_error", 400)


def test_a_request_from_another_page_changes_nothing(visitor: Client, classroom: Classroom) -> None:
    body = {"username": "ada", "password": PASSWORD}
    forged = visitor.post("/api/v1/session", body, content_type=JSON)
    assert (forged.status_code, forged.json()["type"]) == (403, "urn:simlab:problem:csrf_failed")
    sign_in(visitor, "ada")
    forged = visitor.post(f"/api/v1/stores/{classroom.ada.pk}/decisions", {}, content_type=JSON)
    assert (forged.status_code, forged.json()["type"]) == (403, "urn:simlab:problem:csrf_failed")


def test_a_flood_is_refused_before_it_is_read(visitor: Client) -> None:
    visitor.get("/api/v1/session")
    answer = visitor.post("/api/v1/session", {"username": "x" * 300_000}, content_type=JSON)
    assert (answer.status_code, answer.json()["type"]) == (413, "urn:simlab:problem:too_large")


def test_signing_out(visitor: Client) -> None:
    sign_in(visitor, "ada")
    assert visitor.delete("/api/v1/session").status_code == 403
    token = {"X-CSRFToken": visitor.cookies["csrftoken"].value}
    assert visitor.delete("/api/v1/session", headers=token).status_code == 204
    assert visitor.get("/api/v1/session").json()["user"] is None


def test_guessing_is_slowed_down_per_name(visitor: Client) -> None:
    forged = [{"X-Forwarded-For": f"10.0.0.{number}"} for number in range(11)]
    answers = [sign_in(visitor, "ada", "wrong", **header).status_code for header in forged]
    assert answers == [400] * 10 + [429]
    slowed = sign_in(visitor, "ada")
    assert slowed.status_code == 429
    assert int(slowed.headers["Retry-After"]) > 0
    assert sign_in(visitor, "ben").status_code == 200


def test_an_unexpected_error_is_a_problem_too(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(user: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("simlab.classroom.api.session.session_of", fail)
    visitor.raise_request_exception = False
    answer = visitor.get("/api/v1/session")
    assert (answer.status_code, answer.json()["type"]) == (500, "urn:simlab:problem:error")
    assert "secret" not in answer.content.decode()


def test_a_failure_outside_the_views_is_a_problem_too(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(request: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("django.middleware.csrf.CsrfViewMiddleware.process_request", fail)
    visitor.raise_request_exception = False
    answer = visitor.get("/api/v1/session")
    assert (answer.status_code, answer.headers["Content-Type"]) == (500, "application/problem+json")


def test_every_page_says_where_scripts_may_come_from(visitor: Client) -> None:
    policy = visitor.get("/api/v1/session", headers={"Host": "localhost:8000"}).headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "connect-src 'self' http" in policy
