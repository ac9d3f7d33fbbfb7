"""The section `payments` as arrays; without it every rate is zero, every sale is the marketplace's and nothing flows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from payments.domain.acceptance import Acceptance
from payments.domain.disputes import Disputes
from payments.domain.monitoring import Monitoring
from payments.domain.provider import Provider, Rails
from payments.domain.treasury import Treasury
from simlab.core import quantiles
from simlab.core.arrays import Bools, Ints
from simlab.core.fronts import OWN_SITE, front_pairs
from simlab.core.rng import QUANTILES
from simlab.engine.parts.disputes import FAMILIES, read_disputes, read_monitoring
from simlab.engine.parts.entities import Document, Listings, Sizes, ints

# whose codes tell why a method was refused; every other method is answered by a card issuer
_ANSWERED_BY = {"paypal": 1, "bank": 2, "voucher": 2, "cod": 2}
_ANSWERS = ("card", "paypal", "deferred")
_BEST_SCORE = 99


@dataclass(frozen=True)
class Payments:
    """What never changes; own_front [F] is an own site that takes its own payments, own_listing [L] is sold on one."""

    own_front: Bools
    own_listing: Bools
    acceptance: Acceptance
    provider: Provider
    rails: Rails
    treasury: Treasury
    disputes: Disputes
    monitoring: Monitoring


def read_payments(document: Document, sizes: Sizes, listings: Listings) -> Payments:
    """Parameters of a document with or without the section."""
    section = document.get("payments", {})
    own = _own_fronts(document) & bool(section)
    return Payments(
        own_front=own,
        own_listing=own[listings.front],
        acceptance=_acceptance(document, section.get("checkout", {}), own),
        provider=_provider(document, section.get("provider", {})),
        rails=_rails(section.get("rails", [])),
        treasury=_treasury(section.get("treasury", {}), sizes),
        disputes=_disputes(document, section.get("chargebacks", {})),
        monitoring=read_monitoring(document, sizes),
    )


def _disputes(document: Document, part: Document) -> Disputes:
    nowhere = np.zeros_like(_shares(document))
    disputed_e4 = _terms(document, "disputed_e4") if part else nowhere
    return read_disputes(part, disputed_e4, _in_families(document, FAMILIES))


def _own_fronts(document: Document) -> Bools:
    kinds = [channel["kind"] for channel in document["channels"]]
    return np.array([kinds[channel] == OWN_SITE for _, channel in front_pairs(document)])


def _by_market(document: Document) -> list[Any]:
    """The section's entry of each market, in order; nothing without the section."""
    told = document.get("payments", {}).get("checkout", {}).get("markets", {})
    return [told.get(market["code"], {}) for market in document["markets"]]


def _rates(document: Document, name: str) -> Ints:
    return ints([part.get(name, 0) for part in _by_market(document)])


def _terms(document: Document, name: str) -> Ints:
    """One number of every method, [M, P]; zero where a market has fewer methods or there is no section."""
    widest = max(len(market["payment_methods"]) for market in document["markets"])
    grid = np.zeros((len(document["markets"]), widest), dtype=np.int64)
    for row, part in enumerate(_by_market(document)):
        values = [int(method[name]) for method in part.get("methods", [])]
        grid[row, : len(values)] = values
    return grid


def _families(document: Document) -> list[list[str]]:
    return [[method["family"] for method in part.get("methods", [])] for part in _by_market(document)]


def _in_families(document: Document, number: dict[str, int]) -> Ints:
    """A number by the method's family, [M, P]."""
    grid = np.zeros_like(_terms(document, "fee_e4"))
    for row, families in enumerate(_families(document)):
        grid[row, : len(families)] = [number.get(family, 0) for family in families]
    return grid


def _shares(document: Document) -> Ints:
    grid = np.zeros_like(_terms(document, "fee_e4"))
    for row, market in enumerate(document["markets"]):
        grid[row, : len(market["payment_methods"])] = [method["share_e4"] for method in market["payment_methods"]]
    return grid


