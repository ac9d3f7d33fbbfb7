"""Who pays for a lost or broken parcel: the insurer for a premium, else the carrier up to its own liability."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simlab.core.arrays import Ints
from simlab.core.money import share


@dataclass(frozen=True)
class Insurance:
    """premium_e4 of the value of every insured parcel; a claim pays cover_e4 of it after claim_days. liability_minor [lanes]: what a
    carrier pays at most for an uninsured parcel, dollar cents."""

    premium_e4: int
    cover_e4: int
    claim_days: int
    liability_minor: Ints


def premium_minor(insurance: Insurance, value_minor: Ints) -> Ints:
    """The premium of insured parcels of this value."""
    return share(value_minor, insurance.premium_e4, 10_000)


def claim_minor(insurance: Insurance, value_minor: Ints, insured: Ints, liability_minor: Ints) -> Ints:
    """What is paid for each parcel: the insured share of its value, or the value up to the carrier's liability, whichever is more."""
    of_insurer = share(value_minor, insurance.cover_e4, 10_000) * (insured > 0)
    return np.asarray(np.maximum(of_insurer, np.minimum(value_minor, liability_minor)))
