from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from bench.everything import everything
from simlab.runs.choices import LEVELS
from simlab.runs.effects import DOES
from simlab.runs.fields import FIELDS
from simlab.runs.forms import fields, forms
from simlab.runs.kinds import KINDS, DecisionRejected, kind_named
from tests.worlds import SMALL, document

pytestmark = pytest.mark.django_db  # the apps register their kinds
DOCUMENT = document(SMALL)


def form(code: str) -> dict[str, Any]:
    return next(form for form in forms(DOCUMENT) if form["code"] == code)


def test_every_field_of_every_kind_has_a_name_for_people() -> None:
    named = {field["name"] for kind in KINDS.values() for field in fields(kind, DOCUMENT)}
    assert named == set(FIELDS)
    assert all(wording.en and wording.zh for wording in FIELDS.values())


def test_every_kind_says_what_it_does_in_both_languages() -> None:
    assert set(DOES) == set(KINDS)
    assert all(form["does"]["en"].endswith(".") and form["does"]["zh"].endswith("。") for form in forms(everything(5)))


def test_every_field_can_be_filled_in() -> None:
    shown = [field for form in forms(DOCUMENT) for field in form["fields"]]
    assert all(field["options"] for field in shown if field["type"] in {"code", "codes"})
    assert all(field["minimum"] is not None for field in shown if field["type"] == "integer")


def test_a_form_offers_the_codes_of_its_scenario() -> None:
    offered = {field["name"]: field for field in form("set_cover")["fields"]}
    assert [option["code"] for option in offered["sku"]["options"]] == ["SKU-00", "SKU-01", "SKU-02", "SKU-03"]
    assert (offered["cover_days"]["minimum"], offered["cover_days"]["maximum"]) == (0, 120)
    assert all(field["required"] for field in offered.values())


def test_every_choice_has_a_name_in_both_languages() -> None:
    own = {field["name"]: field for kind in KINDS.values() for field in fields(kind, everything(5)) if field["options"]}
    plain = [
        name for name, field in own.items() for option in field["options"] if option["name"]["zh"] == option["code"]
    ]
    assert set(plain) <= {"currency"}
    levels = {name: (field["minimum"], field["maximum"]) for name, field in own.items() if field["type"] == "level"}
    assert levels == {name: (0, len(words) - 1) for name, words in LEVELS.items()}


def test_channels_and_papers_are_those_of_the_kind() -> None:
    def offered(code: str, name: str) -> set[str]:
        found = fields(kind_named(code), everything(5))
        return {option["code"] for field in found if field["name"] == name for option in field["options"]}

    assert offered("set_price", "channel") == {"mall", "shop"}
    assert offered("set_three_d_secure", "channel") == {"shop"}
    assert offered("appeal", "channel") == {"mall"}
    assert "ioss" in offered("register", "paper")
    assert not offered("register", "paper") & offered("certify", "paper")
    assert offered("set_staffing", "language") == {"en", "de", "ja"}


def test_what_may_be_left_out_is_not_required() -> None:
    required = {field["name"]: field["required"] for field in form("set_price")["fields"]}
    assert required == {"market": True, "channel": False, "sku": True, "price_minor": True}


def test_a_kind_of_another_scenario_is_neither_offered_nor_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    foreign = dataclasses.replace(kind_named("set_cover"), section="auctions")
    monkeypatch.setitem(KINDS, "set_cover", foreign)
    assert "set_cover" not in {form["code"] for form in forms(DOCUMENT)}
    with pytest.raises(DecisionRejected) as rejected:
        foreign.rows({"sku": "SKU-00", "cover_days": 9}, DOCUMENT)
    assert [(error.pointer, error.code) for error in rejected.value.errors] == [("/kind", "not_in_scenario")]
    assert foreign.rows({"sku": "SKU-00", "cover_days": 9}, {**DOCUMENT, "auctions": {}})
