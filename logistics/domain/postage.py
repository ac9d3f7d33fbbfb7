"""The shipping fee that buyers pay: once an order, whatever is in it, and nothing from the store's threshold on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core.arrays import Ints


@dataclass(frozen=True)
class Postage:
    """Per listing, [B, L] in the market's currency: an order whose goods are worth less than free_from_minor (0: every order) pays fee_minor.

    Of a fee: tax_minor is the tax inside it, net_minor what tax and referral fee leave, collected_minor the tax that the store itself collects.
    """

    fee_minor: Ints
    free_from_minor: Ints
    tax_minor: Ints
    net_minor: Ints
    collected_minor: Ints

    @staticmethod
    def none(like: Ints) -> Postage:
        """Nobody charges a fee."""
        nothing = np.broadcast_to(np.int64(0), like.shape)
        return Postage(nothing, nothing, nothing, nothing, nothing)

    @property
    def any_fee(self) -> bool:
        """Whether some listing bears a fee."""
        return bool(self.fee_minor.any())


def asked(free_from_minor: Ints, value_minor: Ints) -> Ints:
    """1 for orders of goods of this value that pay the fee, 0 for those that ship free; any shape."""
    return np.asarray((free_from_minor == 0) | (value_minor < free_from_minor), dtype=np.int64)
