"""A run in the middle of its term, as each version of the state left it: a frozen document and a snapshot.

`make rebaseline` writes the file of today's version anew; those of earlier versions are never touched.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from backports import zstd

from bench.everything import everything
from bench.kernel import warm
from simlab.engine.state import STATE_VERSION, to_bytes
from simlab.engine.world import compile_world

FOLDER = Path(__file__).with_name("midterm")
DAY = 20
STORES = 6


def rebaseline() -> None:
    document = everything(STORES)
    snapshot = to_bytes(warm(compile_world(document), 1, DAY).state)
    FOLDER.mkdir(exist_ok=True)
    told = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    (FOLDER / f"{STATE_VERSION}.zst").write_bytes(zstd.compress(told + snapshot, 19))


def kept(file: Path) -> tuple[dict[str, Any], bytes]:
    """The frozen document and the snapshot."""
    document, _, snapshot = zstd.decompress(file.read_bytes()).partition(b"\n")
    return json.loads(document), snapshot
