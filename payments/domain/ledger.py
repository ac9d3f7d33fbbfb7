"""Double entry: every cause of a day is booked once per store and currency, and its lines add up to nothing."""

from __future__ import annotations

import numpy as np

from simlab.core.arrays import Ints
from simlab.core.states import LedgerAccount, LedgerCause

HOME = 0  # the home currency comes first


class Journal:
    """Collects the entries of a day; amounts are [B, S] arrays, debit +, credit -."""

    def __init__(self) -> None:
        self._lines: list[tuple[int, int, int, Ints]] = []

    def book(self, cause: LedgerCause, currency: int, lines: dict[LedgerAccount, Ints]) -> None:
        """One balanced entry. Raises ValueError if its lines do not add up to zero."""
        if np.any(sum(lines.values())):
            raise ValueError(f"entry {cause.name} in currency {currency} does not balance")
        self._lines += [(cause, currency, account, amount) for account, amount in lines.items()]

    def move(self, cause: LedgerCause, debit: LedgerAccount, credit: LedgerAccount, amount: Ints) -> None:
        """An entry of two lines in the home currency."""
        self.book(cause, HOME, {debit: amount, credit: -amount})

    def table(self, recorded: np.ndarray) -> dict[str, np.ndarray]:
        """The lines that are not zero of the recorded stores [S], by world, store, cause, currency, account."""
        amounts = np.stack([amount for *_, amount in self._lines], axis=-1)
        world, store, line = np.nonzero(np.where(recorded[None, :, None], amounts, 0))
        labels = np.array([line[:3] for line in self._lines], dtype=np.int64)
        cause, currency, account = labels[line].T
        return {
            "world": world,
            "store": store,
            "cause": cause,
            "currency": currency,
            "account": account,
            "amount_minor": amounts[world, store, line],
        }
