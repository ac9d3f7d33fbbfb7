"""The example bot plays first-store for a season through the API and earns more than a store that does nothing."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client

from examples.bot import opened, season
from simlab.classroom.tokens import NewToken, create_token
from simlab.client.api import Platform
from simlab.engine.advance import advance_run
from simlab.runs import services
from simlab.runs.models import CourseScenario, Intent, Run, Seat, SeatRole, Store, Team
from simlab.runs.scenario.files import shipped
from simlab.runs.scenario.resolve import resolve
from tests.classroom.conftest import course
from tests.client.within import ADDRESS, sending

pytestmark = pytest.mark.django_db


def test_the_bot_earns_more_than_a_store_that_does_nothing() -> None:
    """The neighbour that leaves everything as it stands opened with the same."""
    _taught()
    platform, lin = _by_token("ada"), _browser("lin")
    run = opened(platform)
    Run.objects.filter(pk=run["id"]).update(seed_hex="5" * 32)

    def play(day: int) -> None:
        closed = platform.run(run["id"])["day"]
        assert platform.play_days(run["id"], day - closed) == day
        for number in range(closed, day):  # what the worker does
            assert advance_run(int(run["id"]), number)
        Intent.objects.filter(run=run["id"]).delete()
        assert platform.wait_for_day(run["id"], day)["day"] == day

    profit = season(platform, run["id"], run["store"], play)
    idle = Store.objects.get(world__run=run["id"], policy="do_nothing")
    nothing = lin.get(f"/api/v1/stores/{idle.pk}/summary").json()["kpis"]["profit_minor"]
    print(f"profit of the bot {profit}, of a store that does nothing {nothing}, in fen")
    assert profit > nothing


def _by_token(name: str) -> Platform:
    """As a machine: a token and no cookie. Instead of waiting for its turn it is let through."""
    seat = Seat.objects.get(user__username=name)
    _, token = create_token(seat, NewToken("bot", ["read", "decide"], days=1))
    return Platform(ADDRESS, token, send=sending(Client()), sleep=lambda seconds: cache.clear())


def _browser(name: str) -> Client:
    browser = Client()
    browser.force_login(User.objects.get(username=name))
    return browser


def _taught() -> None:
    home = course("Practice")
    version = services.freeze_scenario(resolve(shipped("first-store")))
    CourseScenario.objects.create(course=home, scenario_version=version)
    team = Team.objects.create(course=home, name="Magpie")
    Seat.objects.create(user=User.objects.create_user("ada"), course=home, role=SeatRole.STUDENT, team=team)
    Seat.objects.create(user=User.objects.create_user("lin"), course=home, role=SeatRole.INSTRUCTOR)
