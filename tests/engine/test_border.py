"""Cause and effect at the border, in paired worlds: the same luck, one decision changed."""

from __future__ import annotations

import datetime as dt
from functools import cache

import numpy as np
import pytest

from simlab.core.settings import BY_NAME, DECISION_DTYPE, Kind
from simlab.core.states import Incoterm, LedgerAccount, LedgerCause, OrderStatus, TrackingEvent
from simlab.engine.state import State, from_bytes, to_bytes
from simlab.engine.wealth import wealth_minor
from simlab.engine.world import compile_world
from simlab.runs.scenario.sections.shocks import Shock, resolved_shocks
from simlab.runs.scenario.sources import Sources
from tests.engine.playing import Played, play
from tests.logistics.borders import document, world, world_of_baskets

DAYS = 24
TEAM = 0
US, DE, GB, JP = 0, 1, 2, 3


def rows(*settings: tuple[str, int, int]) -> dict[int, np.ndarray]:
    """Decisions of the team on the first day: (column, target, value)."""
    kinds = [(0, 0, TEAM, BY_NAME[name].kind, target, BY_NAME[name].field, value) for name, target, value in settings]
    return {0: np.array(kinds, dtype=DECISION_DTYPE)}


@cache
def played(*settings: tuple[str, int, int], channel: str = "marketplace", licensed: bool = True) -> Played:
    return play(world(channel=channel, licensed=licensed), DAYS, decisions=rows(*settings))


def booked(run: Played, cause: LedgerCause, account: LedgerAccount, store: int = TEAM) -> int:
    ledger = run.table("ledger")
    mine = (ledger["cause"] == cause) & (ledger["account"] == account) & (ledger["store"] == store)
    return int(ledger["amount_minor"][mine].sum())


def scans(run: Played, event: TrackingEvent) -> int:
    tracking = run.table("tracking")
    return int(((tracking["event"] == event) & (tracking["store"] == TEAM)).sum())


def orders_of(run: Played, market: int) -> int:
    orders = run.table("order")
    return int(((orders["store"] == TEAM) & (orders["market"] == market)).sum())


def owned(run: Played, state: State) -> int:
    return int(wealth_minor(state)[0, TEAM])


@pytest.mark.parametrize("channel", ["marketplace", "own_site"])
def test_the_books_agree_with_what_is_owed(channel: str) -> None:
    run = played(("collects_tax", DE, 1), ("collects_tax", GB, 1), channel=channel)
    state, ledger = run.states[-1], run.table("ledger")
    for account, balance in (
        (LedgerAccount.CASH, state.cash_minor),
        (LedgerAccount.REBATE_RECEIVABLE, state.rebate_minor),
        (LedgerAccount.RECEIVABLE, state.receivable_minor.sum(axis=-1)),
        (LedgerAccount.TAX_DUE, -state.tax_due_minor.sum(axis=-1)),
    ):
        mine = ledger["account"] == account
        sums = np.bincount(ledger["store"][mine], weights=ledger["amount_minor"][mine], minlength=balance.shape[1])
        assert sums.astype(np.int64).tolist() == balance[0].tolist(), account.name
    assert to_bytes(from_bytes(to_bytes(state))) == to_bytes(state)


def test_vat_is_refunded_under_the_mode_that_fits_the_goods() -> None:
    direct, ahead = played(), played(("customs_mode", US, 2))
    earned = booked(direct, LedgerCause.REBATE, LedgerAccount.REBATE_RECEIVABLE)
    units = direct.table("order")
    assert 0 < earned < units["price_minor"].sum()
    # 9810 earns on what is sent ahead, and nothing is sent
    assert booked(ahead, LedgerCause.REBATE, LedgerAccount.REBATE_RECEIVABLE) < earned
    assert booked(direct, LedgerCause.REBATE_ARRIVAL, LedgerAccount.CASH) > 0


def test_without_the_export_filing_nothing_is_refunded() -> None:
    assert booked(played(licensed=False), LedgerCause.REBATE, LedgerAccount.REBATE_RECEIVABLE) == 0


def test_a_lower_declared_value_saves_duty_and_is_held_more_often() -> None:
    honest, low = played(), played(("declared_e2", US, 40))
    paid = [booked(run, LedgerCause.DUTY, LedgerAccount.DUTY) for run in (honest, low)]
    assert paid[1] < paid[0]
    assert scans(low, TrackingEvent.HELD) > scans(honest, TrackingEvent.HELD)


def test_a_sender_who_was_caught_is_remembered() -> None:
    honest, low = played(), played(("declared_e2", US, 40))
    assert not honest.states[-1].record_e2[0, TEAM]
    assert low.states[-1].record_e2[0, TEAM] > 0


def test_applying_twice_costs_once() -> None:
    rows_of = _applied(licensed_for=DE)
    run = play(world(licensed=False), 3, decisions={0: rows_of, 1: rows_of})
    assert booked(run, LedgerCause.PAPERS, LedgerAccount.COMPLIANCE) == _cost_of("rp_eu", "lucid")


