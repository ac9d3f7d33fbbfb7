"""Double entry: every cause of a day is booked once per store and currency, and its lines add up to nothing."""

from __future__ import annotations

import numpy as np

from simlab.core.arrays import Ints
from simlab.core.states import LedgerAccount, LedgerCause

HOME = 0  # the home currency comes first


class Journal:
    """Collects the entries of a day; amounts are [B, S] arrays, debit +, credit -. A fork collects and never reads."""

    def __init__(self) -> None:
        self._entries: list[tuple[LedgerCause, int, dict[LedgerAccount, Ints]]] = []

    def book(self, cause: LedgerCause, currency: int, lines: dict[LedgerAccount, Ints]) -> None:
        """One entry, whose lines must add up to zero."""
        self._entries.append((cause, currency, lines))

    def move(self, cause: LedgerCause, debit: LedgerAccount, credit: LedgerAccount, amount: Ints) -> None:
        """An entry of two lines in the home currency."""
        self.book(cause, HOME, {debit: amount, credit: -amount})

    def table(self, recorded: np.ndarray) -> dict[str, np.ndarray]:
        """The lines that are not zero of the recorded stores [S], by world, store, cause, currency, account.

        Raises ValueError if the lines of an entry do not add up to zero.
        """
        lines = [
            (cause, currency, account, amount)
            for cause, currency, entry in self._entries
            for account, amount in entry.items()
        ]
        amounts = np.stack([amount for *_, amount in lines])
        starts = np.cumsum([0, *(len(entry) for *_, entry in self._entries[:-1])])
        wrong = np.flatnonzero(np.add.reduceat(amounts, starts).any(axis=(1, 2)))
        if wrong.size:
            cause, currency, _ = self._entries[wrong[0]]
            raise ValueError(f"entry {cause.name} in currency {currency} does not balance")
        by_store = np.ascontiguousarray(np.moveaxis(amounts, 0, -1)[:, recorded])
        world, place, line = np.nonzero(by_store)
        store = np.flatnonzero(recorded)[place]
        labels = np.array([line[:3] for line in lines], dtype=np.int64)
        causes, currencies, accounts = labels.T
        return {
            "world": world,
            "store": store,
            "cause": causes[line],
            "currency": currencies[line],
            "account": accounts[line],
            "amount_minor": by_store[world, place, line],
        }
