"""Customs, import tax and product compliance in detail. Without this section duty is one rate and nobody asks for papers."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from simlab.runs.scenario.parts import Code, Factor, Part


class Held(Part):
    """A certificate that every store holds for some articles when the game opens."""

    paper: Code
    skus: Annotated[list[Code], Field(min_length=1)]


class Customs(Part):
    """What the tables do not say: who invoices, what stores hold at the opening, and which export modes are open to them."""

    without_vat_invoice: list[Code] = []  # SKUs
    registered: list[Code] = ["account_check"]
    certified: list[Held] = []
    bonded_warehouse: Code | None = None  # opens the mode 1210
    business_markets: list[Code] = []  # sold to through a platform for businesses: 9710 may be used
    inspection_factor: Factor = 1