def test_the_other_hs_code_changes_the_duty_and_is_fined_when_found() -> None:
    right, wrong = played(), played(*((("heading", sku, 1)) for sku in range(6, 9)))
    assert booked(wrong, LedgerCause.DUTY, LedgerAccount.DUTY) < booked(right, LedgerCause.DUTY, LedgerAccount.DUTY)


def test_duty_at_the_door_costs_sales_instead() -> None:
    ddp, dap = played(), played(("incoterm", US, Incoterm.DAP))
    assert booked(dap, LedgerCause.DUTY, LedgerAccount.DUTY) < booked(ddp, LedgerCause.DUTY, LedgerAccount.DUTY)
    assert orders_of(dap, US) < orders_of(ddp, US)
    assert scans(dap, TrackingEvent.REFUSED) > 0 == scans(ddp, TrackingEvent.REFUSED)


def test_a_parcel_of_several_units_is_held_against_the_limit_as_a_whole() -> None:
    run = play(world_of_baskets(5), 6)
    parcels, orders = run.table("parcel"), run.table("order")
    sold = {name: number for number, name in enumerate(zip(*_names(orders, "day"), strict=True))}
    order = np.array([sold[name] for name in zip(*_names(parcels, "order_day"), strict=True)])
    euro = run.states[0].rate_e8[0, [part["code"] for part in document()["currencies"]].index("EUR")] * 1e-8
    german = (parcels["market"] == DE) & (parcels["order_day"] == 0)
    assert parcels["duty_minor"][german] == pytest.approx(300 * euro, abs=3)  # once a parcel, not once a unit
    leads = (parcels["market"] == JP) & np.isin(orders["sku"][order], (6, 7, 8))
    price = orders["price_minor"][order][leads]
    assert (price <= 10_000).any()
    assert ((parcels["duty_minor"][leads] > 0) == (price > 10_000)).all()


def _names(table: dict[str, np.ndarray], day: str) -> list[list[int]]:
    return [table[name].tolist() for name in (day, "store", "seq")]


def test_a_registered_store_collects_tax_and_owes_it() -> None:
    border = played(channel="own_site")
    scheme = played(("collects_tax", DE, 1), channel="own_site")
    assert booked(border, LedgerCause.IMPORT_TAX, LedgerAccount.IMPORT_TAX) > booked(
        scheme, LedgerCause.IMPORT_TAX, LedgerAccount.IMPORT_TAX
    )
    euro = [part["code"] for part in document()["currencies"]].index("EUR")
    assert scheme.states[-1].tax_due_minor[0, TEAM, euro] > 0 == border.states[-1].tax_due_minor[0, TEAM, euro]


def test_tax_is_paid_at_the_end_of_the_period() -> None:
    run = play(world(channel="own_site"), 30, decisions=rows(("collects_tax", DE, 1)))
    assert run.states[28].tax_due_minor[0, TEAM].sum() > 0 == run.states[29].tax_due_minor[0, TEAM].sum()
    assert booked(run, LedgerCause.TAX_PAYMENT, LedgerAccount.CASH) < 0


def test_what_lacks_a_paper_is_not_sold_until_it_is_there() -> None:
    unlicensed, licensed = played(licensed=False), played()
    assert orders_of(unlicensed, DE) == 0 < orders_of(licensed, DE)
    applied = play(world(licensed=False), DAYS, decisions={0: _applied(licensed_for=DE)})
    sold = applied.table("order")
    mine = (sold["store"] == TEAM) & (sold["market"] == DE)
    days = _days_of("rp_eu", "lucid")
    assert mine.any()
    assert sold["day"][mine].min() >= days
    assert booked(applied, LedgerCause.PAPERS, LedgerAccount.COMPLIANCE) == _cost_of("rp_eu", "lucid")


def test_selling_without_papers_is_found_out() -> None:
    run = played(("self_declared", DE, 1), licensed=False)
    assert orders_of(run, DE) > 0
    assert _fines(run, "compliance_case", "fine_minor") > 0
    fines = _fines(run, "compliance_case", "fine_minor") + _fines(run, "customs_case", "penalty_minor")
    assert fines == booked(run, LedgerCause.PENALTY, LedgerAccount.PENALTIES)
    barred = run.states[-1].barred[0, TEAM, DE]
    assert barred.any()


def _fines(run: Played, table: str, column: str) -> int:
    cases = [events.tables[table] for events in run.events if table in events.tables]
    return sum(int(case[column][case["store"] == TEAM].sum()) for case in cases)


def _papers() -> list[dict[str, object]]:
    papers: list[dict[str, object]] = document(licensed=False)["customs"]["papers"]
    return papers


def _applied(licensed_for: int) -> np.ndarray:
    codes = [paper["code"] for paper in _papers()]
    wanted = [codes.index(code) for code in ("rp_eu", "lucid")]
    return np.array([(0, 0, TEAM, Kind.REGISTER, paper, 0, 1) for paper in wanted], dtype=DECISION_DTYPE)


