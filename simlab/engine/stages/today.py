"""The day in progress: the worlds, tonight's state, and what the stages hand to one another."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from logistics.domain import compliance
from logistics.domain.clearance import FACTOR_ONE_E2
from logistics.domain.compliance import Lacks
from logistics.domain.postage import Postage
from orders.domain.placement import order_day
from payments.domain.ledger import Journal
from simlab.core.arrays import Bools, Ints, add_at, tally
from simlab.core.rng import Luck
from simlab.core.rows import EitherRows
from simlab.core.states import LedgerAccount, LedgerCause
from simlab.engine.events import Events
from simlab.engine.shocks import Levers
from simlab.engine.state import State
from simlab.engine.world import World


@dataclass
class Formalities:
    """What borders make of a sale, [B, L]. Per unit: tax that the store itself collects, in the market's currency, and tax it pays at the
    border, in home money; declared_minor is the value declared, in the market's currency, under a heading. Per parcel: fees in home
    money and the packed entry (`logistics.domain.clearance`). Each further unit in a parcel saves duty_together_minor of duty.
    """

    collected_minor: Ints
    import_tax_minor: Ints
    clearance_minor: Ints
    duty_together_minor: Ints
    entry: Ints
    declared_minor: Ints
    heading: Ints

    @staticmethod
    def none(like: Ints) -> Formalities:
        """Nothing to pay and nothing to find."""
        nothing = np.zeros_like(like)
        return Formalities(nothing, nothing, nothing, nothing, nothing + FACTOR_ONE_E2, nothing, nothing)


@dataclass
class Shelf:
    """What each listing offers today, [B, L]: where it ships from and what one sale of it brings and costs.

    price_minor: what the buyer pays the store for a unit. landed_minor: that and whatever the buyer of one pays besides (shipping fee, duty
    or tax at the door); shoppers choose by it. appeal_e3: utility of everything else that a stage adds to the listing's own, in thousandths.
    All money but the postage is per unit; together_minor: what each further unit in one parcel saves of shipping.
    promise_days: what the buyer is told. terms: `logistics.domain.returns.Terms`. refusal_e6: parcels that will be refused at the door.
    """

    warehouse: Ints
    lane: Ints
    live: Bools
    price_minor: Ints
    landed_minor: Ints
    appeal_e3: Ints
    tax_minor: Ints
    net_minor: Ints
    shipping_minor: Ints
    duty_minor: Ints
    together_minor: Ints
    promise_days: Ints
    terms: Ints
    refusal_e6: Ints
    formalities: Formalities
    postage: Postage


@dataclass
class Today:
    """Passed from stage to stage. `state` is this day's own copy; `recorded` [S] is None where nobody will read."""

    world: World
    state: State
    day: int
    luck: Luck
    recorded: Bools | None
    rival_world: Ints | None
    events: Events
    journal: Journal = field(default_factory=Journal)
    sums: dict[str, Ints] = field(default_factory=dict)
    # duty that parcels of several units owe beyond that of their units, [B, S] home money
    duty_beyond_minor: Ints = field(default_factory=lambda: np.zeros((1, 1), dtype=np.int64))
    lacks: Lacks = field(default_factory=compliance.nothing_lacking)
    levers: Levers = field(default_factory=dict)
    fees_paid: Ints | int = 0  # [B, L] orders of today that are served and pay a shipping fee
    running_minor: Ints | int = 0  # [B, S] freight and duty of today's sales, in home money
    # what marketplaces saw today, [B, S, accounts, metrics, 2]: bad ones and all
    health_counts: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def record(self, table: str, **columns: np.ndarray | int) -> None:
        """Keep rows for the database, unless this is a fork."""
        if self.recorded is not None:
            self.events.add(table, self.recorded, **{name: np.asarray(column) for name, column in columns.items()})

    @property
    def per_store(self) -> tuple[int, int]:
        """(B, S)."""
        return self.state.worlds, self.world.sizes.stores

    def per_store_sum(self, world: Ints, store: Ints, weights: Ints | None = None) -> Ints:
        """Count rows (or add up `weights`) per store, [B, S]."""
        worlds, stores = self.per_store
        return tally(world * np.int64(stores) + store, worlds * stores, weights).reshape(worlds, stores)

    def count(self, name: str, world: Ints, store: Ints, weights: Ints | None = None) -> Ints:
        """Add rows up per store into the day's sums, [B, S]."""
        total = self.per_store_sum(world, store, weights)
        self.sums[name] = self.sums[name] + total if name in self.sums else total
        return total

    def spend(self, cause: LedgerCause, account: LedgerAccount, amount: Ints) -> None:
        """Pay an expense [B, S] in home money."""
        self.state.cash_minor = self.state.cash_minor - amount
        self.journal.move(cause, account, LedgerAccount.CASH, amount)

    def by_store(self, per_listing: Ints) -> Ints:
        """[B, L] summed to [B, S]."""
        of_store = self.world.listings.number.reshape(self.world.sizes.stores, -1)
        return np.asarray(per_listing.take(of_store, axis=1).sum(axis=2))

    def by_front(self, per_listing: Ints) -> Ints:
        """[B, L] summed to [B, S, F]."""
        # products first: numpy adds long rows several times as fast as many short ones
        of_front = np.moveaxis(self.world.listings.number, 2, 0).reshape(self.world.sizes.skus, -1)
        return np.asarray(per_listing.take(of_front, axis=1).sum(axis=1)).reshape(*self.per_store, -1)

    def by_store_and_currency(self, per_listing: Ints) -> Ints:
        """[B, L] in each market's currency summed to [B, S, C]."""
        per_front = self.by_front(per_listing)
        total = np.zeros((*self.per_store, self.world.sizes.currencies), dtype=np.int64)
        add_at(total, (slice(None), slice(None), self.world.trade.front_currency), per_front)
        return total

    def book_currencies(self, cause: LedgerCause, lines: dict[LedgerAccount, Ints]) -> None:
        """One entry in each market's currency; amounts [B, S, C]. Nobody reads a fork's books."""
        if self.recorded is None:
            return
        for currency in sorted(set(self.world.trade.currency.tolist())):
            self.journal.book(cause, currency, {account: amount[..., currency] for account, amount in lines.items()})

    def lever(self, name: str, row: Ints, target: Ints | int = 0) -> Ints:
        """What shocks make of a lever for each of n rows: of world `row`, on entity `target`."""
        lever = self.levers[name]
        return np.asarray(lever[0, 0]) if lever.shape == (1, 1) else np.asarray(lever[row, target])

    def seen_world(self) -> Ints:
        """[B] the world whose market each world sees: its own, or arm 0's in lock-step forks."""
        return np.arange(self.state.worlds) if self.rival_world is None else self.rival_world


def order_names(rows: EitherRows, world: World) -> dict[str, np.ndarray]:
    """The columns that name each order in every table."""
    return {
        "world": rows["world"],
        "store": world.listings.store[rows["listing"]],
        "order_day": order_day(rows["slot"]),
        "seq": rows["seq"],
    }
