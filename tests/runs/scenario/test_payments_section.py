"""The section `payments` of a scenario file."""

from __future__ import annotations

import pytest

from simlab.engine.world import compile_world
from simlab.runs.scenario.files import load_scenario
from simlab.runs.scenario.resolve import resolve
from simlab.runs.scenario.tables import keyed, rows
from tests.runs.scenario.editing import edited, only_problem

_SITES = """channels:
  - {code: marketplace, kind: marketplace, name: {en: Marketplace, zh: 平台}, share: 0.6}
  - {code: own_site, kind: own_site, name: {en: Own site, zh: 独立站}, share: 0.4}
payments: {reserve_days: 30, credit_limit: 80000}
teams: 4"""


def test_tables_and_file_become_one_document_that_can_be_played() -> None:
    document = resolve(load_scenario(edited("teams: 4", _SITES)))
    section = document["payments"]
    assert section["provider"]["reserve_days"] == 30
    assert section["treasury"]["credit_limit_minor"] == 8_000_000
    card = section["checkout"]["markets"]["US"]["methods"][0]
    assert (card["code"], card["fee_e4"], card["fee_fixed_minor"], card["fraud_e6"]) == ("card", 540, 30, 2_880)
    world = compile_world(document)
    assert world.payments.own_listing.any()
    assert world.payments.acceptance.opening_methods[1] == 0b11  # card and PayPal in the United States
    named = {entry["field"] for entry in document["sources"]}
    assert {"payments.reserve_days", "payments.terms.US.card", "payments.rails.stablecoin"} <= named


def test_without_the_section_the_document_has_none() -> None:
    assert "payments" not in resolve(load_scenario(edited("teams: 4", "teams: 3")))


@pytest.mark.parametrize(
    ("section", "pointer", "code"),
    [
        ("payments: {opening_methods: [card, shells]}", "/payments/opening_methods/1", "unknown_code"),
        ("payments: {reserve_share: 2}", "/payments/reserve_share", "less_than_equal"),
        ("payments: {interest: 2}", "/payments/interest", "extra_forbidden"),
    ],
)
def test_a_wrong_field_is_named(section: str, pointer: str, code: str) -> None:
    problem = only_problem(edited("teams: 4", f"{section}\nteams: 4"))
    assert (problem.pointer, problem.code) == (pointer, code)


def test_every_method_of_every_market_has_its_terms() -> None:
    terms = keyed("payment_terms", "market", "method")
    assert all((row["market"], row["method"]) in terms for row in rows("payment_methods"))
    assert all((row["market"],) in keyed("three_d_secure", "market") for row in rows("payment_methods"))