def _days_of(*codes: str) -> int:
    return max(int(str(paper["days"])) for paper in _papers() if paper["code"] in codes)


def _cost_of(*codes: str) -> int:
    return sum(int(str(paper["cost_minor"])) for paper in _papers() if paper["code"] in codes)


def test_a_world_with_customs_compiles_with_its_tariff() -> None:
    tariff = world().customs.tariff
    assert tariff.layer_e4.sum(axis=0).tolist() == tariff.duty_e4.tolist()


def test_the_tax_in_a_shipping_fee_goes_the_way_of_the_goods_and_customs_leaves_the_fee_alone() -> None:
    collects = ("collects_tax", DE, 1)
    plain, charging = (played(collects, *fee, channel="own_site") for fee in ((), (("shipping_fee_minor", DE, 1_190),)))
    first = [run.events[0].tables["order"] for run in (plain, charging)]
    taxes = [
        {int(tax) for tax in orders["tax_minor"][(orders["store"] == TEAM) & (orders["market"] == DE)]}
        for orders in first
    ]
    assert taxes[1]
    assert {tax + 190 for tax in taxes[0]} >= taxes[1]
    orders = charging.table("order")
    sold = (orders["store"] == TEAM) & (orders["status"] == OrderStatus.AUTHORISED)
    collected = -booked(charging, LedgerCause.TAX_COLLECTED, LedgerAccount.TAX_DUE)
    assert collected == orders["tax_minor"][sold].sum()
    duties = [
        {int(duty) for duty in run.table("parcel")["duty_minor"][run.table("parcel")["market"] == DE]}
        for run in (plain, charging)
    ]
    assert duties[1] <= duties[0] | {0}


@cache
def struck(layers: tuple[str, ...]) -> Played:
    """The American surcharges that are named fall on day 2, and another of ten points takes their place a week later."""
    told = {"code": "ruling", "kind": "tariff_replaced", "on": "2026-09-16", "markets": ["US"], "layers": list(layers)}
    shock = Shock.model_validate(told)
    parts = {"shocks": resolved_shocks([shock], dt.date(2026, 9, 14), Sources())} if layers else {}
    return play(compile_world(document() | parts), 12)


def duty_of_a_unit(run: Played, day: int, market: int) -> dict[int, int]:
    """Duty by article of the team's parcels from home that day, in a scenario of single units."""
    tables = run.events[day].tables
    sku_of = dict(zip(*(tables["order"][name].tolist() for name in ("seq", "sku")), strict=True))
    mine = (tables["parcel"]["store"] == TEAM) & (tables["parcel"]["market"] == market)
    mine &= tables["parcel"]["warehouse"] == 0
    seqs, paid = (tables["parcel"][name][mine].tolist() for name in ("seq", "duty_minor"))
    return {sku_of[seq]: duty for seq, duty in zip(seqs, paid, strict=True)}


def test_a_ruling_strikes_the_layers_that_it_names_and_a_later_tariff_takes_their_place() -> None:
    calm, ruling = struck(()), struck(("section_301_forced_labour",))
    all_gone = struck(("section_301_forced_labour", "section_301_china"))
    before, after, replaced = ([duty_of_a_unit(run, day, US) for run in (calm, ruling, all_gone)] for day in (1, 3, 10))
    assert before[0] == before[1] == before[2]
    assert set(after[0]) & set(after[1]) & set(after[2])
    assert set(replaced[0]) & set(replaced[1])
    for sku in set(after[0]) & set(after[1]):
        assert after[0][sku] > after[1][sku]
    less = [after[1][sku] - after[2][sku] for sku in set(after[1]) & set(after[2])]
    assert min(less) >= 0 < max(less)  # some goods are on no list of section 301
    for sku in set(replaced[0]) & set(replaced[1]):
        # 12.5 points fell, 10 came instead
        assert replaced[1][sku] < replaced[0][sku] < replaced[1][sku] * 1.26
    assert duty_of_a_unit(calm, 3, DE) == duty_of_a_unit(ruling, 3, DE)


def test_a_flat_duty_of_a_shock_is_paid_once_for_a_parcel_under_one_heading() -> None:
    """Three euros more for a parcel, whether it holds one unit or three."""
    start = dt.date(2026, 9, 14)
    shock = Shock.model_validate({"code": "flat", "kind": "item_duty", "on": "2026-09-14", "markets": ["DE"]})
    part = {"shocks": resolved_shocks([shock], start, Sources())}
    for units in (1, 3):
        made = document() | {"buyers": {"basket_share_e4": [0] * (units - 1) + [10_000]}}
        calm, dearer = (play(compile_world(made | more), 1) for more in ({}, part))
        rate = calm.states[0].rate_e8[0, compile_world(made).trade.currency[DE]]
        paid = [duty_of_a_unit(run, 0, DE) for run in (calm, dearer)]
        same = set(paid[0]) & set(paid[1])
        assert same
        for sku in same:
            assert paid[1][sku] - paid[0][sku] == pytest.approx(300 * rate / 1e8, abs=2 * units)
