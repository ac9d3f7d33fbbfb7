from __future__ import annotations

from simlab.runs.scenario.files import check
from simlab.runs.scenario.sections.checkout import Checkout, resolved_checkout
from simlab.runs.scenario.sources import Sources
from simlab.runs.scenario.tables import rows
from tests.runs.scenario.editing import FIRST_STORE, only_problem


def test_shares_become_whole_ten_thousandths() -> None:
    section = Checkout.model_validate(
        {
            "approvals": [{"method": "boleto", "day_shares": [0.05, 0.5, 0.45]}],
            "instalments": [{"method": "card", "bands": [{"from_minor": 0, "shares": [0.75, 0.25]}]}],
            "withdrawal_rate": 0.012,
        }
    )
    sources = Sources()
    assert resolved_checkout(section, sources) == {
        "approvals": [{"method": "boleto", "day_share_e4": [500, 5_000, 4_500]}],
        "instalments": [{"method": "card", "bands": [{"from_minor": 0, "share_e4": [7_500, 2_500]}]}],
        "withdrawal_rate_e6": 12_000,
    }
    assert [entry["field"] for entry in sources.listed()] == ["checkout"]


CHECKOUT = """checkout:
  approvals:
    - method: {method}
      day_shares: [0.5, {rest}]
"""


def test_a_method_that_nobody_uses_is_refused() -> None:
    problem = only_problem(FIRST_STORE + CHECKOUT.format(method="cowries", rest=0.5))
    assert (problem.pointer, problem.code) == ("/checkout/approvals/0/method", "unknown_code")


def test_shares_of_a_checkout_add_up_to_one() -> None:
    problem = only_problem(FIRST_STORE + CHECKOUT.format(method=_known_method(), rest=0.4))
    assert (problem.pointer, problem.code) == ("/checkout/approvals/0/day_shares", "shares_sum")


def test_a_sound_checkout_is_accepted() -> None:
    assert check(FIRST_STORE + CHECKOUT.format(method=_known_method(), rest=0.5)) == []


def _known_method() -> str:
    return str(rows("payment_methods")[0]["method"])
