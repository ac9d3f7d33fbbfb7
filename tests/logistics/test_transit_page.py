"""The worked example of docs/algorithms/transit.md is what the code computes from the tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simlab.engine.quoting import Parcel, Quote, shipping_quotes
from simlab.engine.state import opening_state
from simlab.engine.world import compile_world
from simlab.runs.scenario.files import load_scenario
from simlab.runs.scenario.resolve import resolve
from simlab.runs.scenario.tables import keyed
from tests.runs.scenario.editing import FIRST_STORE

PAGE = (Path(__file__).parents[2] / "docs/algorithms/transit.md").read_text(encoding="utf-8")
OWN_PRICES = re.compile(r"^lanes:\n(?:  .*\n)+", re.MULTILINE)
FIRST_OCTOBER = 17  # the scenario opens on 14 September 2026


def example_rows() -> list[list[str]]:
    table = PAGE.split("| service | chargeable g |")[1].split("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]


@pytest.fixture(scope="module")
def document() -> Mapping[str, Any]:
    """first-store at the table's prices, with registered post, and parcels of the example."""
    text = OWN_PRICES.sub("", FIRST_STORE).replace(
        "  - {code: postal}\n", "  - {code: postal}\n  - {code: registered}\n"
    )
    found = resolve(load_scenario(text + "\nparcels: {}\n"))
    found["skus"][0] |= {"weight_g": 480, "length_mm": 300, "width_mm": 200, "height_mm": 100}
    dollar = [currency["code"] for currency in found["currencies"]].index("USD")
    found["fx"]["rate_e8"][dollar] = 700_000_000
    return found


@pytest.fixture(scope="module")
def quotes(document: Mapping[str, Any]) -> dict[str, Quote]:
    world = compile_world(document)
    markets = [market["code"] for market in document["markets"]]
    parcel = Parcel(warehouse=0, market=markets.index("US"), sku=0, day=FIRST_OCTOBER)
    offers = shipping_quotes(world, opening_state(world, 1), parcel)
    return {document["services"][offer.service]["code"]: offer for offer in offers}


@pytest.mark.parametrize("row", example_rows(), ids=lambda row: row[0])
def test_the_worked_example(row: list[str], quotes: dict[str, Quote]) -> None:
    offer = quotes[row[0]]
    computed = (
        offer.chargeable_g,
        offer.billed_g,
        offer.listed_minor,
        offer.fuel_minor,
        offer.peak_minor,
        offer.total_minor,
    )
    assert computed == tuple(map(int, row[1:]))


def test_the_arrival_distribution_has_the_published_median_and_95th_percentile(quotes: dict[str, Quote]) -> None:
    """Plus the day that the seller needs before the carrier comes."""
    for service, lane in (("express", "express"), ("line", "line"), ("postal", "economy")):
        row = keyed("lanes", "warehouse", "market", "lane")["SZX", "US", lane]
        assert quotes[service].days_until(5_000) == pytest.approx(float(row["median_days"]) + 1, abs=1)
        assert quotes[service].days_until(9_500) == pytest.approx(float(row["p95_days"]) + 1, abs=1)
        assert np.all(np.diff(quotes[service].arrival_e4) >= 0)


@pytest.mark.parametrize("name", ["free_returns", "keep_goods", "local_address", "early_refund"])
def test_the_page_and_the_table_name_the_same_effects(name: str) -> None:
    params = keyed("parcel_params", "parameter")
    rate, appeal = float(params[f"{name}_rate",]["value"]), float(params[f"{name}_appeal",]["value"])
    assert f"x {rate:.2f} | {appeal:.2f} |" in PAGE
