"""The section `marketing`: results pages with organic places, and sponsored slots sold by auction."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from simlab.runs.scenario.parts import Factor, Part, Share


class Marketing(Part):
    """Switches results pages and auctions on; each field overrules its table."""

    organic_gain: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] | None = None
    page_views: Annotated[float, Field(ge=0, le=500, allow_inf_nan=False)] | None = None
    click_price_factor: Factor = 1
    incremental: Share | None = None
