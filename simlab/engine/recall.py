"""Who plays a run day after day, or shows it to a class, remembers the last evening and need not unpack its snapshot.

The key is the chained digest, so a remembered state is only ever used to follow the very day it came from; a day that
was rolled back is simply never asked for. The day does not write to the state it is given.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from simlab.engine.state import State

REMEMBERED = 4
_states: OrderedDict[tuple[int, str], State] = OrderedDict()
_lock = Lock()


def remember(run_id: int, digest: str, state: State) -> None:
    with _lock:
        for key in [key for key in _states if key[0] == run_id]:
            del _states[key]
        _states[run_id, digest] = state
        while len(_states) > REMEMBERED:
            _states.popitem(last=False)


def state_after(run_id: int, digest: str) -> State | None:
    with _lock:
        return _states.get((run_id, digest))


def forget_all() -> None:
    with _lock:
        _states.clear()
