"""The worked examples of docs/algorithms/payments.md."""

from __future__ import annotations

import numpy as np

from payments.domain import provider
from payments.domain.provider import Provider, Rails
from simlab.core.money import share
from simlab.core.rng import Luck

_ONE = np.zeros(1, dtype=np.int64)
_CARD = Provider(
    fee_e4=np.array([[540]]),
    fixed_minor=np.array([[30]]),
    in_dollars=np.array([[True]]),
    settlement_days=np.array([[3]]),
    cash=np.array([[False]]),
    refusal_e6=np.array([[0]]),
    reserve_e4=500,
    monitored_reserve_e4=1_500,
    reserve_days=28,
)
_WIRE = Rails(*(np.array([value]) for value in (0, 3_500, 50, 4, 0, 0)))


def test_a_card_sale_of_twenty_dollars() -> None:
    fee = provider.fee_minor(_CARD, _ONE, _ONE, np.array([2_000]), np.array([10**8]))
    reserve = share(np.array([2_000]), _CARD.reserve_e4, 10_000)
    assert (fee[0], reserve[0], 2_000 - fee[0] - reserve[0]) == (138, 100, 1_762)


def test_a_fixed_fee_in_dollars_is_charged_in_the_markets_currency() -> None:
    euro = provider.dollars_e8(np.array([[10**8, 712_000_000, 820_000_000]]), 1)[:, 2]
    assert provider.fee_minor(_CARD, _ONE, _ONE, np.array([0]), euro).tolist() == [26]  # 30 cents x 7.12 / 8.20


def test_a_wire_of_a_thousand_dollars() -> None:
    rates = np.array([[10**8, 712_000_000]])
    sent = provider.transfer(
        _WIRE,
        Luck.of_seeds([1]),
        0,
        np.zeros((1, 1, 2), dtype=np.int64),
        np.array([[[0, 100_000]]]),
        rates,
        provider.dollars_e8(rates, 1),
    )
    of_dollar = (0, 0, 1)
    assert (sent.fee_minor[of_dollar], sent.landed_minor[of_dollar]) == (3_500, 96_500)
    assert (sent.received_minor[of_dollar], sent.spread_minor[of_dollar]) == (683_645, 3_435)
    assert sent.days[of_dollar] == 4
    assert sent.paid_minor[0, 0, 0] == 0


def test_a_balance_that_its_fee_would_eat_waits() -> None:
    rates = np.array([[10**8, 712_000_000]])
    small = np.array([[[0, 3_500]]])
    rail = np.zeros((1, 1, 2), dtype=np.int64)
    sent = provider.transfer(_WIRE, Luck.of_seeds([1]), 0, rail, small, rates, provider.dollars_e8(rates, 1))
    assert not sent.paid_minor.any()
