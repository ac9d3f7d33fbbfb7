"""A class in a world that has every section, played until its student has a case to answer; run as a module."""

from __future__ import annotations

import os
from typing import Any

import django

LEAST_DAYS, MOST_DAYS = 12, 40


def play() -> list[tuple[str, str, str]]:
    """Roles, user names and passwords of the class."""
    from django.core.management import call_command

    from bench.everything import everything
    from simlab.engine.advance import advance_run
    from simlab.project import democlass
    from simlab.runs import services
    from simlab.runs.models import Store

    call_command("migrate", verbosity=0, interactive=False)
    stores = len(democlass.TEAMS) + 4
    cast = democlass.assemble(services.freeze_scenario(everything(stores)))
    run, name = cast.run, democlass.TEAMS[0][0]
    store = Store.objects.get(world__run=run, team__name=name)
    services.start_run(run)
    test = {"market": "US", "channel": "mall", "sku": "CASE-CLEAR", "first_day": 1, "days": 30}
    services.submit_decision(store=store, seat=None, source="web", kind="test_listing", payload=test)
    for day in range(MOST_DAYS):
        advance_run(run.pk, day)
        if day >= LEAST_DAYS and _has_open_case(store, day):
            break
    democlass.hand_over(run)
    return cast.sign_ins


def _has_open_case(store: Any, day: int) -> bool:
    """Whether a case is left to answer for some days more."""
    from orders.models import Case

    cases = Case.objects.of_run(store.world.run_id).filter(world=store.world.number, store=store.number)
    return bool(cases.filter(due_day__gt=day + 1).exists())


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simlab.project.settings")
    django.setup()
    for role, username, password in play():
        print(role, username, password)
