"""How marketplaces judge their sellers and what they charge, and how buyers are served. Table values unless the file overrules them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from simlab.runs.scenario.amounts import minor, scaled
from simlab.runs.scenario.parts import Code, Date, Part, Share
from simlab.runs.scenario.tables import keyed, rows

if TYPE_CHECKING:
    from simlab.runs.scenario.model import Scenario
    from simlab.runs.scenario.sources import Sources

Metric = Literal["order_defect", "late_shipment", "cancellation", "invalid_tracking", "late_delivery", "slow_reply"]
_CARE_E6 = (
    *("presale_rate", "aftersale_rate", "late_message_rate", "unanswered_claim_rate"),
    *("late_claim_rate", "complaint_rate"),
)
_CASE_E6 = ("late_case_rate", "defect_case_rate", "threat_case_rate")
_CASE_KINDS = ("late", "not_as_described", "review_threat")
_ANSWERS = ("refuse", "apologise", "partial_refund", "full_refund")
_DAYS = ("review_every_days", "step_days", "suspension_days", "closed_days", "appeal_days", "strike_days")
_COUNTS = (*_DAYS, "least_orders", "critical_factor", "ship_within_days")
_SHARES_E4 = ("appeal_base", "appeal_gain", "appeal_repeat_loss", "strike_limit")
_SHARES_E6 = ("feedback_rate", "lost_claim_rate")


class AccountHealth(Part):
    """Marketplaces watch their sellers. `limits` overrule the table: the share of bad orders that each metric allows."""

    limits: dict[Metric, Share] = {}
    suspension_days: Annotated[int, Field(ge=1, le=365)] | None = None
    step_days: Annotated[int, Field(ge=1, le=60)] | None = None
    ship_within_days: Annotated[int, Field(ge=1, le=14)] | None = None


class FeeRise(Part):
    """From this day on a platform takes this much more of the price; empty means every market, every marketplace."""

    first: Date
    rate: Share
    market: Code | None = None
    channel: Code | None = None


class PlatformFees(Part):
    """Subscriptions and closing fees of the table, charged from the first day, and fee rises announced for a date."""

    rises: Annotated[list[FeeRise], Field(max_length=20)] = []


class BuyerService(Part):
    """Buyers write and expect an answer within 24 hours. `cases_per_week` of them go to the team's own inbox."""

    cases_per_week: Annotated[int, Field(ge=0, le=30)] | None = None
    contacts_per_hour: Annotated[int, Field(ge=1, le=60)] | None = None


def parameter(name: str, sources: Sources) -> float:
    """A platform parameter of the table."""
    return float(sources.row(f"platform.{name}", keyed("platform_params", "parameter")[name,])["value"])


def resolved_service(scenario: Scenario, sources: Sources) -> dict[str, Any]:
    """The entries of the resolved document for the sections that the scenario has."""
    found: dict[str, Any] = {}
    if scenario.account_health:
        lanes = [part.lane or keyed("services", "service")[part.code,]["lane"] for part in scenario.services]
        found["account_health"] = resolved_health(scenario.account_health, lanes, sources)
    if scenario.platform_fees:
        found["platform_fees"] = _fees(scenario.platform_fees, scenario, sources)
    if scenario.buyer_service:
        found["buyer_service"] = resolved_buyer_service(scenario.buyer_service, _languages(scenario), sources)
    return found


def resolved_health(part: AccountHealth, lanes: Sequence[str], sources: Sources) -> dict[str, Any]:
    """Metrics with their limits and windows, the ladder, and valid tracking by lane of each service, in whole numbers."""
    return {
        "metrics": [_metric(row["metric"], part, sources) for row in rows("account_health")],
        "ladder": _ladder(part, sources),
        "tracked_e6": [scaled(parameter(f"tracked_{code}", sources), 1_000_000) for code in lanes],
    }


def _metric(code: str, part: AccountHealth, sources: Sources) -> dict[str, Any]:
    row = sources.row(f"account_health.{code}", keyed("account_health", "metric")[code,])
    told = part.limits.get(code)  # type: ignore[call-overload]  # codes of the table are the literals
    if told is not None:
        sources.overruled(f"account_health.{code}.limit")
    return {
        "code": code,
        "name": {"en": row["name_en"], "zh": row["name_zh"]},
        "limit_e6": scaled(float(row["limit"]) if told is None else told, 1_000_000),
        "window_days": int(row["window_days"]),
        "weight_e4": scaled(float(row["weight"]), 10_000),
        "hard": row["hard"] == "yes",
    }


