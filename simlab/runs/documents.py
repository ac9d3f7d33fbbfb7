"""The document that a run is played in: its scenario version, varied by its seed and cast with its teams. Whoever asks about a run's world asks here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from simlab.runs.casting import with_team_places
from simlab.runs.models import Run, ScenarioVersion
from simlab.runs.scenario.variation import varied

Document = dict[str, Any]


@dataclass(frozen=True)
class WorldKey:
    """Runs with the same key are played in the same world; the seed is empty where the scenario leaves nothing to it."""

    content_hash: str
    seed_hex: str = ""
    team_places: int | None = None  # None: as many as the scenario has


def world_key(run: Run) -> WorldKey:
    """What names the world of a run. A branch goes on in the world that it left."""
    content_hash, places = run.scenario_version.content_hash, run.team_places
    frozen = _frozen(content_hash)
    if places == frozen["teams"]:
        places = None
    if not frozen.get("variation"):
        return WorldKey(content_hash, team_places=places)
    return WorldKey(content_hash, origin_of(run).seed_hex, places)


def origin_of(run: Run) -> Run:
    """The run that a branch of a branch left in the end."""
    while run.parent is not None:
        run = run.parent
    return run


def document_of(run: Run) -> Document:
    """The resolved document of a run. It is shared: read it only."""
    return document_named(world_key(run))


@lru_cache(maxsize=64)
def document_named(key: WorldKey) -> Document:
    """The same key is the same content, so it is drawn once per process; what no range touches is shared by all draws."""
    frozen = _frozen(key.content_hash)
    return with_team_places(varied(frozen, key.seed_hex) if key.seed_hex else frozen, key.team_places)


@lru_cache(maxsize=32)
def _frozen(content_hash: str) -> Document:
    return ScenarioVersion.objects.get(content_hash=content_hash).resolved
