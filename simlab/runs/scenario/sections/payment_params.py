"""Numbers of payment_params.csv, unless the section `payments` of the file overrules them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simlab.runs.scenario.amounts import minor, scaled
from simlab.runs.scenario.sources import Sources
from simlab.runs.scenario.tables import keyed

if TYPE_CHECKING:
    from simlab.runs.scenario.model import Scenario


class Parameters:
    """Values of payment_params.csv unless the section overrules them."""

    def __init__(self, scenario: Scenario, sources: Sources) -> None:
        self.scenario, self.sources = scenario, sources
        self.home = scenario.money.home_currency

    def text(self, name: str) -> str:
        return self.sources.row(f"payments.{name}", keyed("payment_params", "parameter")[name,])["value"]

    def number(self, name: str) -> float:
        told = getattr(self.scenario.payments, name, None)
        if told is None:
            return float(self.text(name))
        self.sources.overruled(f"payments.{name}")
        return float(told)

    def e4(self, name: str) -> int:
        return scaled(self.number(name), 10_000)

    def e6(self, name: str) -> int:
        return scaled(self.number(name), 1_000_000)

    def home_minor(self, name: str) -> int:
        return minor(self.number(name), self.home)

    def cents(self, name: str) -> int:
        return scaled(self.number(name), 100)
