"""A bot takes the seat of a team that is not there, and gives it back. Rounds that it touched are not scored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from simlab.runs.audit import record
from simlab.runs.models import BotSpell, Run, RunState, Seat, Store
from simlab.runs.people.refusals import PeopleRefused

BOTS = ("novice", "rule", "expert")
_UNDER_WAY = (RunState.DRAFT, RunState.OPEN, RunState.RUNNING, RunState.PAUSED)


@dataclass(frozen=True)
class Spell:
    """The days from `from_day` to before `until_day`; None: it goes on."""

    from_day: int
    until_day: int | None

    def touches(self, day: int, days: int) -> bool:
        """Does it hold the seat on one of so many days?"""
        return self.from_day < day + days and (self.until_day is None or day < self.until_day)


@transaction.atomic
def seat_bot(store: Store, actor: Seat, policy: str) -> int:
    """From the day that opens next a bot decides for this team; that day."""
    run = _locked(store)
    _end_spell(store, run.day)
    BotSpell.objects.create(store=store, policy=policy, from_day=run.day)
    _change(store, run, actor, policy)
    return run.day


@transaction.atomic
def give_back(store: Store, actor: Seat) -> int:
    """The team decides again, from what the bot left; the day that opens next."""
    run = _locked(store)
    _end_spell(store, run.day)
    _change(store, run, actor, "")
    return run.day


def spells_by_store(run: Run) -> dict[tuple[int, int], list[Spell]]:
    """By world and store number, in the order of days."""
    found: dict[tuple[int, int], list[Spell]] = {}
    rows = BotSpell.objects.filter(store__world__run=run).order_by("from_day", "id")
    for *place, first, last in rows.values_list("store__world__number", "store__number", "from_day", "until_day"):
        found.setdefault((place[0], place[1]), []).append(Spell(first, last))
    return found


def touched(spells: Sequence[Spell], number: int, round_days: int) -> bool:
    """Did a bot hold the seat on a day of this round?"""
    return any(spell.touches(number * round_days, round_days) for spell in spells)


def _locked(store: Store) -> Run:
    """Waits for a day being played: a day is a bot's or a team's from its opening on."""
    run = Run.objects.select_for_update(no_key=True, of=("self",)).select_related("course").get(worlds=store.world_id)
    if store.team_id is None:
        raise PeopleRefused("seat_of_rival")
    if run.state not in _UNDER_WAY:
        raise PeopleRefused("run_is_over")
    return run


def _end_spell(store: Store, day: int) -> None:
    """A spell that saw no day is as if it had not been."""
    standing = BotSpell.objects.filter(store=store, until_day=None)
    standing.filter(from_day=day).delete()
    standing.update(until_day=day)


def _change(store: Store, run: Run, actor: Seat, policy: str) -> None:
    Store.objects.filter(pk=store.pk).update(policy=policy)
    store.policy = policy
    action = "bot_seated" if policy else "seat_given_back"
    detail = {"bot": policy, "day": run.day, "run": run.pk}
    record(action, actor=actor, course=run.course, subject=str(store.pk), detail=detail)