def _ladder(part: AccountHealth, sources: Sources) -> dict[str, int]:
    counts = {name: _count(name, part, sources) for name in _COUNTS}
    return {
        **counts,
        **{f"{name}_e4": scaled(parameter(name, sources), 10_000) for name in _SHARES_E4},
        **{f"{name}_e6": scaled(parameter(name, sources), 1_000_000) for name in _SHARES_E6},
    }


def _count(name: str, part: AccountHealth | BuyerService, sources: Sources) -> int:
    told: int | None = getattr(part, name, None)
    if told is not None:
        sources.overruled(f"platform.{name}")
        return told
    return round(parameter(name, sources))


def _fees(part: PlatformFees, scenario: Scenario, sources: Sources) -> dict[str, Any]:
    """Cents of the dollar by channel code, and rises by day number."""
    found = keyed("platform_fees", "fee", "channel_kind")
    cents = {
        fee: {
            channel.code: scaled(float(sources.row(f"platform_fees.{fee}", found[fee, channel.kind])["value"]), 100)
            for channel in scenario.channels
        }
        for fee in ("subscription", "closing")
    }
    if part.rises:
        sources.overruled("platform_fees.rises")
    warning_days = int(keyed("shock_kinds", "kind")["fee_rise",]["warning_days"])
    rises = [
        {
            "first_day": max((rise.first - scenario.calendar.start).days, 0),
            "announced_day": (rise.first - scenario.calendar.start).days - warning_days,
            "rate_e4": scaled(rise.rate, 10_000),
            "market": rise.market,
            "channel": rise.channel,
        }
        for rise in part.rises
    ]
    return {"subscription_cents": cents["subscription"], "closing_cents": cents["closing"], "rises": rises}


def _languages(scenario: Scenario) -> list[str]:
    """What the buyers of the markets speak, in order of the first market."""
    markets = keyed("markets", "market")
    return list(dict.fromkeys(markets[part.code,]["language"] for part in scenario.markets))


def resolved_buyer_service(part: BuyerService, languages: Sequence[str], sources: Sources) -> dict[str, Any]:
    """Wages and message habits by language, rates, and what answers to cases lead to."""
    told = {
        code: sources.row(f"buyer_service.{code}", keyed("service_languages", "language")[code,]) for code in languages
    }
    e6 = {f"{name}_e6": scaled(parameter(name, sources), 1_000_000) for name in _CARE_E6}
    return {
        "languages": {
            code: {
                "name": {"en": row["name_en"], "zh": row["name_zh"]},
                "wage_minor": minor(float(row["wage_cny_per_hour"]), "CNY"),
                "message_factor_e2": scaled(float(row["message_factor"]), 100),
            }
            for code, row in told.items()
        },
        "values": {
            **e6,
            "contacts_per_hour": _count("contacts_per_hour", part, sources),
            "give_up_share_e4": scaled(parameter("give_up_share", sources), 10_000),
            "reply_window_days": round(parameter("reply_window_days", sources)),
            "slow_appeal_loss_e3": scaled(parameter("slow_appeal_loss", sources), 1000),
        },
        "cases": _cases(part, sources),
    }


def _cases(part: BuyerService, sources: Sources) -> dict[str, Any]:
    answers = keyed("case_answers", "case", "answer")
    table = [[sources.row("case_answers", answers[kind, answer]) for answer in _ANSWERS] for kind in _CASE_KINDS]
    units = {"refund_e4": ("refund_share", 10_000), "claim_e6": ("claim_rate", 1_000_000)}
    units["bad_review_e6"] = ("bad_review_rate", 1_000_000)
    return {
        "cases_per_week": _count("cases_per_week", part, sources),
        "answer_days": round(parameter("answer_days", sources)),
        **{f"{name}_e6": scaled(parameter(name, sources), 1_000_000) for name in _CASE_E6},
        **{
            name: [[scaled(float(row[column]), unit) for row in of_kind] for of_kind in table]
            for name, (column, unit) in units.items()
        },
    }
