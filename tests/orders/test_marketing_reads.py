"""Recorded days of campaigns and tests, read back."""

from __future__ import annotations

import pytest

from orders.models import CampaignDay, ListingTestDay
from orders.selectors import StoreKey, campaign_days, listing_tests
from simlab.runs.rows import row_id

pytestmark = pytest.mark.django_db
KEY = StoreKey(run_id=3, world=0, store=1)
LISTING = {"market": 0, "channel": 0, "sku": 2}


def test_a_report_adds_up_the_days_of_one_listing() -> None:
    counts = {(0, 0): (400, 20), (0, 1): (400, 30), (1, 0): (600, 30), (1, 1): (600, 40)}
    for number, ((day, variant), (shoppers, orders)) in enumerate(counts.items()):
        for sku in (2, 3):
            ListingTestDay.objects.create(
                id=row_id(run_id=3, day=day, position=10 * number + sku),
                world=0, store=1, day=day, variant=variant, shoppers=shoppers, orders=orders, **(LISTING | {"sku": sku}),
            )  # fmt: skip
    found = listing_tests(KEY)
    assert [row["sku"] for row in found] == [2, 3]
    told = found[0]["report"]
    assert (told.conversion_e6, told.lift_e4, told.z_e2) == ((50_000, 70_000), 4_000, 188)
    assert listing_tests(StoreKey(run_id=3, world=0, store=2)) == []


def test_a_store_sees_its_own_campaigns() -> None:
    for store in (0, 1):
        CampaignDay.objects.create(
            id=row_id(run_id=3, day=4, position=store), world=0, store=store, day=4, market=1, channel=0, category=1,
            impressions=900, clicks=7, ad_orders=1, spend_minor=2_100, shown_e4=10_000, organic_rank=3, personal_clicks=0,
        )  # fmt: skip
    (row,) = campaign_days(KEY, 0, 9)
    assert (row["day"], row["clicks"], row["spend_minor"]) == (4, 7, 2_100)
