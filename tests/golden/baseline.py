"""The golden run: a fixed world, played for 35 days, told by the digest of its last day.

`make rebaseline` (python -m tests.golden.baseline) writes the digest anew: only for a change that is meant to change the world.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from simlab.engine.state import to_bytes
from simlab.engine.world import compile_world
from tests.engine.playing import play
from tests.golden import midterm
from tests.worlds import SMALL, document

FILE = Path(__file__).with_name("baseline.json")
DAYS = 35


def golden_run() -> dict[str, str]:
    """Digest of the last day, and of the state it leaves."""
    played = play(compile_world(document(SMALL)), DAYS, seeds=(0x5EED,))
    return {"day": list(played.digests())[-1], "state": hashlib.sha256(to_bytes(played.states[-1])).hexdigest()}


def rebaseline() -> None:
    """Accept today's world as the golden one."""
    FILE.write_text(json.dumps(golden_run(), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    rebaseline()
    midterm.rebaseline()
