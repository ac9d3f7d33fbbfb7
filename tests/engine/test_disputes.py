"""Disputes of own sites in paired worlds: what brings them, who answers for them, what evidence and good months are worth."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from payments.domain.disputes import dispute_day
from simlab.core.settings import DECISION_DTYPE, Kind
from simlab.core.states import DISPUTE_CHANGES, DisputeGround, DisputeState, LedgerAccount, RefundReason, Refusal
from simlab.engine.wealth import wealth_minor
from simlab.engine.world import World, compile_world
from tests.engine.playing import Played, play
from tests.parcels import parcels
from tests.payments.section import disputes, own_site_document

_DAYS = 48
_SEEDS = (3, 4)
_ALL_EVIDENCE = 15


def _world(**changes: Any) -> World:
    """Carriers lose much, and what is sent back travels for weeks."""
    made = own_site_document(chargebacks=disputes(**changes))
    lossy = [lane | {"loss_rate_e6": 60_000} for lane in made["lanes"]]
    return compile_world(made | {"lanes": lossy, "parcels": parcels(made)})


def _everywhere(world: World, kind: Kind, value: int, fields: range = range(1)) -> np.ndarray:
    """One setting of every store and front (or every field of every store), from the first day."""
    targets = range(world.sizes.fronts) if fields == range(1) else range(1)
    rows = [
        (number, 0, store, kind, target, field, value)
        for number in range(len(_SEEDS))
        for store in range(world.sizes.stores)
        for target in targets
        for field in fields
    ]
    return np.array(rows, dtype=DECISION_DTYPE)


def _played(world: World, *rows: np.ndarray) -> Played:
    decisions = {0: np.concatenate(rows)} if rows else {}
    return play(world, _DAYS, seeds=_SEEDS, decisions=decisions)


def _contest(world: World, evidence: int = _ALL_EVIDENCE) -> np.ndarray:
    return _everywhere(world, Kind.SET_REPRESENTMENT, evidence, range(1, 6))


def _grounds(played: Played) -> np.ndarray:
    return np.bincount(played.table("dispute")["ground"], minlength=len(DisputeGround))


def _steps(played: Played) -> np.ndarray:
    return np.bincount(played.table("dispute_step")["state"], minlength=len(DisputeState))


@pytest.fixture(scope="module")
def world() -> World:
    return _world()


@pytest.fixture(scope="module")
def plain(world: World) -> Played:
    return _played(world)


@pytest.fixture(scope="module")
def contested(world: World) -> Played:
    return _played(world, _contest(world))


def test_every_ground_is_met(plain: Played) -> None:
    assert (_grounds(plain)[1:] > 0).all()
    assert not _grounds(plain)[DisputeGround.SHIFTED_FRAUD]


def test_a_higher_threshold_lets_more_fraud_in_and_refuses_fewer_good_orders(world: World) -> None:
    trusting = _everywhere(world, Kind.SET_THREE_D_SECURE, 0)
    strict, lax = (
        _played(world, trusting, _everywhere(world, Kind.SET_FRAUD_THRESHOLD, threshold)) for threshold in (40, 100)
    )
    assert _grounds(strict)[DisputeGround.FRAUD] < 0.5 * _grounds(lax)[DisputeGround.FRAUD]
    refused = []
    for payments in (played.table("payment") for played in (strict, lax)):
        ours = payments["store"] < 2  # rivals have thresholds of their own
        refused.append(int((payments["decline_code"][ours] == Refusal.FRAUD_SCREEN).sum()))
    assert refused[0] > refused[1] == 0


def test_authentication_moves_fraud_to_the_issuer(world: World) -> None:
    trusting, careful = (_played(world, _everywhere(world, Kind.SET_THREE_D_SECURE, policy)) for policy in (0, 2))
    assert _grounds(careful)[DisputeGround.FRAUD] < 0.5 * _grounds(trusting)[DisputeGround.FRAUD]
    reported = sum(int(state.month_counts[..., 0].sum()) for state in careful.states[12::14])
    assert reported > 0  # the networks count what issuers bear


def test_disputes_move_as_they_may_and_none_is_lost(world: World, plain: Played, contested: Played) -> None:
    for played in (plain, contested):
        opened, steps, state = played.table("dispute"), played.table("dispute_step"), played.states[-1]
        ends = sum(_steps(played)[end] for end in DisputeState if end not in DISPUTE_CHANGES)
        waiting = sum(len(rows["seq"]) for name in ("disputes", "rulings") for _, rows in state.queues[name].all_rows())
        assert len(opened["seq"]) == ends + waiting
        stands: dict[tuple[int, ...], DisputeState] = {}
        for *key, new in zip(
            *(steps[name].tolist() for name in ("world", "store", "dispute_no", "state")), strict=True
        ):
            assert new in DISPUTE_CHANGES[stands.get(tuple(key), DisputeState.OPENED)]
            stands[tuple(key)] = DisputeState(new)


def test_one_order_is_disputed_once_and_never_refunded_as_well(plain: Played) -> None:
    def orders(table: dict[str, np.ndarray]) -> list[tuple[int, ...]]:
        return list(zip(*(table[name].tolist() for name in ("world", "order_day", "seq")), strict=True))

    disputed, refunds = orders(plain.table("dispute")), plain.table("refund")
    assert len(set(disputed)) == len(disputed)
    assert not set(disputed) & set(orders(refunds))
    assert {RefundReason.LOST, RefundReason.RETURNED} <= set(refunds["reason"].tolist())


def test_a_deadline_that_passes_is_a_loss(plain: Played) -> None:
    steps = plain.table("dispute_step")
    assert set(steps["state"].tolist()) == {DisputeState.EXPIRED}
    assert (steps["day"] - dispute_day(steps["dispute_no"]) == 6).all()


def test_evidence_wins_and_pays(world: World, plain: Played, contested: Played) -> None:
    bare = _played(world, _contest(world, 2))  # a record of 3-D Secure proves nothing about a parcel

    def won(played: Played) -> float:
        steps = _steps(played)
        return float(steps[DisputeState.WON] / (steps[DisputeState.WON] + steps[DisputeState.LOST]))

    assert won(contested) > won(bare) + 0.1
    assert 0.15 < won(contested) < 0.6
    late = [[int(state.disputed_minor.sum()) for state in played.states] for played in (plain, contested)]
    assert max(late[0]) > 0
    wealth = [int(wealth_minor(played.states[-1]).sum()) for played in (plain, contested)]
    assert wealth[1] > wealth[0]


def test_odds_follow_the_evidence_that_there_is(contested: Played) -> None:
    opened, steps = contested.table("dispute"), contested.table("dispute_step")
    lost = opened["ground"] == DisputeGround.LOST
    assert (opened["proofs"][lost] & 1 == 0).all()
    assert (opened["proofs"][~lost] & 1 == 1).all()
    made = steps["state"] == DisputeState.CONTESTED
    assert len(np.unique(steps["odds_e4"][made])) >= len(DisputeGround) - 2


def test_an_answer_in_time_counts_and_a_late_one_does_not(world: World, plain: Played) -> None:
    opened = {name: column[plain.table("dispute")["day"] < 40] for name, column in plain.table("dispute").items()}
    day, row, store, number = (int(opened[name][0]) for name in ("day", "world", "store", "dispute_no"))
    answers = [(row, day + wait, store, Kind.REPRESENT, number, 0, evidence) for wait, evidence in ((6, 1), (7, 1))]
    outcomes = []
    for answer in answers:
        played = play(world, day + 8, seeds=_SEEDS, decisions={answer[1]: np.array([answer], dtype=DECISION_DTYPE)})
        steps = played.table("dispute_step")
        mine = (steps["world"] == row) & (steps["store"] == store) & (steps["dispute_no"] == number)
        outcomes.append(steps["state"][mine].tolist())
    assert outcomes == [[DisputeState.CONTESTED], [DisputeState.EXPIRED]]


def test_no_evidence_accepts(world: World, plain: Played) -> None:
    opened = plain.table("dispute")
    day, row, store, number = (int(opened[name][0]) for name in ("day", "world", "store", "dispute_no"))
    answer = np.array([(row, day + 1, store, Kind.REPRESENT, number, 0, 0)], dtype=DECISION_DTYPE)
    played = play(world, day + 2, seeds=_SEEDS, decisions={day + 1: answer})
    assert DisputeState.ACCEPTED in played.table("dispute_step")["state"]


def test_a_monitored_store_pays_fines_and_a_higher_reserve(world: World, plain: Played) -> None:
    calm = disputes()["monitoring"] | {"limits": []}
    free = _played(_world(monitoring=calm))
    assert (plain.states[-1].monitored > 0).any()
    assert not free.states[-1].monitored.any()
    reserve = [int(played.states[-1].reserve_minor.sum()) for played in (plain, free)]
    assert reserve[0] > 1.5 * reserve[1]
    months = plain.table("monitoring_month")
    assert (months["fine_minor"][months["months_left"] == 2] > 0).all()
    assert not months["fine_minor"][months["months_left"] < 2].any()


def test_wealth_expects_chargebacks_before_they_come(world: World) -> None:
    first = play(world, 1, seeds=_SEEDS).states[0]
    assert (first.exposed_minor.sum(axis=-1) > 0).any()
    doubtless = first.exposed_minor * 0
    expected = wealth_minor(first)
    first.exposed_minor = doubtless
    assert (wealth_minor(first) >= expected).all()
    assert (wealth_minor(first) > expected).any()


def test_without_the_part_nobody_goes_to_a_bank() -> None:
    played = _played(compile_world(own_site_document()))
    assert all("dispute" not in events.tables for events in played.events)
    assert not played.states[-1].disputed_minor.any()


def test_a_marketplace_has_no_chargebacks(world: World, plain: Played) -> None:
    opened = plain.table("dispute")
    orders = plain.table("order")
    assert len(opened["seq"]) < 0.2 * len(orders["seq"])
    ledger = plain.table("ledger")
    fees = ledger["account"] == LedgerAccount.DISPUTE_FEES
    assert fees.any()
