"""Every cent of own sites, marketplaces and the bank is in the ledger, whatever stores decide."""

from __future__ import annotations

import numpy as np
import pytest

from payments.domain.disputes import dispute_number
from simlab.core.settings import COLUMNS, DECISION_DTYPE, Kind
from simlab.core.states import LedgerAccount as Account
from simlab.core.states import OrderStatus, PaymentStatus, RefundReason, Refusal
from simlab.engine.state import State
from simlab.engine.wealth import wealth_minor
from simlab.engine.world import World, compile_world
from tests.engine.playing import Played, play
from tests.payments.section import disputes, own_site_document

_DAYS = 45
_OWN_US = 1  # front of the American own site
_OURS = [column for column in COLUMNS if column.kind >= Kind.CONVERT and column.kind < 110]


@pytest.fixture(scope="module")
def world() -> World:
    return compile_world(own_site_document(chargebacks=disputes()))


def _row(day: int, kind: Kind, target: int, value: int, field: int = 0, store: int = 0) -> np.ndarray:
    return np.array([(0, day, store, kind, target, field, value)], dtype=DECISION_DTYPE)


def _at_random(world: World, seed: int) -> dict[int, np.ndarray]:
    """Settings of payments and one-off deals of every store, drawn anew every nine days."""
    drawn = np.random.default_rng(seed)
    targets = {"store": 1, "front": world.sizes.fronts, "currency": world.sizes.currencies}
    decisions = {}
    for day in range(0, _DAYS, 9):
        rows = [
            _row(
                day,
                column.kind,
                target,
                int(drawn.integers(column.least, _most(column.name, column.most) + 1)),
                column.field,
                store,
            )
            for column in _OURS
            for store in range(world.sizes.stores)
            for target in range(targets[column.per])
        ]
        for store in range(world.sizes.stores):
            rows.append(_row(day, Kind.CONVERT, 1, int(drawn.integers(1, 200_000)), 0, store))
            rows += [
                _row(
                    day, Kind.REPRESENT, int(dispute_number(day - age, np.array(0))), int(drawn.integers(16)), 0, store
                )
                for age in range(1, min(day, 7))
            ]
            rows.append(
                _row(day, Kind.BUY_FORWARD, 2, int(drawn.integers(1, 200_000)), int(drawn.integers(1, 30)), store)
            )
        decisions[day] = np.concatenate(rows)
    return decisions


def _most(name: str, most: int) -> int:
    return {"payout_rail": 2, "offered_methods": 7}.get(name, most)


def _booked(played: Played, account: Account, like: np.ndarray) -> np.ndarray:
    """Ledger balance of an account by store and currency, [S, C]."""
    ledger = played.table("ledger")
    mine = ledger["account"] == account
    total = np.zeros_like(like)
    np.add.at(total, (ledger["store"][mine], ledger["currency"][mine]), ledger["amount_minor"][mine])
    return total


def _held(state: State) -> dict[Account, np.ndarray]:
    """What the state says of each account, [S, C]."""
    home = np.zeros_like(state.provider_minor[0])
    at_home = {
        Account.CASH: state.cash_minor,
        Account.LOAN: -state.loan_minor,
        Account.CREDIT_LINE: -state.credit_minor,
        Account.PAYOUT_IN_TRANSIT: state.payout_minor.sum(axis=-1),
    }
    by_currency = {
        Account.RECEIVABLE: state.receivable_minor,
        Account.PROVIDER: state.provider_minor,
        Account.PROVIDER_RESERVE: state.reserve_minor,
        Account.COURIER_CASH: state.courier_minor,
        Account.WITHDRAWAL: state.transit_minor,
        Account.FOREIGN_CASH: state.foreign_minor,
        Account.DISPUTED: state.disputed_minor,
        Account.TAX_DUE: -state.tax_due_minor,
    }
    found = {account: balance[0] for account, balance in by_currency.items()}
    for account, balance in at_home.items():
        found[account] = home.copy()
        found[account][:, 0] = balance[0]
    return found


@pytest.mark.parametrize("seed", range(4))
def test_the_ledger_explains_every_cent(world: World, seed: int) -> None:
    played = play(world, _DAYS, seeds=(seed + 11,), decisions=_at_random(world, seed))
    ledger = played.table("ledger")
    key = np.stack([ledger[name] for name in ("day", "store", "cause", "currency")])
    _, entry = np.unique(key, axis=1, return_inverse=True)
    sums = np.zeros(entry.max() + 1, dtype=np.int64)
    np.add.at(sums, entry.ravel(), ledger["amount_minor"])
    assert not sums.any()
    for account, balance in _held(played.states[-1]).items():
        assert np.array_equal(_booked(played, account, balance), balance), account.name


