"""Decision kinds that change nothing in the world: a team's goals, its forecasts, its journal. No day sees a row of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from simlab.core.settings import Kind
from simlab.runs.kinds import DecisionKind, DecisionRejected, Document, FieldError, Payload, Row, register
from simlab.runs.kpis import KpiCode

EVERYBODY = ""  # the role of what every seat of a team may decide
MOST_LETTERS = 4_000
_MOST = 10**13
_NO_NUL = "^[^\\x00]*$"  # PostgreSQL keeps none in a text
_ROUND = "Number of the round, from 0"


class SetGoal(Payload):
    kpi: KpiCode = Field(description="Key figure")
    target: int = Field(ge=-_MOST, le=_MOST, description="In the unit of the key figure")
    round: int = Field(ge=0, description=_ROUND)


class Forecast(Payload):
    """Three quantiles, or the probability that a figure comes out at `at_least` or more."""

    kpi: KpiCode = Field(description="Key figure")
    forecast_day: int = Field(ge=0, description="The day, from 0, at whose close the figure is read")
    low: int | None = Field(None, ge=-_MOST, le=_MOST, description="Below it in 10 of 100 cases")
    middle: int | None = Field(None, ge=-_MOST, le=_MOST, description="Below it in 50 of 100 cases")
    high: int | None = Field(None, ge=-_MOST, le=_MOST, description="Below it in 90 of 100 cases")
    at_least: int | None = Field(None, ge=-_MOST, le=_MOST, description="What the probability is about")
    probability_percent: int | None = Field(None, ge=0, le=100)


class Journal(Payload):
    text: str = Field(
        min_length=1,
        max_length=MOST_LETTERS,
        pattern=_NO_NUL,
        description="Free text; kept apart, and known by its hash",
    )


def _set_goal(payload: SetGoal, document: Document) -> list[Row]:
    rounds = -(-document["days"] // document["round_days"])
    if payload.round >= rounds:
        raise DecisionRejected([_error("/round", "less_than", f"must be below {rounds}", f"必须小于 {rounds}")])
    return []


def _forecast(payload: Forecast, document: Document) -> list[Row]:
    quantiles = [payload.low, payload.middle, payload.high]
    chance = [payload.at_least, payload.probability_percent]
    errors = []
    if payload.forecast_day >= document["days"]:
        days = document["days"]
        errors.append(_error("/forecast_day", "less_than", f"must be below {days}", f"必须小于 {days}"))
    if not _is_whole(quantiles, chance):
        errors.append(
            _error(
                "",
                "incomplete",
                "needs low, middle and high, or at_least and probability_percent, and not both",
                "需要填写 low、middle、high，或 at_least 与 probability_percent，二者选一",
            )
        )
    elif None not in quantiles and quantiles != sorted(quantiles, key=lambda value: value or 0):
        errors.append(_error("/middle", "order", "low, middle and high must ascend", "low、middle、high 必须递增"))
    if errors:
        raise DecisionRejected(errors)
    return []


def _is_whole(quantiles: list[int | None], chance: list[int | None]) -> bool:
    """All of one, nothing of the other."""
    return (None not in quantiles and set(chance) == {None}) or (None not in chance and set(quantiles) == {None})


def _error(pointer: str, code: str, en: str, zh: str) -> FieldError:
    return FieldError(pointer, code, {"en": en, "zh": zh})


def _not_over(last_day: int, pointer: str, day: int) -> None:
    """Raises DecisionRejected when what is decided about has passed."""
    if last_day < day:
        raise DecisionRejected([_error(pointer, "past", "this is over already", "该时段已经结束")])


def _goal_in_time(payload: Mapping[str, Any], document: Document, day: int) -> None:
    _not_over((payload["round"] + 1) * document["round_days"] - 1, "/round", day)


def _forecast_in_time(payload: Mapping[str, Any], document: Document, day: int) -> None:
    _not_over(payload["forecast_day"], "/forecast_day", day)


def _journal(payload: Journal, document: Document) -> list[Row]:
    return []


def _undescribed(row: Row, document: Document) -> dict[str, Any]:
    raise ValueError(f"no day has a row of kind {row.kind}")


register(
    DecisionKind(
        number=Kind.SET_GOAL,
        role=EVERYBODY,
        title={"en": "Set a goal of the team", "zh": "设定团队目标"},
        payload=SetGoal,
        effect=_set_goal,
        described=_undescribed,
        in_time=_goal_in_time,
        setting=("kpi", "round"),
    )
)
register(
    DecisionKind(
        number=Kind.FORECAST,
        role=EVERYBODY,
        title={"en": "Forecast a key figure", "zh": "预测一项关键指标"},
        payload=Forecast,
        effect=_forecast,
        described=_undescribed,
        in_time=_forecast_in_time,
    )
)
register(
    DecisionKind(
        number=Kind.JOURNAL,
        role=EVERYBODY,
        title={"en": "Write into the journal", "zh": "写决策日志"},
        payload=Journal,
        effect=_journal,
        described=_undescribed,
        written="text",
    )
)
