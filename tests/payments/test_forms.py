"""Decisions about payments as forms of a scenario with own sites."""

from __future__ import annotations

import pytest

from simlab.runs.forms import forms
from tests.payments.section import own_site_document
from tests.worlds import SMALL, document

pytestmark = pytest.mark.django_db  # the apps register their kinds


def test_methods_and_rails_are_offered_by_code() -> None:
    shown = {form["code"]: {field["name"]: field for field in form["fields"]} for form in forms(own_site_document())}
    assert [option["code"] for option in shown["offer_methods"]["methods"]["options"]] == ["card", "paypal", "cod"]
    assert [option["code"] for option in shown["set_payout"]["rail"]["options"]] == ["wire", "collection", "coin"]
    assert shown["offer_methods"]["methods"]["type"] == "codes"
    assert not shown["set_payout"]["rail"]["required"]


def test_a_scenario_without_payments_offers_none_of_them() -> None:
    codes = {form["code"] for form in forms(document(SMALL))}
    assert not codes & {"offer_methods", "set_payout", "buy_forward", "set_credit", "convert"}