@pytest.mark.parametrize("seed", range(2))
def test_queues_add_up_to_balances(world: World, seed: int) -> None:
    state = play(world, _DAYS, seeds=(seed + 11,), decisions=_at_random(world, seed)).states[-1]
    for queue, balance in (
        ("settlements", state.provider_minor - state.available_minor),
        ("reserves", state.reserve_minor),
        ("transfers", state.transit_minor),
        ("forwards", state.forward_minor),
    ):
        total = np.zeros_like(balance)
        for _, rows in state.queues[queue].all_rows():
            np.add.at(total, (rows["world"], rows["store"], rows["currency"]), rows["amount_minor"])
        assert np.array_equal(total, balance), queue


@pytest.fixture(scope="module")
def plain(world: World) -> Played:
    return play(world, _DAYS)


def test_own_site_sales_never_pass_the_marketplace(world: World) -> None:
    """With everything taken off the marketplaces it owes nothing, and the provider holds the money."""
    off = [
        _row(0, Kind.LIST_PRODUCT, front << 16 | sku, 0, store=store)
        for store in range(world.sizes.stores)
        for front in (0, 2)
        for sku in range(world.sizes.skus)
    ]
    state = play(world, 6, decisions={0: np.concatenate(off)}).states[-1]
    assert not state.receivable_minor[0, :2].any()
    assert (state.provider_minor[0, :2].sum(axis=-1) > 0).all()


def test_a_method_that_is_not_offered_loses_some_of_its_buyers(world: World, plain: Played) -> None:
    only_card = play(world, 10, decisions={0: _row(0, Kind.OFFER_METHODS, _OWN_US, 0b001)})
    payments, orders = only_card.table("payment"), only_card.table("order")
    ours = (payments["store"] == 0) & (orders["market"] == 0)
    gone = ours & (payments["decline_code"] == Refusal.NO_METHOD)
    assert gone.sum() > 5
    before = plain.table("order")
    early = before["day"] < 10
    served = [
        int((table["status"][mask] == OrderStatus.AUTHORISED).sum())
        for table, mask in ((orders, ours), (before, early & (before["store"] == 0) & (before["market"] == 0)))
    ]
    assert served[0] < served[1]


def test_a_low_fraud_threshold_refuses_good_orders(world: World, plain: Played) -> None:
    strict = play(world, 10, decisions={0: _row(0, Kind.SET_FRAUD_THRESHOLD, _OWN_US, 30)})
    codes = [
        int(((table["decline_code"] == Refusal.FRAUD_SCREEN) & (table["store"] == 0) & (table["day"] < 10)).sum())
        for table in (strict.table("payment"), plain.table("payment"))
    ]
    assert codes[0] > 2 * codes[1]


def test_a_second_try_brings_payments_in(world: World, plain: Played) -> None:
    retried = play(world, 10, decisions={0: _row(0, Kind.RETRY_DECLINED, _OWN_US, 1)})
    declined = [
        int(((table["status"] == PaymentStatus.DECLINED) & (table["store"] == 0) & (table["day"] < 10)).sum())
        for table in (retried.table("payment"), plain.table("payment"))
    ]
    assert declined[0] < declined[1]


def test_always_asking_for_3ds_loses_some_and_marks_the_rest(world: World) -> None:
    always = play(world, 3, decisions={0: _row(0, Kind.SET_THREE_D_SECURE, _OWN_US, 2)}).table("payment")
    codes = always["decline_code"][always["store"] == 0]
    assert np.isin(codes, [Refusal.ABANDONED_3DS, Refusal.FAILED_3DS]).any()


def test_parcels_refused_at_the_door_cost_their_sale(plain: Played) -> None:
    refunds = plain.table("refund")
    refused = refunds["reason"] == RefundReason.SENT_BACK
    assert refused.any()
    ledger = plain.table("ledger")
    courier = ledger["account"] == Account.COURIER_CASH
    assert (ledger["amount_minor"][courier] < 0).any()


def test_a_kept_currency_lands_in_its_account(world: World) -> None:
    kept = play(world, 20, decisions={0: _row(0, Kind.SET_PAYOUT, 1, 1, field=2)})
    state, transfers = kept.states[-1], kept.table("transfer")
    ours = (transfers["store"] == 0) & (transfers["currency"] == 1)
    arrived = ours & (transfers["due_day"] < 20)
    assert arrived.any()
    assert (transfers["landed_currency"][ours] == 1).all()
    assert state.foreign_minor[0, 0, 1] == transfers["landed_minor"][arrived].sum()
    assert not state.foreign_minor[0, 1].any()


def test_a_dear_rail_costs_wealth(world: World) -> None:
    """The same luck and sales: of two rails the one with the higher fee and spread leaves less."""
    free = compile_world(
        own_site_document(
            rails=[
                {**rail, "fee_e4": 0, "fixed_cents": 0, "spread_e4": 0}
                for rail in own_site_document()["payments"]["rails"]
            ]
        )
    )
    dear, cheap = (play(each, 20).states[-1] for each in (world, free))
    assert (wealth_minor(dear)[0, :2] < wealth_minor(cheap)[0, :2]).all()