def _acceptance(document: Document, part: Document, own: Bools) -> Acceptance:
    codes, turned = _answers(part.get("declines", []))
    return Acceptance(
        opening_methods=_opening_methods(document, part.get("opening_families", []), own),
        share_e4=_shares(document),
        fraud_e6=_terms(document, "fraud_e6"),
        asks=_in_families(document, {"card": 1}) > 0,
        leave_e6=part.get("leave_e6", 0),
        risk_score=part.get("risk_score", 0),
        score=_scores(part),
        amount_edge_minor=ints(part.get("amount_edge_minor", [])),
        amount_factor_e4=ints(part.get("amount_factor_e4", [10_000])),
        challenge_e6=_rates(document, "challenge_e6"),
        abandon_e6=_rates(document, "abandon_e6"),
        fail_e6=_rates(document, "fail_e6"),
        fraud_stopped_e6=part.get("fraud_stopped_e6", 0),
        factor_e6=np.stack([_rates(document, "factor_without_e6"), _rates(document, "factor_with_e6")]),
        family=_in_families(document, _ANSWERED_BY),
        answers=codes,
        retry_e6=turned,
    )


def _opening_methods(document: Document, families: list[str], own: Bools) -> Ints:
    """Bits of the methods that every front opens with, [F]; a marketplace takes care of its own."""
    bits = ints(
        [sum(1 << number for number, code in enumerate(codes) if code in families) for codes in _families(document)]
    )
    return np.asarray(np.where(own, bits[[market for market, _ in front_pairs(document)]], 0))


def _scores(part: Document) -> Ints:
    """Scores of good and of fraudulent orders: normal around their middles, [2, QUANTILES]."""
    if not part:
        return np.zeros((2, QUANTILES), dtype=np.int64)
    spread = quantiles.normal_e6(part["score_spread"])
    scores = [(part[middle] * 1_000_000 + spread) // 1_000_000 for middle in ("score_good", "score_bad")]
    return np.asarray(np.clip(np.stack(scores), 0, _BEST_SCORE))


def _answers(declines: list[Any]) -> tuple[Ints, Ints]:
    """Codes and chances of a second try by family, [families, QUANTILES]."""
    codes, turned = np.zeros((2, len(_ANSWERS), QUANTILES), dtype=np.int64)
    for number, family in enumerate(_ANSWERS):
        mine = [item for item in declines if item["family"] == family]
        if mine:
            drawn = quantiles.categories([item["share_e4"] for item in mine])
            codes[number] = ints([item["code"] for item in mine])[drawn]
            turned[number] = ints([item["retry_e6"] for item in mine])[drawn]
    return codes, turned


def _provider(document: Document, part: Document) -> Provider:
    return Provider(
        fee_e4=_terms(document, "fee_e4"),
        fixed_minor=_terms(document, "fee_fixed_minor"),
        in_dollars=_terms(document, "fee_in_dollars") > 0,
        settlement_days=_terms(document, "settlement_days"),
        cash=_in_families(document, {"cod": 1}) > 0,
        refusal_e6=_terms(document, "refusal_e6"),
        reserve_e4=part.get("reserve_e4", 0),
        monitored_reserve_e4=part.get("monitored_reserve_e4", 0),
        reserve_days=part.get("reserve_days", 1),
    )


def _rails(rails: list[Any]) -> Rails:
    names = ("fee_e4", "fixed_cents", "spread_e4", "delay_days", "hold_e6", "hold_days")
    return Rails(**{name: ints([rail[name] for rail in rails]) for name in names})


def _treasury(part: Document, sizes: Sizes) -> Treasury:
    return Treasury(
        credit_limit_minor=part.get("credit_limit_minor", 0),
        credit_rate_e4=part.get("credit_rate_e4_per_year", 0),
        conversion_spread_e4=part.get("conversion_spread_e4", 0),
        forward_spread_e4=part.get("forward_spread_e4", 0),
        forward_limit_minor=part.get("forward_limit_minor", 0),
        carry_e4=ints(part["carry_e4_per_year"]) if part else np.zeros(sizes.currencies, dtype=np.int64),
    )
