from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from logistics.domain import clearance
from logistics.domain.clearance import Entries, Fault, Inspection, Outcome
from simlab.core.rng import Luck

INSPECTION = Inspection(
    risk_e2=np.array([100, 200]),
    fault_e2=np.array([300, 150, 100]),
    found_e6=np.array([700_000, 500_000, 600_000]),
    papers_hold_e2=np.array([140, 100, 60]),
    papers_mistake_e6=np.array([80_000, 24_000, 4_000]),
    papers_cost_minor=np.array([0, 20, 90]),
    record_e2=25,
    record_days=45,
    record_most_e2=400,
    penalty_multiple=3,
    penalty_least_minor=30_000,
    seized_e6=600_000,
)
LUCK = Luck.of_seeds([7])
MANY = 20_000


def factor(heading: int = 0, faults: int = 0, declared: int = 100, papers: int = 1) -> int:
    return int(
        clearance.hold_factor_e2(INSPECTION, np.array(heading), np.array(faults), np.array(declared), np.array(papers))
    )


def test_the_hold_factor_by_hand() -> None:
    assert factor() == 100
    assert factor(heading=1, papers=2) == 120  # 2.0 x 0.6
    assert factor(faults=Fault.UNDER_DECLARED, declared=60) == 220  # 1 + 0.4 x 3
    assert factor(faults=Fault.WRONG_HEADING | Fault.UNLICENSED, papers=0) == 490  # 1.4 x (1 + 1.5 + 1)


def test_the_worked_example_of_the_page() -> None:
    case = replace(INSPECTION, risk_e2=np.array([80]))
    times = clearance.hold_factor_e2(case, np.array(0), np.array(Fault.UNDER_DECLARED), np.array(40), np.array(1))
    assert clearance.held_rate_e6(np.array(60_000), times) == 134_400  # 6% x 0.8 x (1 + 3 x 0.6)


@pytest.mark.parametrize("declared", range(10, 100, 15))
def test_the_lower_the_value_the_likelier_the_hold(declared: int) -> None:
    assert factor(faults=1, declared=declared) > factor(faults=1, declared=declared + 1)


def test_an_entry_travels_as_one_number() -> None:
    entry = Entries(np.array([100, 900, 2_047]), np.array([0, 7, 5]), np.array([0, 12_300, 90_000_000]))
    back = clearance.unpacked(clearance.packed(entry))
    assert back.hold_e2.tolist() == entry.hold_e2.tolist()
    assert back.faults.tolist() == entry.faults.tolist()
    assert back.withheld_minor.tolist() == entry.withheld_minor.tolist()


def inspected(faults: int, withheld: int = 50_000, papers: int = 1) -> clearance.Findings:
    slot = np.arange(MANY)
    entry = Entries(slot * 0 + 100, slot * 0 + faults, slot * 0 + withheld)
    return clearance.inspect(INSPECTION, LUCK, 3, slot, slot * 0, entry, slot * 0 + papers)


def test_honest_parcels_are_never_fined_and_rarely_seized() -> None:
    for papers, mistake in enumerate((0.08, 0.024, 0.004)):
        found = inspected(0, papers=papers)
        assert not found.penalty_minor.any()
        assert (found.outcome == Outcome.SEIZED).mean() == pytest.approx(mistake, abs=0.005)


def test_an_under_declared_parcel_is_found_fined_and_often_seized() -> None:
    found = inspected(Fault.UNDER_DECLARED)
    caught = found.found == Fault.UNDER_DECLARED
    assert caught.mean() == pytest.approx(0.7, abs=0.01)
    assert set(found.penalty_minor[caught]) == {150_000}
    assert (found.outcome[caught] == Outcome.SEIZED).mean() == pytest.approx(0.6, abs=0.01)
    assert set(inspected(Fault.UNDER_DECLARED, withheld=100).penalty_minor) == {0, 30_000}


def test_a_record_grows_with_findings_and_fades() -> None:
    record = np.array([0, 0, 395])
    record = clearance.next_record_e2(INSPECTION, record, np.array([0, 2, 9]))
    assert record.tolist() == [0, 50, 400]
    for _ in range(45):
        record = clearance.next_record_e2(INSPECTION, record, np.zeros(3, dtype=np.int64))
    assert record[0] == 0 < record[1] < 20
    assert 100 < record[2] < 150


def test_refusal_grows_with_what_is_asked_at_the_door() -> None:
    price, door = np.array([2_000] * 4), np.array([0, 100, 1_000, 9_000])
    assert clearance.refusal_e6(50_000, 150_000, door, price).tolist() == [0, 57_500, 125_000, 200_000]
