"""The document that a run is played in: its scenario version, varied by its seed. Whoever asks about a run's world asks here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from simlab.runs.models import Run, ScenarioVersion
from simlab.runs.scenario.variation import varied

Document = dict[str, Any]


@dataclass(frozen=True)
class WorldKey:
    """Runs with the same key are played in the same world; the seed is empty where the scenario leaves nothing to it."""

    content_hash: str
    seed_hex: str = ""


def world_key(run: Run) -> WorldKey:
    """What names the world of a run. A branch goes on in the world that it left."""
    content_hash = run.scenario_version.content_hash
    if not _frozen(content_hash).get("variation"):
        return WorldKey(content_hash)
    while run.parent is not None:
        run = run.parent
    return WorldKey(content_hash, run.seed_hex)


def document_of(run: Run) -> Document:
    """The resolved document of a run. It is shared: read it only."""
    return document_named(world_key(run))


@lru_cache(maxsize=64)
def document_named(key: WorldKey) -> Document:
    """The same key is the same content, so it is drawn once per process; what no range touches is shared by all draws."""
    frozen = _frozen(key.content_hash)
    return varied(frozen, key.seed_hex) if key.seed_hex else frozen


@lru_cache(maxsize=32)
def _frozen(content_hash: str) -> Document:
    return ScenarioVersion.objects.get(content_hash=content_hash).resolved
