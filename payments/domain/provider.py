"""Money of a store's own sites at its payment provider: fees, rolling reserve, couriers' cash and payouts by rail."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core import rng
from simlab.core.arrays import Bools, Ints
from simlab.core.money import RATE_ONE, convert, share
from simlab.core.rng import Luck


@dataclass(frozen=True)
class Provider:
    """Terms per method [M, P]: fee_e4 of the amount and fixed_minor (dollar cents where in_dollars, else the market's currency) a payment.

    settlement_days: until the money is available, or until the courier passes cash on. refusal_e6: parcels that buyers refuse at the
    door. monitored_reserve_e4 holds while a store stands in a monitoring programme.
    """

    fee_e4: Ints
    fixed_minor: Ints
    in_dollars: Bools
    settlement_days: Ints
    cash: Bools
    refusal_e6: Ints
    reserve_e4: int
    monitored_reserve_e4: int
    reserve_days: int


@dataclass(frozen=True)
class Rails:
    """Ways home [rails]: fee_e4 and fixed_cents (dollars) a payout, spread of the conversion, days, and the chance of a review that holds it."""

    fee_e4: Ints
    fixed_cents: Ints
    spread_e4: Ints
    delay_days: Ints
    hold_e6: Ints
    hold_days: Ints


def dollars_e8(rate_e8: Ints, dollar: int) -> Ints:
    """Units of each currency for a dollar, minor for minor, x 1e8: [B, C]."""
    return np.asarray((rate_e8[:, [dollar]] * RATE_ONE + rate_e8 // 2) // rate_e8)


def fee_minor(provider: Provider, market: Ints, method: Ints, amount_minor: Ints, dollar_e8: Ints) -> Ints:
    """The provider's fee on payments [n]; dollar_e8 [n] in each payment's currency."""
    fixed = provider.fixed_minor[market, method]
    fixed = np.where(provider.in_dollars[market, method], convert(fixed, dollar_e8), fixed)
    return np.asarray(share(amount_minor, provider.fee_e4[market, method], 10_000) + fixed)


@dataclass(frozen=True)
class Transfers:
    """Payouts of a day, [B, S, C]: paid = fee + landed; what is not kept becomes received + spread in home money; days on the way."""

    paid_minor: Ints
    fee_minor: Ints
    landed_minor: Ints
    received_minor: Ints
    spread_minor: Ints
    days: Ints


def transfer(
    rails: Rails, luck: Luck, day: int, rail: Ints, available_minor: Ints, rate_e8: Ints, dollar_e8: Ints
) -> Transfers:
    """Send available balances [B, S, C] home by each one's rail; a balance that its fee would eat stays."""
    fixed = convert(rails.fixed_cents[rail], dollar_e8[:, None, :])
    fee = share(available_minor, rails.fee_e4[rail], 10_000) + fixed
    pays = available_minor > np.maximum(fee, 0)
    paid, fee = available_minor * pays, fee * pays
    gross = convert(paid - fee, rate_e8[:, None, :])
    spread = share(gross, rails.spread_e4[rail], 10_000)
    slot = np.arange(rail[0].size)
    held = rng.chance_e6(luck, "payments.payout_hold", day, slot).reshape(rail.shape) < rails.hold_e6[rail]
    days = np.maximum(rails.delay_days[rail], 1) + held * rails.hold_days[rail]
    return Transfers(paid, fee, paid - fee, gross - spread, spread, days)
