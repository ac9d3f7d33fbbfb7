"""Which services take which goods, as a scenario says."""

from __future__ import annotations

from simlab.runs.kinds import Document, Text

BARRED: Text = {"en": "this service does not take these goods", "zh": "该物流服务不承运此类货物"}


def barred(document: Document, market: str, service: str, sku: str) -> bool:
    """Does no warehouse send this product to this market by this service?"""
    kind = document.get("parcels", {}).get("goods", {}).get(sku, "plain")
    lanes = document.get("parcels", {}).get("lanes", [])
    mine = [lane for lane in lanes if (lane["market"], lane["service"]) == (market, service)]
    return bool(mine) and all(kind in lane["barred"] for lane in mine)
