from __future__ import annotations

from django.db import models

from simlab.runs.rows import RUN_SHIFT, DayRow, RowQuerySet

BUYER_SHIFT = 31


class Order(DayRow):
    """id ends in `seq`, so (day, world, seq) names an order everywhere."""

    seq = models.IntegerField()
    sku = models.SmallIntegerField()
    market = models.SmallIntegerField()
    method = models.SmallIntegerField()
    minute = models.SmallIntegerField()
    units = models.SmallIntegerField()
    price_minor = models.BigIntegerField()
    tax_minor = models.BigIntegerField()
    opening_status = models.SmallIntegerField()
    promised_day = models.SmallIntegerField()
    buyer_no = models.IntegerField()
    status = models.SmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["store", "id"], name="order_of_store")]


class Review(DayRow):
    order_id = models.BigIntegerField(db_index=True)
    sku = models.SmallIntegerField()
    stars = models.SmallIntegerField()


class StoreDay(DayRow):
    """The day of one store in sums; id ends in the store's number. All money is in home minor units."""

    orders = models.IntegerField()
    declined = models.IntegerField()
    cancelled = models.IntegerField()
    units = models.IntegerField()
    sales_minor = models.BigIntegerField()
    ad_spend_minor = models.BigIntegerField()
    shipping_minor = models.BigIntegerField()
    refunds_minor = models.BigIntegerField()
    delivered = models.IntegerField()
    late = models.IntegerField()
    returned = models.IntegerField()
    cash_minor = models.BigIntegerField()
    receivable_minor = models.BigIntegerField()
    stock_minor = models.BigIntegerField()
    pipeline_minor = models.BigIntegerField()
    loan_minor = models.BigIntegerField()
    wealth_minor = models.BigIntegerField()
    rating_sum = models.BigIntegerField()
    rating_count = models.IntegerField()


class HealthDay(DayRow):
    """A marketplace account in the evening: its rung, its score, and its bad orders per million in each metric's window."""

    account = models.SmallIntegerField()
    standing = models.SmallIntegerField()
    health_e4 = models.SmallIntegerField()
    strike_e4 = models.IntegerField()
    order_defect_e6 = models.IntegerField()
    late_shipment_e6 = models.IntegerField()
    cancellation_e6 = models.IntegerField()
    invalid_tracking_e6 = models.IntegerField()
    late_delivery_e6 = models.IntegerField()
    slow_reply_e6 = models.IntegerField()


class ServiceDay(DayRow):
    """Messages of a store on a front: all, those not answered within 24 hours, and the claims that followed."""

    front = models.SmallIntegerField()
    messages = models.IntegerField()
    slow = models.IntegerField()
    claims = models.IntegerField()


class Case(DayRow):
    """A complaint that the store may decide until `due_day`; after that its standing policy answers."""

    order_id = models.BigIntegerField()
    case_no = models.IntegerField()
    kind = models.SmallIntegerField()
    due_day = models.SmallIntegerField()
    standing_answer = models.SmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["store", "case_no"], name="case_of_store")]


class CaseClose(DayRow):
    """How a case ended: the answer, who gave it, and what came of it."""

    order_id = models.BigIntegerField()
    case_no = models.IntegerField()
    answer = models.SmallIntegerField()
    by_team = models.SmallIntegerField()
    refund_minor = models.BigIntegerField()
    claimed = models.SmallIntegerField()
    bad_review = models.SmallIntegerField()


class CampaignDay(DayRow):
    """A store's day in one choice set: its sponsored slots, in home minor units, and its best organic place (0: nothing on sale)."""

    market = models.SmallIntegerField()
    channel = models.SmallIntegerField()
    category = models.SmallIntegerField()
    impressions = models.IntegerField()
    clicks = models.IntegerField()
    ad_orders = models.IntegerField()
    spend_minor = models.BigIntegerField()
    shown_e4 = models.SmallIntegerField()
    organic_rank = models.IntegerField()
    personal_clicks = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["store", "id"], name="campaign_day_of_store")]


class CouponDay(DayRow):
    """A listing's day with a coupon: what it sold, how many clipped it, and what that cost in home minor units."""

    market = models.SmallIntegerField()
    channel = models.SmallIntegerField()
    sku = models.SmallIntegerField()
    orders = models.IntegerField()
    redeemed = models.IntegerField()
    cost_minor = models.BigIntegerField()


class ConductEvent(DayRow):
    """The trail of a shortcut: taken (how many reviews, which level) or detected (with its fine, in home money)."""

    shortcut = models.SmallIntegerField()
    step = models.SmallIntegerField()
    amount = models.IntegerField()
    penalty_minor = models.BigIntegerField()


class ListingTestDay(DayRow):
    """A day of a listing's test: shoppers who were shown a variant (0 or 1) and the paid orders that came of it."""

    market = models.SmallIntegerField()
    channel = models.SmallIntegerField()
    sku = models.SmallIntegerField()
    variant = models.SmallIntegerField()
    shoppers = models.IntegerField()
    orders = models.IntegerField()


class Buyer(models.Model):
    """A name for a buyer number: dressing, written by a task after the day; it decides nothing. See `buyer_id`."""

    id = models.BigIntegerField(primary_key=True)
    market = models.SmallIntegerField()
    buyer_no = models.IntegerField()
    name = models.CharField(max_length=120)
    city = models.CharField(max_length=120)
    address = models.CharField(max_length=250)
    email = models.CharField(max_length=200)
    language = models.CharField(max_length=8)

    objects = RowQuerySet.as_manager()


def buyer_id(run_id: int, market: int, buyer_no: int) -> int:
    """run << 39 | market << 31 | buyer_no: like the rows of a day, buyers are known by their numbers and lie by run."""
    return run_id << RUN_SHIFT | market << BUYER_SHIFT | buyer_no
