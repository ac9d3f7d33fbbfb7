"""Practice: a world of one's own, with luck of its own, as often as one likes. Only the latest runs are kept."""

from __future__ import annotations

import secrets
from collections import Counter

from django.db import transaction
from django.db.models import Q

from simlab.runs.models import Clock, Purpose, Run, RunState, ScenarioVersion, Seat, Store, World
from simlab.runs.services import bot_stores

KEPT_UNFINISHED = 3
KEPT_FINISHED = 10
MOST_UNFINISHED = 10  # until the older ones have been cleared away
OVER = (RunState.FINISHED, RunState.GRADED, RunState.RELEASED)


class TooMuchPractice(Exception):  # noqa: N818  it says what is the case
    """More runs were opened than can be cleared away."""


@transaction.atomic
def open_practice(seat: Seat, version: ScenarioVersion) -> Run:
    """A run that only its owner plays. Raises TooMuchPractice."""
    Seat.objects.select_for_update(no_key=True).get(pk=seat.pk)  # two clicks at once count one after the other
    if Run.objects.filter(owner=seat).exclude(state__in=OVER).count() >= MOST_UNFINISHED:
        raise TooMuchPractice
    run = Run.objects.create(
        course=seat.course,
        scenario_version=version,
        title="",
        purpose=Purpose.PRACTICE,
        owner=seat,
        seed_hex=secrets.token_hex(16),
        days=version.resolved["days"],
        clock=Clock.MANUAL,
        state=RunState.OPEN,
        team_places=1,
    )
    world = World.objects.create(run=run, number=0)
    own = Store(world=world, number=0, name_en="My practice store", name_zh="我的练习店铺")
    Store.objects.bulk_create([own, *bot_stores(world, version, 1)])
    return run


def surplus() -> list[int]:
    """Practice runs to be deleted: older than the latest few of their owner, and those whose owner is gone."""
    runs = Run.objects.filter(purpose=Purpose.PRACTICE, branches=None)
    gone: list[int] = []
    kept: Counter[tuple[int, bool]] = Counter()
    for number, owner, state in runs.filter(owner__isnull=False).order_by("-pk").values_list("pk", "owner", "state"):
        over = state in OVER
        kept[owner, over] += 1
        if kept[owner, over] > (KEPT_FINISHED if over else KEPT_UNFINISHED):
            gone.append(number)
    nobodys = runs.filter(owner=None).exclude(worlds__stores__team__isnull=False)
    return gone + list(nobodys.filter(~Q(worlds=None)).values_list("pk", flat=True).distinct())
