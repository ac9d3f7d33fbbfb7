"""Money given back on an own site comes out of the provider's balance, and never out of what a marketplace owes."""

from __future__ import annotations

import numpy as np
import pytest

from simlab.core.settings import BY_NAME, DECISION_DTYPE
from simlab.core.states import LedgerAccount as Account
from simlab.core.states import LedgerCause as Cause
from simlab.engine.world import World, compile_world
from tests.engine.playing import Played, play
from tests.payments.section import own_site_document
from tests.sections import account_health, buyer_service, shortcuts

_DAYS = 30
_RISES = [{"first_day": 0, "rate_e4": 500, "market": None, "channel": None}]
_CASES = {"late_case_rate_e6": 300_000, "defect_case_rate_e6": 300_000, "cases_per_week": 20}
_GIVEN = (Cause.GOODWILL, Cause.BUYER_CLAIM)


@pytest.fixture(scope="module")
def world() -> World:
    return compile_world(
        own_site_document()
        | {
            "account_health": account_health(),
            "buyer_service": buyer_service(cases=_CASES, late_claim_rate_e6=350_000, unanswered_claim_rate_e6=500_000),
            "shortcuts": shortcuts(),
            "platform_fees": {"rises": _RISES},
        }
    )


def _play(world: World, fronts_taken_down: tuple[int, ...]) -> Played:
    """Generous stores that trick their buyers and answer nobody, with nothing to sell on some of the fronts."""
    rows = [
        *((store, "agents", 0, 0) for store in range(2)),
        *((store, "goodwill_e4", 0, 1_500) for store in range(2)),
        *((store, "pattern_level", front, 3) for store in range(2) for front in range(4)),
        *(
            (store, "listed", front << 16 | sku, 0)
            for store in range(2)
            for front in fronts_taken_down
            for sku in range(world.sizes.skus)
        ),
    ]
    columns = [(store, BY_NAME[name], target, value) for store, name, target, value in rows]
    decisions = [(0, 0, store, column.kind, target, column.field, value) for store, column, target, value in columns]
    return play(world, _DAYS, decisions={0: np.array(decisions, dtype=DECISION_DTYPE)})


def _booked(played: Played, account: Account, causes: tuple[Cause, ...]) -> int:
    """By the stores that were told what to do."""
    rows = played.table("ledger")
    mine = np.isin(rows["cause"], causes) & (rows["account"] == account) & (rows["store"] < 2)
    return int(rows["amount_minor"][mine].sum())


@pytest.fixture(scope="module")
def own_only(world: World) -> Played:
    return _play(world, (0, 2))


@pytest.fixture(scope="module")
def marketplace_only(world: World) -> Played:
    return _play(world, (1, 3))


def test_own_sites_pay_from_the_provider(own_only: Played) -> None:
    assert not own_only.states[-1].receivable_minor[0, :2].any()
    for cause in _GIVEN:
        assert _booked(own_only, Account.PROVIDER, (cause,)) < 0 == _booked(own_only, Account.RECEIVABLE, (cause,))


def test_marketplaces_keep_it_from_the_payout(marketplace_only: Played) -> None:
    assert not marketplace_only.states[-1].provider_minor[0, :2].any()
    for cause in _GIVEN:
        assert _booked(marketplace_only, Account.RECEIVABLE, (cause,)) < 0


def test_a_platform_does_not_raise_the_fee_of_a_shop_that_is_not_its_own(
    own_only: Played, marketplace_only: Played
) -> None:
    assert _booked(own_only, Account.FEES, (Cause.PLATFORM_FEE,)) == 0
    assert _booked(marketplace_only, Account.FEES, (Cause.PLATFORM_FEE,)) > 0


def test_balances_are_those_of_the_ledger(world: World) -> None:
    played = _play(world, ())
    ledger, state = played.table("ledger"), played.states[-1]
    for account, balance in ((Account.PROVIDER, state.provider_minor), (Account.RECEIVABLE, state.receivable_minor)):
        mine = ledger["account"] == account
        booked = np.zeros_like(balance[0])
        np.add.at(booked, (ledger["store"][mine], ledger["currency"][mine]), ledger["amount_minor"][mine])
        assert np.array_equal(booked, balance[0]), account.name
