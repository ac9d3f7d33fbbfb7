"""Scorecards as the person at this seat may see them."""

from __future__ import annotations

from django.http import Http404

from scoring.selectors import Scorecard, scorecard, scorecards
from simlab.classroom.access import RunAccess, StoreAccess
from simlab.classroom.aliases import alias_name, alias_of


def store_scorecard(access: StoreAccess) -> Scorecard:
    """The card of one store in the latest grading that is done."""
    card = scorecard(access.store)
    if card is None:
        raise Http404
    return card


def run_scorecards(access: RunAccess) -> list[Scorecard]:
    """The cards of all teams; a grader's come in the order of the aliases, which says nothing."""
    cards = scorecards(access.run)
    if not access.grades:
        return cards
    return sorted((_blinded(access, card) for card in cards), key=lambda card: str(card["store"]["id"]))


def _blinded(access: RunAccess, card: Scorecard) -> Scorecard:
    alias = alias_of(access.run.pk, int(card["store"]["id"]))
    return card | {"store": {"id": alias, "name": alias_name(alias), "team": None}}
