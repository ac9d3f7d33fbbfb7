"""The section `payments` as arrays; without it every rate is zero and nothing flows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from payments.domain.treasury import Treasury
from simlab.engine.parts.entities import Document, Sizes, ints


@dataclass(frozen=True)
class Payments:
    """Everything about own-site payments and treasury that never changes."""

    treasury: Treasury


def read_payments(document: Document, sizes: Sizes) -> Payments:
    """Parameters of a document with or without the section."""
    section = document.get("payments", {})
    return Payments(treasury=_treasury(section.get("treasury", {}), sizes))


def _treasury(part: Document, sizes: Sizes) -> Treasury:
    return Treasury(
        credit_limit_minor=part.get("credit_limit_minor", 0),
        credit_rate_e4=part.get("credit_rate_e4_per_year", 0),
        conversion_spread_e4=part.get("conversion_spread_e4", 0),
        forward_spread_e4=part.get("forward_spread_e4", 0),
        forward_limit_minor=part.get("forward_limit_minor", 0),
        carry_e4=ints(part["carry_e4_per_year"]) if part else np.zeros(sizes.currencies, dtype=np.int64),
    )
