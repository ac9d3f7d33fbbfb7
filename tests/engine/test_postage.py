"""The shipping fee: once an order, free from a value of the whole order on, and the same to the cent in rows, queues and books."""

from __future__ import annotations

import numpy as np
import pytest

from simlab.core.settings import BY_NAME, DECISION_DTYPE
from simlab.core.states import LedgerAccount, LedgerCause, OrderStatus
from simlab.engine.world import World, compile_world
from tests.engine.playing import Played, play
from tests.parcels import parcels
from tests.payments.section import own_site_document
from tests.worlds import SMALL, document

_BASKETS = {"basket_share_e4": [4_000, 3_000, 2_000, 1_000]}
_FEE, _FREE_FROM = 490, 5_000


def _charging(world: World) -> dict[int, np.ndarray]:
    """The first store charges a fee on every front."""
    given = (("shipping_fee_minor", _FEE), ("free_shipping_from_minor", _FREE_FROM))
    columns = [(BY_NAME[name], value) for name, value in given]
    decided = [
        (0, 0, 0, column.kind, front, column.field, value)
        for column, value in columns
        for front in range(world.sizes.fronts)
    ]
    return {0: np.array(decided, dtype=DECISION_DTYPE)}


@pytest.fixture(scope="module")
def world() -> World:
    plain = document(SMALL, buyers=_BASKETS)
    return compile_world(plain | {"parcels": parcels(plain)})


@pytest.fixture(scope="module")
def played(world: World) -> Played:
    return play(world, 25, decisions=_charging(world))


def test_an_order_pays_one_fee_and_none_from_the_threshold_on(world: World, played: Played) -> None:
    orders = played.events[0].tables["order"]
    mine = orders["store"] == 0
    units, sku, market = (orders[name][mine] for name in ("units", "sku", "market"))
    goods = units * world.opening.price_minor[world.listings.number[0, market, sku]]
    assert np.array_equal(orders["price_minor"][mine], goods + _FEE * (goods < _FREE_FROM))
    paid = {int(count): set((goods[units == count] < _FREE_FROM).tolist()) for count in np.unique(units)}
    assert any(count > 1 and True in kinds for count, kinds in paid.items())
    assert any(False in kinds for kinds in paid.values())


def test_books_and_rows_agree(world: World, played: Played) -> None:
    """What was sold before tax and what the marketplace owes are the sums of the rows."""
    orders, ledger, state = played.table("order"), played.table("ledger"), played.states[-1]
    sold = (orders["status"] == OrderStatus.AUTHORISED) & (orders["store"] == 0)
    booked = (ledger["cause"] == LedgerCause.SALE) & (ledger["account"] == LedgerAccount.SALES) & (ledger["store"] == 0)
    assert -ledger["amount_minor"][booked].sum() == (orders["price_minor"] - orders["tax_minor"])[sold].sum()
    waiting = state.payable_minor.sum(axis=-1) + state.release_minor.sum(axis=(-2, -1))
    for name in ("approvals", "parcels", "losses"):
        for _, rows in state.queues[name].all_rows():
            np.add.at(waiting, (rows["world"], world.listings.store[rows["listing"]]), rows["net_minor"])
    assert np.array_equal(waiting, state.receivable_minor.sum(axis=-1))


def test_own_sites_capture_the_fee() -> None:
    made = own_site_document() | {"buyers": _BASKETS}
    world = compile_world(made | {"parcels": parcels(made)})
    played = play(world, 10, decisions=_charging(world))
    ledger, state = played.table("ledger"), played.states[-1]
    for account, balance in (
        (LedgerAccount.PROVIDER, state.provider_minor),
        (LedgerAccount.RECEIVABLE, state.receivable_minor),
    ):
        mine = ledger["account"] == account
        booked = np.zeros_like(balance[0])
        np.add.at(booked, (ledger["store"][mine], ledger["currency"][mine]), ledger["amount_minor"][mine])
        assert np.array_equal(booked, balance[0]), account.name
