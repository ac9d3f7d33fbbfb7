"""Card disputes of a store: what banks took back, what it may answer, how earlier ones ended, and how the card networks see it."""

from __future__ import annotations

from typing import Any

from payments.decisions_disputes import evidence_codes
from payments.domain import monitoring
from payments.selectors import disputes_of_store
from simlab.classroom.access import StoreAccess
from simlab.classroom.briefing import Briefing, briefing
from simlab.classroom.reads.settings import standing
from simlab.core.states import DISPUTE_CHANGES, DisputeGround, DisputeState, Evidence
from simlab.engine.playing import evening_before, game_of
from simlab.runs.models import Decision

Shown = dict[str, Any]
_ANSWERABLE = [ground for ground in DisputeGround if ground]


def disputes(access: StoreAccess) -> Shown:
    """Open disputes by their deadline, then all others, newest first; empty where a scenario has no card payments."""
    brief, run = briefing(access.run), access.run
    if brief.disputes is None:
        return {"day": run.day, "monitoring": None, "costs": None, "standing": [], "odds": [], "disputes": []}
    place = {"world": access.standing.world, "store": access.standing.number}
    given = _given(access)
    rows = [_dispute(brief, row, run.day, given) for row in disputes_of_store(run.pk, **place)]
    settings = standing(access)
    return {
        "day": run.day,
        "monitoring": _monitoring(access),
        "costs": {name: brief.disputes[name] for name in ("represent_cents", "evidence_cents", "ruling_days")},
        "standing": [
            {"ground": _code(ground), "evidence": evidence_codes(int(settings[f"contest_{_code(ground)}"][0]))}
            for ground in _ANSWERABLE
        ],
        "odds": [_odds(row) for row in brief.disputes["odds"]],
        "disputes": sorted(rows, key=lambda row: (row["days_left"] is None, row["days_left"] or 0)),
    }


def _given(access: StoreAccess) -> dict[int, list[str]]:
    """The latest answer that the team gave to each dispute."""
    made = Decision.objects.standing().filter(store=access.store, kind="represent").order_by("id")
    return {payload["dispute_no"]: payload["evidence"] for payload in made.values_list("payload", flat=True)}


def _dispute(brief: Briefing, row: Shown, day: int, given: dict[int, list[str]]) -> Shown:
    stands = DisputeState(row["steps"][-1]["state"]) if row["steps"] else DisputeState.OPENED
    contested = next((step for step in row["steps"] if step["state"] == DisputeState.CONTESTED), None)
    assert brief.disputes is not None
    return {
        "dispute_no": row["dispute_no"],
        "order": str(row["order_id"]),
        "ground": _code(DisputeGround(row["ground"])),
        "reason_code": brief.disputes["codes"][row["code"]]["code"],
        "state": _code(stands),
        "opened_day": row["day"],
        "due_day": row["due_day"],
        "days_left": row["due_day"] - day if stands == DisputeState.OPENED else None,
        "end_day": row["steps"][-1]["day"] if stands not in DISPUTE_CHANGES else None,
        "amount_minor": row["amount_minor"],
        "fee_minor": row["fee_minor"],
        "currency": brief.currency_codes[row["currency"]],
        "proofs": evidence_codes(row["proofs"]),
        "evidence": evidence_codes(contested["evidence"]) if contested else [],
        "odds_e4": contested["odds_e4"] if contested else None,
        "given_evidence": given.get(row["dispute_no"]) if stands == DisputeState.OPENED else None,
    }


def _odds(row: Shown) -> Shown:
    points = zip(Evidence, row["points_e4"], strict=True)
    return {
        "ground": _code(DisputeGround(row["ground"])),
        "base_e4": row["base_e4"],
        "points": [{"evidence": _code(bit), "points_e4": value} for bit, value in points],
    }


def _monitoring(access: StoreAccess) -> Shown:
    """The month so far, the limit that stands, and the good months that are still to be shown."""
    game, day = game_of(access.run), access.run.day
    state, _ = evening_before(game, day)
    terms, place = game.world.payments.monitoring, (access.standing.world, access.standing.number)
    counts = state.month_counts[place]
    return {
        "fraud": int(counts[monitoring.FRAUD]),
        "disputes": int(counts[monitoring.DISPUTES]),
        "settled": int(counts[monitoring.SETTLED]),
        "ratio_e4": int(monitoring.ratio_e4(counts)),
        "limit_e4": int(terms.limit_e4[day]),
        "least_cases": terms.least_cases,
        "month_ends_day": day + terms.month_days - 1 - day % terms.month_days,
        "months_left": int(state.monitored[place]),
    }


def _code(member: DisputeGround | DisputeState | Evidence) -> str:
    return member.name.lower()
