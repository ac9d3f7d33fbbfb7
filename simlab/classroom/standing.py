"""Where a person stands to a store, and which version of it there is now: asked before every request about a store.

One statement written by hand, because it is most of what an unchanged page costs: through the ORM the same took 4 ms of 8.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db import connection

from simlab.runs.intents import NAME_BUYERS
from simlab.runs.models import DecisionState

_OF_THE_DAY_TO_COME = (
    "FROM runs_decision d WHERE d.run_id = run.id AND d.effective_day >= run.day AND d.store_id = store.id"
)
_STATEMENT = f"""
    SELECT seat.id, seat.role, seat.team_id, store.id, world.number, store.number, store.team_id, run.id, run.state, run.day,
           (SELECT MAX(d.id) {_OF_THE_DAY_TO_COME}),
           (SELECT COUNT(*) {_OF_THE_DAY_TO_COME} AND d.state <> '{DecisionState.WAITING}'),
           (SELECT COUNT(*) {_OF_THE_DAY_TO_COME} AND d.state IN ('{DecisionState.DECLINED}', '{DecisionState.CANCELLED}')),
           (SELECT COUNT(*) FROM runs_intent i
            WHERE i.run_id = run.id AND i.kind = '{NAME_BUYERS}' AND i.done_at IS NOT NULL),
           run.owner_id, store.policy
    FROM runs_store store
    JOIN runs_world world ON world.id = store.world_id
    JOIN runs_run run ON run.id = world.run_id
    JOIN runs_seat seat ON seat.course_id = run.course_id
    WHERE store.id = %s AND seat.user_id = %s AND seat.left_at IS NULL
"""  # noqa: S608  made of constants


class Standing(NamedTuple):
    """`last`, `settled` and `ended` tell the decisions of the day to come apart: a state only ever moves on."""

    seat: int
    role: str
    team: int | None
    store: int
    world: int
    number: int
    store_team: int | None
    run: int
    state: str
    day: int
    last: int | None
    settled: int
    ended: int
    named: int  # days whose buyers have names
    owner: int | None  # the seat that practises in this run
    policy: str


def standing(user: Any, store: int) -> Standing | None:
    """None when there is no such store, or the person has no seat in its course."""
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT, [store, user.pk])
        row = cursor.fetchone()
    return Standing(*row) if row else None
