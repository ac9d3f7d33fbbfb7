"""Recorded days of campaigns and tests, read back."""

from __future__ import annotations

import pytest

from orders.models import CampaignDay, ListingTestDay
from orders.selectors import campaign_days, listing_test_days
from simlab.runs.rows import StoreKey, row_id

pytestmark = pytest.mark.django_db
KEY = StoreKey(run_id=3, world=0, store=1)
LISTING = {"market": 0, "channel": 0, "sku": 2}


def test_a_store_reads_the_days_of_its_tests() -> None:
    counts = {(0, 0): (400, 20), (0, 1): (400, 30), (1, 0): (600, 30), (1, 1): (600, 40)}
    for number, ((day, variant), (shoppers, orders)) in enumerate(counts.items()):
        for sku in (2, 3):
            ListingTestDay.objects.create(
                id=row_id(run_id=3, day=day, position=10 * number + sku),
                world=0, store=1, day=day, variant=variant, shoppers=shoppers, orders=orders, **(LISTING | {"sku": sku}),
            )  # fmt: skip
    found = listing_test_days(KEY)
    assert [row["day"] for row in found] == [0] * 4 + [1] * 4
    assert sum(row["orders"] for row in found if row["sku"] == 2 and row["variant"]) == 70
    assert listing_test_days(StoreKey(run_id=3, world=0, store=2)) == []


def test_a_store_sees_its_own_campaigns() -> None:
    for store in (0, 1):
        CampaignDay.objects.create(
            id=row_id(run_id=3, day=4, position=store), world=0, store=store, day=4, market=1, channel=0, category=1,
            impressions=900, clicks=7, ad_orders=1, spend_minor=2_100, shown_e4=10_000, organic_rank=3, personal_clicks=0,
        )  # fmt: skip
    (row,) = campaign_days(KEY, 0, 9)
    assert (row["day"], row["clicks"], row["spend_minor"]) == (4, 7, 2_100)
