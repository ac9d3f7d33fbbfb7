from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from simlab.core.quantiles import lognormal_days
from simlab.runs.scenario.duties import duty_layers
from simlab.runs.scenario.lanes import LEGS
from simlab.runs.scenario.sections.warehouses import size_tier
from simlab.runs.scenario.tables import Row, keyed, rows, table_names


@pytest.mark.parametrize("name", table_names())
def test_every_row_has_a_source_and_its_date(name: str) -> None:
    assert rows(name)
    assert [row for row in rows(name) if not (row["source"] and row["as_of"])] == []
    assert [row for row in rows(name) if "unsourced" in row["source"]] == []


def test_dated_rows_do_not_overlap() -> None:
    for table, key in (("duties", ("hs6", "region", "layer")), ("import_rules", ("market",))):
        for one in rows(table):
            for other in rows(table):
                if one is not other and all(one[column] == other[column] for column in key):
                    assert (
                        one["effective_to"] < other["effective_from"] or other["effective_to"] < one["effective_from"]
                    )


@pytest.mark.parametrize("table", ["ads_benchmarks", "last_miles", "culture", "three_d_secure", "payment_methods"])
def test_a_section_finds_every_market_in_its_table(table: str) -> None:
    assert {row["market"] for row in rows("markets")} <= {row["market"] for row in rows(table)}


def test_payment_shares_add_up() -> None:
    for market in {row["market"] for row in rows("payment_methods")}:
        assert sum(float(row["share"]) for row in rows("payment_methods") if row["market"] == market) == pytest.approx(
            1
        )


def test_american_duty_layers_follow_the_dates() -> None:
    def layers(day: str) -> dict[str, float]:
        return {row["layer"]: float(row["rate"]) for row in duty_layers("392690", "US", dt.date.fromisoformat(day))}

    assert layers("2026-07-23") == {"mfn": 0.053, "section_301_china": 0.075, "section_122": 0.1}
    assert layers("2026-07-24") == {"mfn": 0.053, "section_301_china": 0.075, "section_301_forced_labour": 0.125}


def _door_to_door(row: Row) -> np.ndarray:
    """Chance of each whole number of days, by convolving the legs as the day plays them."""
    total = np.ones(1)
    for leg in LEGS:
        if row[f"{leg}_median"]:
            days = lognormal_days(float(row[f"{leg}_median"]), float(row[f"{leg}_p95"]))
            total = np.convolve(total, np.bincount(days) / days.size)
    return total


def _quantile(chance: np.ndarray, share: float) -> float:
    """Between whole days, halfway through a day's own chance."""
    return float(np.interp(share, np.cumsum(chance), np.arange(chance.size) + 0.5))


@pytest.mark.parametrize("key", keyed("lanes", "warehouse", "market", "lane"))
def test_legs_add_up_to_the_lane(key: tuple[str, ...]) -> None:
    row = keyed("lanes", "warehouse", "market", "lane")[key]
    chance = _door_to_door(row)
    least = len([leg for leg in LEGS if row[f"{leg}_median"]])  # a leg takes a day
    assert _quantile(chance, 0.5) == pytest.approx(max(float(row["median_days"]), least), abs=0.6)
    assert _quantile(chance, 0.95) == pytest.approx(float(row["p95_days"]), abs=0.75)


@pytest.mark.parametrize(
    ("size_mm", "weight_g", "tier"),
    [
        ([19, 381, 305], 453, "fulfil_small"),
        ([20, 381, 305], 453, "fulfil_large"),
        ([19, 381, 305], 454, "fulfil_large"),
        ([500, 100, 100], 900, "fulfil_small_bulky"),
        ([2_000, 100, 100], 900, "fulfil_large_bulky"),
    ],
)
def test_an_article_falls_into_the_first_size_tier_that_holds_it(size_mm: list[int], weight_g: int, tier: str) -> None:
    assert size_tier(size_mm, weight_g)["tier"] == tier


def test_what_was_written_from_memory_is_a_teaching_value() -> None:
    assert {row["source"] for name in ("aql_plans", "size_tiers") for row in rows(name)} == {"teaching value"}
