"""Shortcuts that tempt and public money to apply for. Without its section each of them is absent."""

from __future__ import annotations

from orders.domain.shortcuts import Shortcut, Shortcuts
from payments.domain.subsidies import Subsidies
from simlab.engine.parts.entities import Document, ints

_BY_SHORTCUT = ("gain_e3", "check_e6", "fine_minor", "strike_e4", "refund_e6")
_BY_PROGRAMME = (
    *("amount_minor", "least_sales_minor", "approval_days", "approval_e6"),
    *("clawback_days", "first_day", "last_day"),
)


def read_shortcuts(document: Document) -> Shortcuts:
    """What each shortcut brings and risks."""
    section = document.get("shortcuts", {})
    none = dict.fromkeys(_BY_SHORTCUT, 0)
    told = [section.get("by_code", {}).get(shortcut.name.lower(), none) for shortcut in Shortcut]
    return Shortcuts(
        on=bool(section),
        review_price_minor=section.get("review_price_minor", 0),
        **{name: ints([part[name] for part in told]) for name in _BY_SHORTCUT},
    )


def read_subsidies(document: Document) -> Subsidies:
    """The programmes in the order of the document."""
    programmes = document.get("subsidies", [])
    return Subsidies(**{name: ints([part[name] for part in programmes]) for name in _BY_PROGRAMME})
