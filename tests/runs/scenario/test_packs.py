from __future__ import annotations

from pathlib import Path

import pytest

from simlab.runs.scenario.files import library
from simlab.runs.scenario.packs import load_pack, packs

SHIPPED = packs()["first-term"].read_text(encoding="utf-8")


def test_the_shipped_pack_leads_through_every_scenario() -> None:
    pack = load_pack(packs()["first-term"])
    assert pack.scenarios[0].scenario == "first-store"
    assert {step.scenario for step in pack.scenarios} == set(library())


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("scenario: peak-season", "scenario: peak", "/scenarios/1/scenario: unknown; allowed: cash-and-currency"),
        ("{pricing: 2.0,", "{charm: 2.0,", "/scenarios/2/weights/charm: not an axis of tariff-storm; allowed: pricing"),
        ("weights: {pricing: 1.0, inventory: 1.0, logistics: 1.0}", "weights: {}", "/scenarios/0/weights"),
        ("code: first-term", "kode: first-term", "/kode"),
    ],
)
def test_a_mistake_is_named_at_its_field(tmp_path: Path, old: str, new: str, problem: str) -> None:
    file = tmp_path / "pack.yaml"
    file.write_text(SHIPPED.replace(old, new), encoding="utf-8")
    with pytest.raises(ValueError, match=problem.split(";", maxsplit=1)[0]):
        load_pack(file)
