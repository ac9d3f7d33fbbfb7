"""Rounds in which a bot held a team's seat: they are played and shown, but not scored."""

from __future__ import annotations

from scoring.models import ScoreRun
from simlab.runs.documents import document_of
from simlab.runs.seating import spells_by_store, touched


def bot_rounds(begun: ScoreRun) -> dict[tuple[int, int], list[int]]:
    """Numbers of the rounds, by world and store, that a bot touched."""
    round_days = document_of(begun.run)["round_days"]
    numbers = range(-(-begun.days // round_days))
    return {
        place: [number for number in numbers if touched(spells, number, round_days)]
        for place, spells in spells_by_store(begun.run).items()
    }
