"""How shoppers and the marketplace behave, in whole numbers: the tables' values unless the file overrules them."""

from __future__ import annotations

from typing import Any

from simlab.runs.scenario.amounts import minor, scaled
from simlab.runs.scenario.model import Scenario
from simlab.runs.scenario.sources import Sources
from simlab.runs.scenario.tables import keyed
from simlab.runs.scenario.trade import referral_e4


def parameter(scenario: Scenario, name: str, sources: Sources) -> float:
    """A demand parameter as a number."""
    told = getattr(scenario.demand, name, None)
    if told is not None:
        sources.overruled(f"demand.{name}")
        return float(told)
    return float(text_parameter(name, sources))


def text_parameter(name: str, sources: Sources) -> str:
    """A demand parameter as the table has it."""
    return sources.row(f"demand.{name}", keyed("demand_params", "parameter")[name,])["value"]


def _fee(name: str, told: float | None, sources: Sources) -> float:
    if told is not None:
        sources.overruled(f"marketplace.{name}")
        return told
    return float(sources.row(f"marketplace.{name}", keyed("marketplace_fees", "fee", "class")[name, "all"])["value"])


def marketplace(scenario: Scenario, sources: Sources) -> dict[str, Any]:
    """Fees, payout cycle and the size of the market around the stores."""
    terms = scenario.marketplace
    return {
        "referral_e4": {part.code: referral_e4(part, sources) for part in scenario.categories},
        "refund_admin_e4": scaled(_fee("refund_admin", terms.refund_admin, sources), 10_000),
        "payout_release_days": round(_fee("payout_release", terms.payout_release_days, sources)),
        "payout_every_days": round(_fee("payout_every", terms.payout_every_days, sources)),
        "payout_delay_days": round(_fee("payout_delay", terms.payout_delay_days, sources)),
        "outside_share_e4": scaled(parameter(scenario, "outside_share", sources), 10_000),
        "reference_stores": round(parameter(scenario, "reference_stores", sources)),
    }


def _star_shares(name: str, sources: Sources) -> list[int]:
    shares = [scaled(float(text), 10_000) for text in text_parameter(name, sources).split()]
    shares[-1] += 10_000 - sum(shares)
    return shares


def _spread(name: str, sources: Sources) -> list[float]:
    return [float(text_parameter(f"{name}_{part}_days", sources)) for part in ("median", "p95")]


def demand(scenario: Scenario, sources: Sources) -> dict[str, Any]:
    """How shoppers arrive, choose, send back and review."""
    values = {
        name: parameter(scenario, name, sources)
        for name in ("day_cv", "ar_rho", "ar_sigma", "review_rate", "ad_log_gain")
    }
    return {
        **{f"{name}_e4": scaled(value, 10_000) for name, value in values.items()},
        "ad_unit_minor": minor(parameter(scenario, "ad_unit_cny", sources), scenario.money.home_currency),
        "return_delay_days": _spread("return_delay", sources),
        "review_delay_days": _spread("review_delay", sources),
        "star_share_e4": {
            "on_time": _star_shares("stars_on_time", sources),
            "late": _star_shares("stars_late", sources),
        },
        "opening_rating_e2": scaled(parameter(scenario, "opening_rating", sources), 100),
        "opening_reviews": round(parameter(scenario, "opening_reviews", sources)),
    }


def segments(scenario: Scenario) -> list[dict[str, Any]]:
    """Kinds of shoppers."""
    return [
        {
            "code": part.code,
            "name": part.name.model_dump(),
            "share_e4": scaled(part.share, 10_000),
            "price_factor_e2": scaled(part.price_factor, 100),
            "delivery_factor_e2": scaled(part.delivery_factor, 100),
            "rating_factor_e2": scaled(part.rating_factor, 100),
        }
        for part in scenario.segments
    ]
