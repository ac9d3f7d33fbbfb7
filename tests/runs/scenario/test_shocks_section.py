"""When people hear of a shock, as the scenario file and the tables say."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from simlab.runs.scenario.sections.shocks import Shock, resolved_shocks
from simlab.runs.scenario.sources import Sources
from simlab.runs.scenario.tables import codes, keyed
from tests.runs.scenario.editing import FIRST_STORE, only_problem

START = dt.date(2026, 9, 14)


def told(**part: Any) -> dict[str, Any]:
    return resolved_shocks([Shock.model_validate({"code": "it"} | part)], START, Sources())[0]


def test_every_kind_has_a_text_for_people_and_no_other_has() -> None:
    assert codes("shock_news", "kind") == codes("shock_kinds", "kind")
    assert all(row["text_en"] and row["text_zh"] for row in keyed("shock_news", "kind").values())


@pytest.mark.parametrize(
    ("part", "day"),
    [
        ({"kind": "fee_rise", "on": "2026-10-19"}, 35 - 60),
        ({"kind": "fee_rise", "on": "2026-10-19", "announced": "2026-09-20"}, 6),
        ({"kind": "provider_freeze", "on": "2026-10-19"}, None),
        ({"kind": "fee_rise"}, None),
        ({"kind": "fee_rise", "between": {"first": "2026-10-01", "last": "2026-10-09", "chance": 0.5}}, None),
    ],
)
def test_what_has_a_date_is_announced_as_early_as_its_kind_is(part: dict[str, Any], day: int | None) -> None:
    assert told(**part)["announced_day"] == day


@pytest.mark.parametrize("dates", ["'on': 2026-10-19, announced: 2026-10-20", "announced: 2026-10-20"])
def test_nothing_is_announced_after_it_begins_or_without_a_date(dates: str) -> None:
    problem = only_problem(f"{FIRST_STORE}shocks:\n  - {{code: fee, kind: fee_rise, {dates}}}\n")
    assert (problem.pointer, problem.code) == ("/shocks/0/announced", "announced_late")


CUSTOMS = "customs: {registered: [account_check], certified: []}\n"


@pytest.mark.parametrize(
    ("text", "pointer", "code"),
    [
        (CUSTOMS + "shocks:\n  - {code: ruling, kind: tariff_replaced}\n", "/shocks/0/layers", "layers_named"),
        ("shocks:\n  - {code: ruling, kind: tariff_replaced, layers: [mfn]}\n", "/shocks/0/layers", "layers_named"),
        (
            CUSTOMS + "shocks:\n  - {code: ruling, kind: tariff_replaced, layers: [tax]}\n",
            "/shocks/0/layers/0",
            "unknown_code",
        ),
    ],
)
def test_a_ruling_names_the_layers_that_it_strikes_down(text: str, pointer: str, code: str) -> None:
    problem = only_problem(FIRST_STORE + text)
    assert (problem.pointer, problem.code) == (pointer, code)
