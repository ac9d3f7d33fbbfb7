"""A parcel before import customs: what is wrong with its entry, whether it is held for that, and what an inspection finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, IntFlag

import numpy as np

from simlab.core import rng
from simlab.core.arrays import Ints
from simlab.core.money import share
from simlab.core.rng import Luck

FACTOR_ONE_E2 = 100


class Fault(IntFlag):
    """What an inspection can find wrong with an entry."""

    UNDER_DECLARED = 1
    WRONG_HEADING = 2
    UNLICENSED = 4  # a paper that the market wants for these goods is missing


class Outcome(IntEnum):
    """How an inspection ends. Seized goods are destroyed."""

    RELEASED = 0
    FINED = 1
    SEIZED = 2


@dataclass(frozen=True)
class Inspection:
    """How customs chooses and what it does.

    risk_e2 [N]: how much more often goods of a heading are held. fault_e2 [3]: added to the hold factor for a value of nothing, a wrong
    heading, a missing paper. found_e6 [3]: chance that an inspection finds each. Papers policy P: hold_e2 [P], mistake_e6 [P]
    (an honest parcel is seized because nobody answers), cost_minor [P] a parcel in home money. Each finding adds record_e2 to the
    sender's record, up to record_most_e2; the record fades by 1 / record_days a day.
    """

    risk_e2: Ints
    fault_e2: Ints
    found_e6: Ints
    papers_hold_e2: Ints
    papers_mistake_e6: Ints
    papers_cost_minor: Ints
    record_e2: int
    record_days: int
    record_most_e2: int
    penalty_multiple: int
    penalty_least_minor: int
    seized_e6: int


# An entry travels on its parcel as one number: hold factor (11 bits), faults (3), duty and tax withheld in whole home units (24).
_FAULT_SHIFT, _WITHHELD_SHIFT = 11, 14
_HOLD_MOST, _WITHHELD_MOST = (1 << _FAULT_SHIFT) - 1, (1 << 24) - 1


@dataclass(frozen=True)
class Entries:
    """What customs knows of parcels, any shape: hold_e2 factor, faults, and duty and tax withheld in home minor units."""

    hold_e2: Ints
    faults: Ints
    withheld_minor: Ints


@dataclass(frozen=True)
class Findings:
    """Of each inspected parcel, [n]: its outcome, the faults found, and the penalty in home money."""

    outcome: Ints
    found: Ints
    penalty_minor: Ints


def hold_factor_e2(inspection: Inspection, heading: Ints, faults: Ints, declared_e2: Ints, papers: Ints) -> Ints:
    """By how much the lane's hold rate is multiplied, in hundredths: goods x papers x (1 + what looks wrong); broadcasts.

    A low value looks the more wrong the further it lies below the usual one.
    """
    under, wrong, unlicensed = inspection.fault_e2
    anomaly = share(FACTOR_ONE_E2 - declared_e2, under, FACTOR_ONE_E2) if np.any(declared_e2 < FACTOR_ONE_E2) else 0
    worse = [
        (fault & Fault.WRONG_HEADING > 0) * wrong + (fault & Fault.UNLICENSED > 0) * unlicensed for fault in range(8)
    ]
    anomaly = anomaly + np.array(worse)[faults]
    usual = inspection.risk_e2[heading] * inspection.papers_hold_e2[papers]
    return share(usual, FACTOR_ONE_E2 + anomaly, FACTOR_ONE_E2 * FACTOR_ONE_E2)


def inspect(
    inspection: Inspection, luck: Luck, day: int, slot: Ints, world: Ints, entry: Entries, papers: Ints
) -> Findings:
    """What the inspection of held parcels ends with; `papers` [n] is the store's standing policy."""
    found = np.zeros(len(slot), dtype=np.int64)
    for lane, fault in enumerate(Fault):
        seen = rng.chance_e6(luck, "logistics.inspection", day, slot, lane=lane, row=world) < inspection.found_e6[lane]
        found |= np.where(seen, entry.faults & fault, 0)
    drawn = rng.chance_e6(luck, "logistics.seizure", day, slot, row=world)
    seized = drawn < np.where(found > 0, inspection.seized_e6, inspection.papers_mistake_e6[papers])
    fined = found > 0
    penalty = np.maximum(entry.withheld_minor * inspection.penalty_multiple, inspection.penalty_least_minor)
    outcome = np.where(seized, Outcome.SEIZED, np.where(fined, Outcome.FINED, Outcome.RELEASED))
    return Findings(outcome, found, np.where(fined, penalty, 0))


def packed(entry: Entries) -> Ints:
    """Entries as one number each; what is withheld is kept in whole hundreds of minor units."""
    hold = np.minimum(entry.hold_e2, _HOLD_MOST)
    withheld = np.minimum(entry.withheld_minor // 100, _WITHHELD_MOST)
    return np.asarray(withheld << _WITHHELD_SHIFT | entry.faults << _FAULT_SHIFT | hold)


def unpacked(number: Ints) -> Entries:
    """The entries of `packed`."""
    return Entries(
        hold_e2=number & _HOLD_MOST,
        faults=number >> _FAULT_SHIFT & (1 << _WITHHELD_SHIFT - _FAULT_SHIFT) - 1,
        withheld_minor=(number >> _WITHHELD_SHIFT) * 100,
    )


def next_record_e2(inspection: Inspection, record_e2: Ints, findings: Ints) -> Ints:
    """A sender's record at customs tonight: faded, and grown by today's findings; any shape."""
    faded = record_e2 - (record_e2 + inspection.record_days - 1) // inspection.record_days
    return np.asarray(np.minimum(faded + findings * inspection.record_e2, inspection.record_most_e2))


def refusal_e6(base_e6: int, slope_e6: int, door_minor: Ints, price_minor: Ints) -> Ints:
    """Chance that a buyer refuses a parcel at the door, for what is asked there relative to the price; none where nothing is asked."""
    asked = base_e6 + slope_e6 * np.minimum(door_minor, price_minor) // np.maximum(price_minor, 1)
    return np.asarray(np.where(door_minor > 0, asked, 0))


def held_rate_e6(lane_hold_e6: Ints, hold_e2: Ints) -> Ints:
    """The lane's hold rate times the entry's factor."""
    return np.asarray(lane_hold_e6 * hold_e2 // FACTOR_ONE_E2)
