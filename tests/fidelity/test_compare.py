"""A tiny world from the fitted parameters to the report, and data with files missing."""

from __future__ import annotations

import csv
import gzip
import json

import numpy as np
import pytest

from fidelity import comparison, olist_data, plots, report
from fidelity.worlds import WORLDS, ValidationWorld

TINY = 0.02


@pytest.fixture(scope="module", params=WORLDS, ids=lambda world: world.code)
def world(request) -> ValidationWorld:
    return request.param


def test_a_tiny_world_is_compared_with_the_stored_facts(world: ValidationWorld, tmp_path) -> None:
    facts, stored = world.facts(), comparison.stored(world.code)
    lines = comparison.compare(facts, world.simulated(world.fitted(), TINY), stored)
    assert [line.fact.name for line in lines] == [fact.name for fact in facts]
    summed = report.summary(lines, "stored", [])
    report.write(summed, tmp_path / "fidelity.json")
    kept = json.loads((tmp_path / "fidelity.json").read_text(encoding="utf-8"))
    assert kept["total"] == len(facts) == len(kept["facts"])
    assert kept["ok"] == sum(row["ok"] for row in kept["facts"])
    assert plots.draw_all(lines, tmp_path) == len(list(tmp_path.glob("*.svg"))) > 0
    # even a hundredth of the orders is near the data
    assert kept["ok"] >= 0.5 * kept["total"]


def test_stored_facts_are_those_compared_and_name_their_source(world: ValidationWorld) -> None:
    assert set(comparison.stored(world.code)) == {fact.name for fact in world.facts()}
    assert world.fitted()["source"]
    assert world.fitted()["as_of"]


def test_facts_without_their_file_are_left_out(tmp_path) -> None:
    with gzip.open(tmp_path / olist_data.PAYMENTS, "wt", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["order_key", "payment_sequential", "payment_type", "payment_installments", "payment_value"])
        writer.writerows(["a", 1, "credit_card", count % 3 + 1, 20 + count] for count in range(50))
        writer.writerow(["b", 1, "boleto", 1, 80.5])
    [olist] = [world for world in WORLDS if world.code == "olist-br"]
    tables = olist.read_tables(tmp_path)
    assert set(tables) == {"payments"}
    measured = comparison.from_data(olist.facts(), tables)
    assert measured["paid by boleto"].values == pytest.approx([1 / 51])
    missing = comparison.left_out(olist.facts(), measured)
    assert "olist-br: late share" in missing
    assert len(missing) + len(measured) == len(olist.facts())


def test_every_cumulative_share_ends_at_one(world: ValidationWorld) -> None:
    for fact in world.facts():
        if fact.kind == "ks":
            shares = np.array(comparison.stored(world.code)[fact.name].values)
            assert (np.diff(shares) >= 0).all()
            assert 0.9 < shares[-1] <= 1 + 1e-6, fact.name
