"""How marketplaces judge a store: its standing, each metric against its limit, and the messages behind one of them."""

from __future__ import annotations

from typing import Any

from orders.selectors import account_days, service_sums
from simlab.classroom.access import StoreAccess
from simlab.classroom.briefing import Briefing, briefing
from simlab.classroom.figures import WINDOW_DAYS
from simlab.classroom.reads.stores import store_key
from simlab.core.fronts import MARKETPLACE
from simlab.core.states import AccountStanding

Shown = dict[str, Any]


def account(access: StoreAccess) -> Shown:
    """Every marketplace account as the last evening left it, and the buyer service of the last 7 days."""
    brief, run, key = briefing(access.run), access.run, store_key(access)
    return {
        "day": run.day,
        "accounts": [_account(brief, row) for row in account_days(key, max(run.day - 1, 0))],
        "service": [
            brief.fronts[row["front"]] | {name: row[name] for name in ("messages", "slow", "claims")}
            for row in service_sums(key, max(run.day - WINDOW_DAYS, 0), run.day)
        ],
    }


def _account(brief: Briefing, row: Shown) -> Shown:
    marketplaces = [channel["code"] for channel in brief.lists["channels"] if channel["kind"] == MARKETPLACE]
    return {
        "channel": marketplaces[row["account"]],
        "standing": AccountStanding(row["standing"]).name.lower(),
        "health_e4": row["health_e4"],
        "strike_e4": row["strike_e4"],
        "metrics": [metric | {"rate_e6": row[f"{metric['code']}_e6"]} for metric in brief.health_metrics],
    }
