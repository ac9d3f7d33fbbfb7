from __future__ import annotations

from simlab.runs.scenario.sections.checkout import Checkout, resolved_checkout
from simlab.runs.scenario.sources import Sources


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
