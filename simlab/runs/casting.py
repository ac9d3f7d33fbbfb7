"""Who holds the team places of a world: a class seldom has as many teams as the scenario has places."""

from __future__ import annotations

from typing import Any

Document = dict[str, Any]
STAND_IN = "rule"


def with_team_places(document: Document, taken: int | None) -> Document:
    """The document of a world in which teams take so many places: rule-based rivals hold the free ones.

    So every world is as crowded as its scenario means it, and what a stand-in decides is played and kept like a rival's.
    """
    places = document["teams"]
    if taken is None or taken >= places:
        return document
    standing_in = [
        {"name": {"en": f"House store {number}", "zh": f"陪练店铺 {number}"}, "policy": STAND_IN}
        for number in range(1, places - taken + 1)
    ]
    return document | {"teams": taken, "rivals": [*standing_in, *document["rivals"]]}
