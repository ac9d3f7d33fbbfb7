"""What a seller has heard of the world: what is announced from that day on, the rest once it has begun and was noticed. Never the future."""

from __future__ import annotations

from typing import Any

from simlab.classroom.access import StoreAccess
from simlab.classroom.briefing import Briefing, briefing
from simlab.classroom.reads.import_rules import rule_changes
from simlab.engine.playing import evening_before, game_of
from simlab.engine.shocks import NOT_BEGUN
from simlab.runs.documents import document_of

Shown = dict[str, Any]
_TARGETS = ("markets", "channels", "categories", "skus", "services", "warehouses")
_RISE_TITLE = {"en": "Marketplace fee rise", "zh": "平台佣金上调"}


def news(access: StoreAccess) -> list[Shown]:
    """The latest first; on one day in the order of the scenario."""
    today, brief = access.run.day, briefing(access.run)
    document = document_of(access.run)
    state, _ = evening_before(game_of(access.run), today)
    begun = state.shock_day[access.standing.world].tolist()
    heard = [
        *(_shock(shock, day, today) for shock, day in zip(document.get("shocks", []), begun, strict=True)),
        *(_rise(rise, number) for number, rise in enumerate(document.get("platform_fees", {}).get("rises", []))),
        *({name: [] for name in _TARGETS} | {"over": False} | change for change in rule_changes(document)),
    ]
    known = [item for item in heard if item["day"] <= today]
    return [_dated(item, brief) for item in sorted(known, key=lambda item: -int(item["day"]))]


def _shock(shock: Shown, begun: int, today: int) -> Shown:
    """One shock as told; the day on which it is heard of lies beyond today where it is not known yet."""
    noticed = today + 1 if begun == NOT_BEGUN else begun + 1 + shock["noticed_days"]
    announced = shock["announced_day"]
    lasts = max(effect["first_day"] + effect["days"] for effect in shock["effects"])
    return {
        "code": shock["code"],
        "kind": shock["kind"],
        "title": shock["name"],
        "text": shock["news"],
        "day": noticed if announced is None else min(announced, noticed),
        "begins_day": shock["day"] if begun == NOT_BEGUN else begun,
        "over": begun != NOT_BEGUN and today >= begun + lasts,
        **{name: shock["targets"].get(name, []) for name in _TARGETS},
    }


def _rise(rise: Shown, number: int) -> Shown:
    points = f"{rise['rate_e4'] / 100:g}"
    concerned = {
        "markets": [rise["market"]] if rise["market"] else [],
        "channels": [rise["channel"]] if rise["channel"] else [],
    }
    return {
        "code": f"fee_rise_{number}",
        "kind": "fee_rise",
        "title": _RISE_TITLE,
        "text": {
            "en": f"The marketplace raises its fee by {points} points of the price.",
            "zh": f"平台费率上调 {points} 个百分点。",
        },
        "day": rise["announced_day"],
        "begins_day": rise["first_day"],
        "over": False,
        **{name: [] for name in _TARGETS},
        **concerned,
    }


def _dated(item: Shown, brief: Briefing) -> Shown:
    told = {name: value for name, value in item.items() if name not in ("day", "begins_day")}
    return told | {"date": brief.date_of(item["day"]), "begins_date": brief.date_of(item["begins_day"])}
