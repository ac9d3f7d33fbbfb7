"""Which faults come in which order: drawn once from a seed, so that the same storm can be called up again."""

from __future__ import annotations

import random
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What goes wrong, and how often relative to others."""

    WORKER_KILLED = "worker killed with its children"
    PARENT_KILLED = "worker killed, its children live on"
    CHILD_KILLED = "child of a worker killed"
    WORKER_STOPPED = "worker asked to stop"
    WORKER_FROZEN = "worker frozen for a while"
    REDIS_RESTARTED = "Redis killed and started with nothing in it"
    QUEUE_EMPTIED = "all messages thrown away"
    POSTGRES_RESTARTED = "PostgreSQL restarted"
    POSTGRES_CRASHED = "PostgreSQL crashed"
    CONNECTIONS_CUT = "every connection to PostgreSQL cut"
    TASKS_DOUBLED = "tasks sent three times"
    TASKS_LATE = "tasks of days gone by, and of days to come, sent late"
    TICKER_KILLED = "ticker killed"
    BEAT_KILLED = "beat killed"
    RUN_PAUSED = "run paused in the middle of a day, and resumed"


WEIGHTS = {
    Kind.WORKER_KILLED: 4,
    Kind.PARENT_KILLED: 3,
    Kind.CHILD_KILLED: 4,
    Kind.TASKS_DOUBLED: 3,
    Kind.TASKS_LATE: 3,
    Kind.CONNECTIONS_CUT: 2,
    Kind.REDIS_RESTARTED: 2,
    Kind.POSTGRES_RESTARTED: 2,
    Kind.RUN_PAUSED: 2,
}


@dataclass(frozen=True)
class Fault:
    """`which` chooses among the parts or runs there are; the fault comes `after_s` it is due, so it meets a day anywhere."""

    kind: Kind
    which: int
    after_s: float


def plan(seed: int, faults: int) -> list[Fault]:
    """Every kind once, as far as there is room, then by weight; shuffled."""
    chance = random.Random(seed)
    kinds = list(Kind)
    chance.shuffle(kinds)
    kinds = kinds[:faults]
    kinds += chance.choices(list(Kind), [WEIGHTS.get(kind, 1) for kind in Kind], k=faults - len(kinds))
    chance.shuffle(kinds)
    return [Fault(kind, chance.randrange(1 << 16), chance.uniform(0, 0.3)) for kind in kinds]
