"""Which services take which goods, as a scenario says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simlab.runs.kinds import Document, Text

BARRED: Text = {"en": "this service does not take these goods", "zh": "该物流服务不承运此类货物"}


def barred(document: Document, market: str, service: str, sku: Mapping[str, Any]) -> bool:
    """Does no warehouse send this product (an entry of the document) to this market by this service?"""
    section = document.get("parcels", {})
    kind = section.get("goods", {}).get(sku["code"], "plain")
    mine = [lane for lane in section.get("lanes", []) if (lane["market"], lane["service"]) == (market, service)]
    return bool(mine) and all(kind in lane["barred"] or sku["weight_g"] > lane["most_g"] for lane in mine)
