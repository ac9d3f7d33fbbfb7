"""The shipped scenario with the section `customs`, on any first day."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from simlab.engine.world import World, compile_world
from simlab.runs.scenario.files import shipped
from simlab.runs.scenario.model import Channel
from simlab.runs.scenario.parts import Text
from simlab.runs.scenario.resolve import resolve
from simlab.runs.scenario.sections.customs import Customs, Held

OWN_SITE = Channel(code="own", kind="own_site", name=Text(en="Own site", zh="独立站"))
MARKETPLACE = Channel(code="marketplace", kind="marketplace", name=Text(en="Marketplace", zh="电商平台"))
ALL_PAPERS = ("account_check", "export_filing", "rp_eu", "lucid", "weee_de", "eori_eu", "eori_gb", "ioss", "vat_gb")
CERTIFICATES = ("ce", "ukca", "fcc", "cpc", "pse", "rcm")


@cache
def document(start: str = "2026-09-14", channel: str = "marketplace", *, licensed: bool = True) -> dict[str, Any]:
    """First-store with customs; `licensed` stores hold every paper."""
    scenario = shipped("first-store")
    skus = [sku.code for sku in scenario.skus]
    held = [Held(paper=paper, skus=skus) for paper in CERTIFICATES] if licensed else []
    section = Customs(registered=list(ALL_PAPERS) if licensed else ["account_check"], certified=held)
    changed = {
        "customs": section,
        "calendar": scenario.calendar.model_copy(update={"start": dt.date.fromisoformat(start)}),
        "channels": [OWN_SITE if channel == "own_site" else MARKETPLACE],
    }
    return resolve(scenario.model_copy(update=changed))


def world_of_baskets(units: int) -> World:
    """Every order takes this many units."""
    shares = [0] * (units - 1) + [10_000]
    return compile_world(document() | {"buyers": {"basket_share_e4": shares}})


def world(start: str = "2026-09-14", channel: str = "marketplace", *, licensed: bool = True) -> World:
    """The compiled world of `document`."""
    return compile_world(document(start, channel, licensed=licensed))
