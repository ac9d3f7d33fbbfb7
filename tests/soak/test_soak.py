"""Random decisions and shocks in a world with everything on. `make test` plays 50 games of 30 days, `make soak` 500."""

from __future__ import annotations

import os
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from bench.everything import everything
from simlab.core.arrays import Ints
from simlab.core.rng import Luck
from simlab.core.settings import DECISION_DTYPE, Kind
from simlab.core.states import DISPUTE_CHANGES, LAST_SCANS, LedgerAccount
from simlab.engine.day import simulate_day
from simlab.engine.events import Events
from simlab.engine.ledger import imbalance_minor
from simlab.engine.state import opening_state
from simlab.engine.world import compile_world
from simlab.runs.forms import forms
from simlab.runs.kinds import KINDS, DecisionRejected

GAMES = int(os.environ.get("SOAK_GAMES", "50"))
DAYS = 30
STORES = 6
DOCUMENT = everything(STORES)
WORLD = compile_world(DOCUMENT)
TEAMS = DOCUMENT["teams"]
Row = tuple[int, ...]


def value_of(field: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Something that may be typed into a field of a form."""
    codes = st.sampled_from([option["code"] for option in field["options"]] or ["none"])
    if field["type"] == "integer":
        return st.integers(field["minimum"], min(field["maximum"] or 10**6, 10**6))
    return {"code": codes, "codes": st.lists(codes, max_size=3), "boolean": st.booleans()}.get(field["type"], codes)


def payload_of(form: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    required = {field["name"]: value_of(field) for field in form["fields"] if field["required"]}
    optional = {field["name"]: value_of(field) for field in form["fields"] if not field["required"]}
    return st.fixed_dictionaries(required, optional=optional)


@cache
def payloads() -> list[tuple[str, st.SearchStrategy[dict[str, Any]]]]:
    """Every kind of the scenario with what may be typed into its form."""
    return [(form["code"], payload_of(form)) for form in forms(DOCUMENT)]


@st.composite
def decisions(draw: st.DrawFn) -> list[Row]:
    """The rows of one decision of a team; none where the field errors refuse it."""
    kind, payloads_of_kind = draw(st.sampled_from(payloads()))
    payload, store = draw(payloads_of_kind), draw(st.integers(0, TEAMS - 1))
    try:
        rows = KINDS[kind].rows(payload, DOCUMENT)
    except DecisionRejected:
        return []
    return [(store, int(row.kind), row.target, row.field, row.value) for row in rows]


class Season(RuleBasedStateMachine):
    """One world; every step is a day with whatever was decided and thrown in."""

    @initialize(seed=st.integers(0, 2**32))
    def open_shops(self, seed: int) -> None:
        self.luck = Luck.of_seeds([seed])
        self.state = opening_state(WORLD, 1)
        self.day = 0
        self.cash: Ints = np.zeros(STORES, dtype=np.int64)
        self.sent: set[tuple[int, int]] = set()
        self.ended: set[tuple[int, int]] = set()
        self.disputed = self.closed = 0

    @rule(made=st.lists(decisions(), max_size=5), shock=st.none() | st.integers(0, len(DOCUMENT["shocks"]) - 1))
    def play_a_day(self, made: list[list[Row]], shock: int | None) -> None:
        if self.day == DAYS:
            return
        thrown = [] if shock is None else [(0, int(Kind.INJECT_SHOCK), shock, 0, 1)]
        rows = [(0, self.day, *row) for row in [row for some in made for row in some] + thrown]
        recorded = np.ones(STORES, dtype=bool)
        self.state, events = simulate_day(
            WORLD, self.state, np.array(rows, dtype=DECISION_DTYPE), self.day, luck=self.luck, recorded=recorded
        )
        self.check(events)
        self.day += 1

    def check(self, events: Events) -> None:
        ledger = events.tables["ledger"]
        assert imbalance_minor(ledger) == 0
        mine = ledger["account"] == LedgerAccount.CASH
        np.add.at(self.cash, ledger["store"][mine], ledger["amount_minor"][mine])
        assert self.cash.tolist() == self.state.cash_minor[0].tolist()
        self.follow(events)
        self.follow_disputes(events)

    def follow_disputes(self, events: Events) -> None:
        opened, steps = (events.tables.get(name, {"state": np.zeros(0)}) for name in ("dispute", "dispute_step"))
        self.disputed += len(opened.get("seq", ()))
        self.closed += int((~np.isin(steps["state"], [int(state) for state in DISPUTE_CHANGES])).sum())
        waiting = [rows for name in ("disputes", "rulings") for _, rows in self.state.queues[name].all_rows()]
        assert self.disputed == self.closed + sum(len(rows["seq"]) for rows in waiting)
        taken = sum(int(rows["net_minor"].sum()) for rows in waiting)
        assert int(self.state.disputed_minor.sum()) == taken
        assert self.state.hoped_minor.min() >= 0
        assert self.state.exposed_minor.min() >= 0

    def follow(self, events: Events) -> None:
        parcel, scan = events.tables["parcel"], events.tables["tracking"]
        self.sent |= set(zip(parcel["order_day"].tolist(), parcel["seq"].tolist(), strict=True))
        last = np.isin(scan["event"], [int(event) for event in LAST_SCANS])
        ended = list(zip(scan["order_day"][last].tolist(), scan["seq"][last].tolist(), strict=True))
        assert len(set(ended)) == len(ended)
        assert not self.ended & set(ended)
        self.ended |= set(ended)

    @invariant()
    def nothing_is_owed_by_the_shelf(self) -> None:
        if hasattr(self, "state"):
            assert self.state.stock_units.min() >= 0
            assert self.state.pipeline_units.min() >= 0
            assert self.state.rating_count.min() >= 0

    @invariant()
    def every_parcel_is_under_way_or_has_ended(self) -> None:
        if hasattr(self, "state"):
            under_way = sum(len(rows["seq"]) for _, rows in self.state.queues["parcels"].all_rows())
            assert under_way == len(self.sent) - len(self.ended)
            assert self.ended <= self.sent

    def teardown(self) -> None:
        while hasattr(self, "state") and self.day < DAYS:
            self.play_a_day(made=[], shock=None)


@pytest.mark.django_db
def test_no_decision_and_no_shock_breaks_the_books() -> None:
    run_state_machine_as_test(
        Season,
        settings=settings(
            max_examples=GAMES,
            stateful_step_count=DAYS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
            # a failure is told at once: shrinking plays thousands of days
            phases=[Phase.explicit, Phase.reuse, Phase.generate],
        ),
    )
