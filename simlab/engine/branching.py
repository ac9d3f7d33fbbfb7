"""Branch from a day: a run of its own that has lived through the same days, and goes on from there.

Its days before are the parent's: the same decisions, rows and day closes, so its chain begins with the parent's digests
and proves the same. They are copied, not read through: whoever reads a run need not know that it is a branch. From the
branching day on it has new luck, unless the parent is over and the same luck is wanted for a debrief.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from simlab.engine import bulk, snapshots, statuses
from simlab.engine.playing import check_engine, nearest_opening, state_at
from simlab.engine.records import TABLES
from simlab.engine.state import to_bytes
from simlab.runs import partitions
from simlab.runs.intents import COPY_DAYS, NAME_BUYERS
from simlab.runs.models import (
    BotSpell,
    DayClose,
    Decision,
    DecisionSource,
    DecisionState,
    Intent,
    Run,
    RunState,
    Store,
    World,
)
from simlab.runs.rows import day_range

OVER = (RunState.FINISHED, RunState.GRADED, RunState.RELEASED)
_BATCH = 500


@dataclass(frozen=True)
class NewBranch:
    """`day` days of the parent are behind the branch."""

    parent: Run
    day: int
    title: str
    same_luck: bool = False


class LuckWouldRepeat(ValueError):  # noqa: N818  it says what would happen
    """The parent is still played: its luck must not be seen beforehand."""


@transaction.atomic
def branch_off(new: NewBranch) -> Run:
    """A draft that gets its days from a task. Raises LuckWouldRepeat, and NeedsEngine if another engine closed the days to be played again."""
    parent = new.parent
    if new.same_luck and parent.state not in OVER:
        raise LuckWouldRepeat
    check_engine(parent, nearest_opening(parent, new.day), new.day)
    branch = Run.objects.create(
        course=parent.course,
        scenario_version=parent.scenario_version,
        title=new.title,
        purpose=parent.purpose,
        owner=parent.owner,
        parent=parent,
        parent_day=new.day,
        seed_hex=parent.seed_hex if new.same_luck else secrets.token_hex(16),
        days=parent.days,
        team_places=parent.team_places,
        tokens_allowed=parent.tokens_allowed,
        approval_above_minor=parent.approval_above_minor,
    )
    for world in parent.worlds.all():
        twin = World.objects.create(run=branch, number=world.number)
        for store in world.stores.order_by("number"):
            _copy_store(store, twin, new.day)
    Intent.objects.create(kind=COPY_DAYS, run=branch, due_day=new.day)
    return branch


def _copy_store(store: Store, world: World, day: int) -> None:
    """The store with the bot that held its seat on that day."""
    spells = list(BotSpell.objects.filter(store=store).order_by("from_day"))
    running = [
        spell for spell in spells if spell.from_day <= day and (spell.until_day is None or spell.until_day > day)
    ]
    policy = running[-1].policy if running else "" if spells else store.policy
    twin = Store.objects.create(
        world=world,
        number=store.number,
        name_en=store.name_en,
        name_zh=store.name_zh,
        team=store.team,
        policy=policy,
    )
    BotSpell.objects.bulk_create(
        BotSpell(
            store=twin,
            policy=spell.policy,
            from_day=spell.from_day,
            until_day=None if spell in running else spell.until_day,
        )
        for spell in spells
        if spell.from_day <= day
    )


def copy_days(branch_id: int) -> bool:
    """Give a branch its days, in one transaction. False, and nothing is changed, when it has them."""
    partitions.make_room(branch_id)
    with transaction.atomic():
        branch = Run.objects.select_for_update(of=("self",)).select_related("parent").get(pk=branch_id)
        parent = branch.parent
        if parent is None or branch.day >= branch.parent_day:
            return False
        _copy_decisions(parent, branch)
        for day in range(branch.parent_day):
            _copy_rows(parent, branch, day)
        _copy_closes(parent, branch)
        Intent.objects.bulk_create(
            Intent(kind=NAME_BUYERS, run=branch, due_day=day) for day in range(branch.parent_day)
        )
        Run.objects.filter(pk=branch_id).update(day=branch.parent_day)
    return True


def _copy_decisions(parent: Run, branch: Run) -> None:
    """All that took effect, and what people had decided for the branching day; bots decide that day again."""
    day = branch.parent_day
    twins = {
        (store.world.number, store.number): store
        for store in Store.objects.filter(world__run=branch).select_related("world")
    }
    of_that_day = Q(effective_day=day, state=DecisionState.STANDING) & ~Q(source=DecisionSource.BOT)
    made = Decision.objects.filter(Q(effective_day__lt=day) | of_that_day, run=parent).order_by("id")
    copies, times = [], []
    for decision in made.select_related("store__world"):
        times.append(decision.created_at)
        decision.pk, decision.run = None, branch
        decision.store = twins[decision.store.world.number, decision.store.number]
        decision._state.adding = True
        copies.append(decision)
    Decision.objects.bulk_create(copies, batch_size=_BATCH)
    for copy, time in zip(copies, times, strict=True):  # making a row stamps it with today
        copy.created_at = time
    Decision.objects.bulk_update(copies, ["created_at"], batch_size=_BATCH)


def _copy_rows(parent: Run, branch: Run, day: int) -> None:
    """The rows of a day under the branch's numbers; statuses stand as they did that evening."""
    bulk.insert_all(
        [
            (
                table.model,
                table.to_rows(branch.pk, day, table.to_events(bulk.read(table.model, table.append_only, ids))),
            )
            for table in TABLES
            for ids in [day_range(parent.pk, day, day)]
        ]
    )
    statuses.follow(branch.pk, day)


def _copy_closes(parent: Run, branch: Run) -> None:
    last = branch.parent_day - 1
    for close in _closes(parent, branch.parent_day):
        if close.day == last and close.snapshot is None:
            close.snapshot = snapshots.packed(to_bytes(state_at(parent, branch.parent_day)))
        close.pk, close.run = None, branch
        close._state.adding = True
        close.save(force_insert=True)


def _closes(parent: Run, day: int) -> Iterator[DayClose]:
    """One at a time: each may hold a snapshot of megabytes."""
    days = list(DayClose.objects.filter(run=parent, day__lt=day).order_by("day").values_list("pk", flat=True))
    return (DayClose.objects.get(pk=pk) for pk in days)
