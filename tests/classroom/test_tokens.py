"""Access tokens: made once, kept as a hash, bound to a seat, its scopes and the runs that allow them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from simlab.classroom.models import AccessToken
from simlab.classroom.throttling import TokenThrottle
from simlab.runs.models import AuditEntry, Decision, Run, Seat
from tests.classroom.conftest import Classroom

JSON = "application/json"
BUDGET = {"kind": "set_ad_budget", "payload": {"market": "US", "ad_budget_minor": 5000}}
BOTH = {"name": "my bot", "scopes": ["read", "decide"], "days": 30}


@pytest.fixture
def url(classroom: Classroom) -> str:
    Run.objects.filter(pk=classroom.run.pk).update(tokens_allowed=True)
    return f"/api/v1/courses/{classroom.run.course.pk}/tokens"


@pytest.fixture
def store(classroom: Classroom) -> str:
    return f"/api/v1/stores/{classroom.ada.pk}"


def made(client: Client, url: str, **changes: Any) -> dict[str, Any]:
    answer = client.post(url, BOTH | changes, content_type=JSON)
    assert answer.status_code == 201
    return answer.json()


def bearer(token: dict[str, Any]) -> dict[str, str]:
    return {"Authorization": f"Bearer {token['token']}"}


def refused(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rsplit(":", 1)[1]


def test_a_token_is_shown_once_and_kept_as_a_hash(ada: Client, url: str) -> None:
    token = made(ada, url)
    assert token["token"].startswith("simlab_")
    [listed] = ada.get(url).json()
    assert listed == {name: value for name, value in token.items() if name != "token"}
    row = AccessToken.objects.get()
    assert token["token"] not in str(row.__dict__)
    assert len(row.token_hash) == 64
    assert AuditEntry.objects.get(action="token_created").actor == str(row.seat.public_id)


def test_a_machine_reads_and_decides_without_a_session(ada: Client, url: str, store: str, classroom: Classroom) -> None:
    machine, headers = Client(enforce_csrf_checks=True), bearer(made(ada, url))
    own = machine.get("/api/v1/session", headers=headers).json()
    assert (own["user"]["name"], own["store"]["id"]) == ("Ada", str(classroom.ada.pk))
    assert machine.get(f"{store}/summary", headers=headers).status_code == 200
    answer = machine.post(f"{store}/decisions", BUDGET, content_type=JSON, headers=headers)
    assert (answer.status_code, answer.json()["source"], answer.json()["by"]) == (201, "api", "Ada")
    assert Decision.objects.get(source="api").seat == Seat.objects.get(user__username="ada")
    assert not machine.cookies.get("sessionid")


def test_scopes_bound_what_it_does(ada: Client, url: str, store: str) -> None:
    reads, decides = bearer(made(ada, url, scopes=["read"])), bearer(made(ada, url, scopes=["decide"]))
    machine = Client()
    answer = machine.post(f"{store}/decisions", BUDGET, content_type=JSON, headers=reads)
    assert refused(answer) == (403, "scope_missing")
    assert refused(machine.get(f"{store}/summary", headers=decides)) == (403, "scope_missing")
    assert machine.post(f"{store}/decisions", BUDGET, content_type=JSON, headers=decides).status_code == 201


def test_graded_runs_allow_them_only_when_their_instructor_does(
    ada: Client, lin: Client, url: str, store: str, classroom: Classroom
) -> None:
    headers, teacher = bearer(made(ada, url)), bearer(made(lin, url))
    Run.objects.filter(pk=classroom.run.pk).update(tokens_allowed=False)
    machine = Client()
    assert refused(machine.get(f"{store}/summary", headers=headers)) == (403, "tokens_off")
    assert refused(machine.post(f"{store}/decisions", BUDGET, content_type=JSON, headers=headers))[1] == "tokens_off"
    assert machine.get(f"{store}/summary", headers=teacher).status_code == 200
    Run.objects.filter(pk=classroom.run.pk).update(purpose="practice")
    assert machine.get(f"{store}/summary", headers=headers).status_code == 200


def test_no_token_reaches_people_or_tokens_or_another_course(
    ada: Client, clients: dict[str, Client], url: str, store: str, classroom: Classroom
) -> None:
    headers, machine = bearer(made(ada, url)), Client()
    assert refused(machine.get(url, headers=headers)) == (403, "not_by_token")
    assert refused(machine.post(url, BOTH, content_type=JSON, headers=headers)) == (403, "not_by_token")
    assert refused(machine.get("/api/v1/live", headers=headers)) == (403, "not_by_token")
    password = {"password": "a quiet harbour", "new_password": "another harbour"}
    answer = machine.patch("/api/v1/session", password, content_type=JSON, headers=headers)
    assert refused(answer) == (403, "not_by_token")
    course = Seat.objects.get(user__username="dee").course
    user = Seat.objects.get(user__username="ada").user
    Seat.objects.create(user=user, course=course, role="instructor")  # the same person, another seat
    elsewhere = bearer(made(ada, f"/api/v1/courses/{course.pk}/tokens"))
    assert machine.get(f"{store}/summary", headers=elsewhere).status_code == 404
    assert machine.get("/api/v1/session", headers=elsewhere).json()["runs"] == []


@pytest.mark.parametrize("change", ["revoked", "expired", "left", "unknown", "no word"])
def test_what_is_not_valid_opens_nothing(change: str, ada: Client, url: str, store: str) -> None:
    token = made(ada, url)
    headers = bearer(token)
    past = timezone.now() - timedelta(seconds=1)
    if change == "revoked":
        assert ada.delete(f"{url}/{token['id']}").status_code == 204
        assert ada.delete(f"{url}/{token['id']}").status_code == 204
        assert AuditEntry.objects.filter(action="token_revoked").count() == 1
    if change == "expired":
        AccessToken.objects.update(expires_at=past)
    if change == "left":
        Seat.objects.filter(user__username="ada").update(left_at=past)
    if change == "unknown":
        headers = {"Authorization": "Bearer simlab_" + "a" * 43}
    if change == "no word":
        headers = {"Authorization": "Bearer"}
    # The session of the same browser does not help.
    answer = ada.get(f"{store}/summary", headers=headers)
    assert refused(answer) == (401, "token_refused")
    assert answer["WWW-Authenticate"] == "Bearer"


def test_its_last_use_is_noted_at_most_once_a_minute(ada: Client, url: str, store: str) -> None:
    headers, machine = bearer(made(ada, url)), Client()
    uses = []
    for seconds_ago in (None, 30, 90):
        if seconds_ago:
            AccessToken.objects.update(last_used_at=timezone.now() - timedelta(seconds=seconds_ago))
        before = AccessToken.objects.get().last_used_at
        machine.get(f"{store}/summary", headers=headers)
        uses.append(AccessToken.objects.get().last_used_at != before)
    assert uses == [True, False, True]


def test_a_term_and_ten_tokens_are_the_most(ada: Client, url: str) -> None:
    answer = ada.post(url, BOTH | {"days": 181}, content_type=JSON)
    assert answer.json()["errors"][0]["pointer"] == "/days"
    assert ada.post(url, BOTH | {"scopes": []}, content_type=JSON).status_code == 400
    tokens = [made(ada, url) for _ in range(10)]
    assert refused(ada.post(url, BOTH, content_type=JSON)) == (409, "too_many_tokens")
    ada.delete(f"{url}/{tokens[0]['id']}")
    assert made(ada, url)


def test_a_token_that_runs_away_is_braked_alone(
    ada: Client, url: str, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TokenThrottle, "rate", "2/min")
    fast, slow, machine = bearer(made(ada, url)), bearer(made(ada, url)), Client()
    answers = [machine.get(f"{store}/summary", headers=fast).status_code for _ in range(3)]
    assert answers == [200, 200, 429]
    assert machine.get(f"{store}/summary", headers=slow).status_code == 200
    assert ada.get(f"{store}/summary").status_code == 200
