"""How marketplaces judge their sellers: account health and its ladder. Table values unless the file overrules them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from simlab.runs.scenario.amounts import scaled
from simlab.runs.scenario.parts import Part, Share
from simlab.runs.scenario.tables import keyed, rows

if TYPE_CHECKING:
    from simlab.runs.scenario.model import Scenario
    from simlab.runs.scenario.sources import Sources

Metric = Literal["order_defect", "late_shipment", "cancellation", "invalid_tracking", "late_delivery", "slow_reply"]
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


def parameter(name: str, sources: Sources) -> float:
    """A platform parameter of the table."""
    return float(sources.row(f"platform.{name}", keyed("platform_params", "parameter")[name,])["value"])


def resolved_service(scenario: Scenario, sources: Sources) -> dict[str, Any]:
    """The entries of the resolved document for the sections that the scenario has."""
    found: dict[str, Any] = {}
    if scenario.account_health:
        services = [part.code for part in scenario.services]
        found["account_health"] = resolved_health(scenario.account_health, services, sources)
    return found


def resolved_health(part: AccountHealth, services: Sequence[str], sources: Sources) -> dict[str, Any]:
    """Metrics with their limits and windows, and the ladder, in whole numbers."""
    return {
        "metrics": [_metric(row["metric"], part, sources) for row in rows("account_health")],
        "ladder": _ladder(part, sources),
        "tracked_e6": [scaled(parameter(f"tracked_{code}", sources), 1_000_000) for code in services],
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


def _count(name: str, part: AccountHealth, sources: Sources) -> int:
    told: int | None = getattr(part, name, None)
    if told is not None:
        sources.overruled(f"account_health.{name}")
        return told
    return round(parameter(name, sources))
