"""What becomes of a decision before its day opens: whose it may be, what it collides with, who approves it, who takes it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from simlab.runs.free_text import is_text_of, keep_text
from simlab.runs.kinds import DecisionKind, Document, Row, kind_named
from simlab.runs.models import Decision, DecisionState, Run, Seat, Store

OPEN = (DecisionState.STANDING, DecisionState.WAITING)
DECISIONS_FROZEN, DAY_OPENED, KEY_REUSED, ENDED, OWN_DECISION = (
    "decisions_frozen",
    "day_opened",
    "key_reused",
    "decision_ended",
    "own_decision",
)


class NotPossible(Exception):  # noqa: N818  it names what happened
    """Right in itself, but not in this state; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class AnothersRole(Exception):  # noqa: N818  it names what happened
    """Team roles are enforced in this course, and the kind is another role's."""


class ChangedMeanwhile(Exception):  # noqa: N818  it names what happened
    """A team mate has decided the same since the version that this decision is based on."""

    def __init__(self, theirs: Decision) -> None:
        super().__init__(f"decision {theirs.pk}")
        self.theirs = theirs


def locked_run(store: Store) -> Run:
    """The run of a store, held: a day being played is waited for, so nothing slips under decisions that were already read."""
    runs = Run.objects.select_for_update(no_key=True, of=("self",)).select_related("scenario_version", "course")
    return runs.get(worlds=store.world_id)


def check_may_decide(run: Run, seat: Seat | None, kind: DecisionKind) -> None:
    """Raises NotPossible while decisions are frozen, AnothersRole for a kind that another role decides."""
    if run.decisions_frozen:
        raise NotPossible(DECISIONS_FROZEN)
    role = seat.team_role if seat and run.course.roles_enforced else ""
    if role and kind.role and kind.role != role:
        raise AnothersRole


def check_unchanged(run: Run, seat: Seat | None, draft: Decision, based_on: int) -> None:
    """Raises ChangedMeanwhile for a team mate's later decision about the same. `based_on`: the last decision that was seen."""
    later = Decision.objects.alive(run.day).filter(store=draft.store, kind=draft.kind, id__gt=based_on)
    theirs = later.exclude(seat=seat).select_related("seat__user").order_by("-id")
    wanted = _settings(draft)
    found = next((decision for decision in theirs if _settings(decision) & wanted), None)
    if found:
        raise ChangedMeanwhile(found)


def _settings(decision: Decision) -> set[tuple[Any, ...]]:
    """What a decision sets, whatever it sets it to."""
    named = kind_named(decision.kind).setting
    if named:
        return {tuple(decision.payload.get(name) for name in named)}
    return {tuple(row[:3]) for row in decision.rows}


def kept_payload(kind: DecisionKind, payload: Mapping[str, Any], seat: Seat | None) -> dict[str, Any]:
    """The payload as it is kept: a person's own words are kept apart."""
    if not kind.written:
        return dict(payload)
    rest = {name: value for name, value in payload.items() if name != kind.written}
    return rest | {"salted_hash": keep_text(payload[kind.written], seat)}


def check_same(known: Decision, kind: str, payload: object) -> None:
    """Raises NotPossible for a key that was sent with something else before."""
    if known.kind != kind or not isinstance(payload, Mapping) or not _is_payload_of(known, payload):
        raise NotPossible(KEY_REUSED)


def _is_payload_of(known: Decision, payload: Mapping[str, Any]) -> bool:
    written = kind_named(known.kind).written
    if not written:
        return bool(known.payload == payload)
    text = payload.get(written)
    return isinstance(text, str) and is_text_of(known.payload["salted_hash"], text)


def amount_minor(kind: DecisionKind, rows: Sequence[Row], document: Document) -> int | None:
    """About what it binds, in home money at opening rates; None for what binds no sum."""
    return kind.amount(rows, document) if kind.amount else None


def opening_state(run: Run, seat: Seat | None, amount: int | None) -> DecisionState:
    """Whether a decision stands at once or waits for a team mate: above the run's amount two persons decide."""
    limit = run.approval_above_minor
    needs_two = seat is not None and limit is not None and amount is not None and amount > limit
    return DecisionState.WAITING if needs_two else DecisionState.STANDING


@transaction.atomic
def cancel_decision(decision: Decision, seat: Seat) -> Decision:
    """Take a decision back before its day opens. Raises NotPossible afterwards, AnothersRole."""
    return _ended(decision, seat, OPEN, DecisionState.CANCELLED)


@transaction.atomic
def decline_decision(decision: Decision, seat: Seat) -> Decision:
    """Refuse a team mate's decision that waits. Raises NotPossible."""
    _check_second_person(decision, seat)
    return _ended(decision, seat, (DecisionState.WAITING,), DecisionState.DECLINED)


@transaction.atomic
def approve_decision(decision: Decision, seat: Seat) -> Decision:
    """Confirm a team mate's decision that waits: now it stands. Whoever confirms need not be of its role. Raises NotPossible."""
    _check_second_person(decision, seat)
    return _ended(decision, seat, (DecisionState.WAITING,), DecisionState.STANDING)


def _check_second_person(decision: Decision, seat: Seat) -> None:
    if decision.seat_id == seat.pk:
        raise NotPossible(OWN_DECISION)


def _ended(decision: Decision, seat: Seat, before: Sequence[str], after: DecisionState) -> Decision:
    """Move a decision whose day has not opened from one of these states to another."""
    run = locked_run(decision.store)
    check_may_decide(run, seat if after == DecisionState.CANCELLED else None, kind_named(decision.kind))
    decision = Decision.objects.select_related("seat__user", "approved_by__user").get(pk=decision.pk)
    if decision.effective_day < run.day:
        raise NotPossible(DAY_OPENED)
    if decision.state not in before:
        raise NotPossible(ENDED)
    decision.state = after
    if after != DecisionState.CANCELLED:
        decision.approved_by = seat
    decision.save(update_fields=["state", "approved_by"])
    return decision
