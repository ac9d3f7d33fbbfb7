"""Makes the class that is put under load and prints who is in it: one world, four students a team, 30 days played.

Run as a module under the environment of the servers: `python -m tests.load.school TEAMS [--graded]`. With `--graded` a
second run is finished and its grading is asked for, so that it is graded while the class works.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import django

SEATS_PER_TEAM = 4
DAYS = 30
LEAST_ORDERS = 20_000
TURN_SECONDS = 10
FEW_TEAMS = 20


def main(teams: int, *, graded: bool) -> dict[str, Any]:
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    run, students = _class(teams)
    orders = _played(run)
    if graded:
        _finished_run_to_grade()
    return {"run": str(run.pk), "day": DAYS, "orders": orders, "students": students}


def _class(teams: int) -> tuple[Any, list[dict[str, str]]]:
    from bench.everything import everything
    from simlab.runs import services
    from simlab.runs.models import Course, Institution, Store, Team

    course = Course.objects.create(institution=Institution.objects.create(name="Load"), name="Load", term="1")
    names = [Team.objects.create(course=course, name=f"Team {number:02}") for number in range(teams)]
    whole = everything(teams + 4)
    version = services.freeze_scenario(whole if teams > FEW_TEAMS else _busy(whole))
    run = services.create_run(services.NewRun(course, version, "Load", names, seed_hex="10ad" * 8))
    services.open_run(run)
    stores = {store.team_id: str(store.pk) for store in Store.objects.filter(world__run=run)}
    return run, [
        _student(course, team, number) | {"store": stores[team.pk]}
        for team in names
        for number in range(SEATS_PER_TEAM)
    ]


def _busy(document: dict[str, Any]) -> dict[str, Any]:
    """Half as many shoppers again: few stores leave more of them without an offer that suits."""
    markets = [
        market
        | {"shoppers_per_day_e2": {code: count * 3 // 2 for code, count in market["shoppers_per_day_e2"].items()}}
        for market in document["markets"]
    ]
    return document | {"markets": markets}


def _student(course: Any, team: Any, number: int) -> dict[str, str]:
    """Seated and signed in; sixty passwords would only measure argon2."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.db import SessionStore

    from simlab.runs.models import Seat, SeatRole

    user = User.objects.create(username=f"s{team.pk}-{number}", first_name=f"Student {number}", password="!")
    Seat.objects.create(user=user, course=course, role=SeatRole.STUDENT, team=team)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return {"session": session.session_key or ""}


def _played(run: Any) -> int:
    from orders.models import Order
    from simlab.engine.advance import advance_run
    from simlab.runs import services
    from simlab.runs.models import Clock

    services.start_run(run)
    for day in range(DAYS):
        advance_run(run.pk, day)
    services.pause_run(run)
    services.set_clock(run, services.ClockSetting(Clock.PACED, TURN_SECONDS))
    orders = Order.objects.of_run(run.pk).count()
    assert orders >= LEAST_ORDERS, f"only {orders} orders: the class is too small to measure"
    return orders


def _finished_run_to_grade() -> None:
    from simlab.engine.advance import advance_run
    from simlab.project import democlass
    from simlab.runs import services
    from simlab.runs.intents import SCORE
    from simlab.runs.models import Intent, Run
    from simlab.runs.scenario.files import shipped
    from simlab.runs.scenario.resolve import resolve

    run = democlass.assemble(services.freeze_scenario(resolve(shipped("first-store")))).run
    services.start_run(run)
    for day in range(run.days):
        advance_run(run.pk, day)
    assert Run.objects.get(pk=run.pk).day == run.days
    if not Intent.objects.filter(run=run, kind=SCORE, done_at=None).exists():
        Intent.objects.create(run=run, kind=SCORE)


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(int(sys.argv[1]), graded="--graded" in sys.argv)))
