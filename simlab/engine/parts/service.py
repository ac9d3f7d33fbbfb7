"""Accounts on marketplaces, their fees, and buyer service. Without its section each of them is absent: nothing is judged, charged or written."""

from __future__ import annotations

import datetime

import numpy as np

from orders.domain.care import Care
from orders.domain.cases import Answer, CaseKind, Cases
from orders.domain.health import Health, Ladder
from payments.domain.platform_fees import PlatformFees
from simlab.core.arrays import Ints
from simlab.core.fronts import MARKETPLACE, front_pairs
from simlab.core.states import HealthMetric
from simlab.engine.parts.entities import Document, Listings, Sizes, ints, languages

_UNWATCHED = dict.fromkeys(("limit_e6", "window_days"), 1) | {"weight_e4": 0, "hard": False}


def read_health(document: Document, listings: Listings) -> Health:
    """One account per store and marketplace channel."""
    section = document.get("account_health", {})
    channels = [part["kind"] == MARKETPLACE and bool(section) for part in document["channels"]]
    account_of_channel = _numbered(channels)
    metrics = section.get("metrics", [_UNWATCHED] * len(HealthMetric))
    values = {name: ints([metric[name] for metric in metrics]) for name in _UNWATCHED}
    names = Ladder.__dataclass_fields__
    return Health(
        accounts=sum(channels),
        account_of_listing=account_of_channel[listings.channel],
        account_of_front=account_of_channel[ints([channel for _, channel in front_pairs(document)])],
        limit_e6=values["limit_e6"],
        window_days=values["window_days"],
        weight_e4=values["weight_e4"],
        hard=values["hard"].astype(bool),
        tracked_e6=ints(section.get("tracked_e6", [1_000_000] * len(document["services"]))),
        ladder=Ladder(**section.get("ladder", dict.fromkeys(names, 1))),
    )


def _numbered(kept: list[bool]) -> Ints:
    """0, 1, 2 ... for those that are kept, -1 for the others."""
    mask = np.array(kept)
    return np.where(mask, np.cumsum(mask) - 1, -1)


def read_fees(document: Document, sizes: Sizes) -> PlatformFees:
    """Subscriptions on the first of each month and on the opening day; closing fees and dated rises by front."""
    section = document.get("platform_fees", {})
    channels = document["channels"]
    fronts = [
        (document["markets"][market]["code"], channels[channel]["code"]) for market, channel in front_pairs(document)
    ]
    brokered = np.array([channels[channel]["kind"] == MARKETPLACE for _, channel in front_pairs(document)])
    start = datetime.date.fromisoformat(document["start_date"])
    days = [start + datetime.timedelta(days=day) for day in range(sizes.reach_days)]
    due = [number == 0 or day.day == 1 for number, day in enumerate(days)]
    month = sum(section.get("subscription_cents", {}).values())
    rise = np.zeros((sizes.reach_days, sizes.fronts), dtype=np.int64)
    for change in section.get("rises", ()):
        applies = [change["market"] in (None, market) and change["channel"] in (None, code) for market, code in fronts]
        rise[change["first_day"] :, applies & brokered] += change["rate_e4"]
    closing = section.get("closing_cents", {})
    return PlatformFees(ints(due) * month, ints([closing.get(code, 0) for _, code in fronts]), rise)


_CARE = (
    "presale_rate_e6",
    "aftersale_rate_e6",
    "late_message_rate_e6",
    "contacts_per_hour",
    "unanswered_claim_rate_e6",
)
_CLAIMS = ("give_up_share_e4", "reply_window_days", "slow_appeal_loss_e3", "late_claim_rate_e6", "complaint_rate_e6")


def read_care(document: Document) -> Care:
    """Languages in the order of `entities.languages`; without the section nobody writes and nobody is paid."""
    section = document.get("buyer_service", {})
    codes = languages(document)
    of_market = [codes.index(market["language"]) for market in document["markets"]]
    told = section.get("languages", {code: {"wage_minor": 0, "message_factor_e2": 0} for code in codes})
    language = ints([of_market[market] for market, _ in front_pairs(document)])
    factor = ints([told[code]["message_factor_e2"] for code in codes])
    values = section.get("values", dict.fromkeys((*_CARE, *_CLAIMS), 1))
    return Care(
        on=bool(section),
        language_of_front=language,
        message_factor_e2=factor[language],
        wage_minor=ints([told[code]["wage_minor"] for code in codes]),
        **{name: values[name] for name in (*_CARE, *_CLAIMS)},
    )


def read_cases(document: Document) -> Cases:
    """Rates of cases and the table of answers; without the section no case is opened."""
    section = document.get("buyer_service", {}).get("cases", {})
    names = ("answer_days", "late_case_rate_e6", "defect_case_rate_e6", "threat_case_rate_e6")
    none = [[0] * len(Answer)] * len(CaseKind)
    tables = [ints(section.get(name, none)) for name in ("refund_e4", "claim_e6", "bad_review_e6")]
    return Cases(section.get("cases_per_week", 0), *(section.get(name, 0) for name in names), *tables)
