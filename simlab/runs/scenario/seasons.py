"""How demand moves over the days of a game: weekday x holidays x the strongest sale of the day x the lulls."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

import holidays

from simlab.runs.scenario.model import Scenario, Season
from simlab.runs.scenario.sources import Sources
from simlab.runs.scenario.tables import Row, keyed, rows

_RULE = re.compile(r"thanksgiving([+-]\d+)?")
_ALL = "*"


@dataclass(frozen=True)
class Sale:
    """A stretch of days on which demand is multiplied."""

    code: str
    first: dt.date
    last: dt.date
    multiplier: float

    def covers(self, day: dt.date) -> bool:
        """Is this one of its days?"""
        return self.first <= day <= self.last


def thanksgiving(year: int) -> dt.date:
    """The fourth Thursday of November."""
    first = dt.date(year, 11, 1)
    return first + dt.timedelta(days=(3 - first.weekday()) % 7 + 21)


def _date(rule: str, year: int) -> dt.date:
    match = _RULE.fullmatch(rule)
    if match:
        return thanksgiving(year) + dt.timedelta(days=int(match[1] or 0))
    return dt.date.fromisoformat(f"{year}-{rule}")


def _in_years(row: Row, years: range) -> list[Sale]:
    sales = []
    for year in years:
        first, last = _date(row["from"], year), _date(row["to"], year)
        end = last if last >= first else _date(row["to"], year + 1)
        sales.append(Sale(row["code"], first, end, float(row["multiplier"])))
    return sales


def _meant(row: Row, market: str, season_class: str) -> bool:
    places, classes = row["markets"].split(), row["season_classes"].split()
    return (_ALL in places or market in places) and (_ALL in classes or season_class in classes)


def _of_file(season: Season, market: str, category: str) -> bool:
    return (not season.markets or market in season.markets) and (not season.categories or category in season.categories)


def sales_of(scenario: Scenario, market: str, category: str, sources: Sources) -> list[Sale]:
    """Sale days and lulls of a market and category: the table's, less those the file overrules, and the file's."""
    start = scenario.calendar.start
    season_class = keyed("categories", "category")[category,]["season_class"]
    own = {season.code for season in scenario.seasons}
    found = []
    for row in rows("seasonality"):
        if row["kind"] == "event" and row["code"] not in own and _meant(row, market, season_class):
            found += _in_years(sources.row(f"season.{row['code']}", row), range(start.year - 1, start.year + 3))
    for season in scenario.seasons:
        if _of_file(season, market, category):
            sources.overruled(f"season.{season.code}")
            found.append(Sale(season.code, season.first, season.last, season.multiplier))
    return found


def _weekday_factors(sources: Sources) -> list[float]:
    found = [row for row in rows("seasonality") if row["kind"] == "weekday"]
    for row in found:
        sources.row("season.weekday", row)
    return [float(row["multiplier"]) for row in sorted(found, key=lambda row: int(row["from"]))]


def _public_holidays(market: str, days: list[dt.date]) -> set[dt.date]:
    years = sorted({day.year for day in days})
    return set(holidays.country_holidays(market, years=years)) & set(days)


def season_e4(scenario: Scenario, market: str, category: str, days: list[dt.date], sources: Sources) -> list[int]:
    """Demand of each day in ten-thousandths of an ordinary day."""
    weekday = _weekday_factors(sources)
    sales = sales_of(scenario, market, category, sources)
    holiday = sources.row("season.holiday", keyed("seasonality", "code")["holiday",])
    closed = _public_holidays(market, days)
    sources.cite("season.holiday", f"dates: holidays package, country {market}")
    found = []
    for day in days:
        today = [sale.multiplier for sale in sales if sale.covers(day)]
        peaks = [factor for factor in today if factor >= 1] + [float(holiday["multiplier"])] * (day in closed)
        level = weekday[day.weekday()] * max(peaks, default=1.0)
        for lull in (factor for factor in today if factor < 1):
            level *= lull
        found.append(round(level * 10_000))
    return found
