"""The lists of what happened to a store, a page at a time. Money is in minor units, of the home currency unless a row names another."""

from __future__ import annotations

from rest_framework import serializers

from simlab.classroom.schemas.cases import CASE_ANSWERS, CASES
from simlab.classroom.schemas.orders import TRACKING_STATUSES, TrackingNamesSerializer
from simlab.classroom.schemas.pages import (
    DatedQuerySerializer,
    PageQuerySerializer,
    PageSerializer,
    code,
    one_of,
    ordering,
)
from simlab.core.states import LedgerAccount, LedgerCause, PaymentStatus, RefundReason, TrackingEvent

SCANS = [event.name.lower() for event in TrackingEvent]
PAYMENT_STATUSES = [status.name.lower() for status in PaymentStatus]
REFUND_REASONS = [reason.name.lower() for reason in RefundReason]
CAUSES = [cause.name.lower() for cause in LedgerCause]
ACCOUNTS = [account.name.lower() for account in LedgerAccount]


class RowSerializer(serializers.Serializer):
    id = serializers.CharField()
    day = serializers.IntegerField()
    date = serializers.DateField()


class OfOrderSerializer(RowSerializer):
    order = serializers.CharField()


class ScanSerializer(serializers.Serializer):
    day = serializers.IntegerField()
    date = serializers.DateField()
    event = serializers.ChoiceField(choices=SCANS)


class ParcelRowSerializer(OfOrderSerializer):
    """A parcel and its scans so far."""

    market = serializers.CharField()
    warehouse = serializers.CharField()
    service = serializers.CharField()
    weight_g = serializers.IntegerField()
    shipping_minor = serializers.IntegerField()
    duty_minor = serializers.IntegerField()
    promised_day = serializers.IntegerField()
    status = serializers.ChoiceField(choices=TRACKING_STATUSES)
    tracking = TrackingNamesSerializer()
    scans = ScanSerializer(many=True)


class ParcelPageSerializer(PageSerializer):
    results = ParcelRowSerializer(many=True)


class ParcelQuerySerializer(DatedQuerySerializer):
    status = one_of(TRACKING_STATUSES)
    market = code(8)
    warehouse = code()
    service = code()
    ordering = ordering("weight_g", "shipping_minor", "promised_day")


class PaymentRowSerializer(OfOrderSerializer):
    """An attempt to pay; `decline_code` is the answer of the issuer or the reason why it was not tried."""

    method = serializers.CharField()
    status = serializers.ChoiceField(choices=PAYMENT_STATUSES)
    decline_code = serializers.CharField(allow_null=True)
    amount_minor = serializers.IntegerField()
    currency = serializers.CharField()


class PaymentPageSerializer(PageSerializer):
    results = PaymentRowSerializer(many=True)


class PaymentQuerySerializer(DatedQuerySerializer):
    status = one_of(PAYMENT_STATUSES)
    currency = code(3)
    ordering = ordering("amount_minor")


class RefundRowSerializer(OfOrderSerializer):
    reason = serializers.ChoiceField(choices=REFUND_REASONS)
    amount_minor = serializers.IntegerField()
    currency = serializers.CharField()


class RefundPageSerializer(PageSerializer):
    results = RefundRowSerializer(many=True)


class RefundQuerySerializer(DatedQuerySerializer):
    reason = one_of(REFUND_REASONS)
    currency = code(3)
    ordering = ordering("amount_minor")


class PayoutRowSerializer(RowSerializer):
    """A settlement of a marketplace, converted into the home currency."""

    amount_minor = serializers.IntegerField()
    currency = serializers.CharField()
    rate_e8 = serializers.IntegerField(
        help_text="The day's rate: home minor units for a minor unit, times 100 million."
    )
    received_minor = serializers.IntegerField()


class PayoutPageSerializer(PageSerializer):
    results = PayoutRowSerializer(many=True)


class PayoutQuerySerializer(DatedQuerySerializer):
    currency = code(3)
    ordering = ordering("amount_minor")


class TransferRowSerializer(RowSerializer):
    """A payout of the own site's payment provider; `arrived_day` is null while it is on its way."""

    rail = serializers.CharField()
    amount_minor = serializers.IntegerField()
    fee_minor = serializers.IntegerField()
    currency = serializers.CharField()
    landed_minor = serializers.IntegerField()
    landed_currency = serializers.CharField()
    arrived_day = serializers.IntegerField(allow_null=True)


class TransferPageSerializer(PageSerializer):
    results = TransferRowSerializer(many=True)


class LedgerRowSerializer(RowSerializer):
    """A line of the books: debit above zero, credit below. `has_orders`: the orders behind it can be read."""

    cause = serializers.ChoiceField(choices=CAUSES)
    account = serializers.ChoiceField(choices=ACCOUNTS)
    currency = serializers.CharField()
    amount_minor = serializers.IntegerField()
    has_orders = serializers.BooleanField()


class LedgerPageSerializer(PageSerializer):
    results = LedgerRowSerializer(many=True)


class LedgerQuerySerializer(DatedQuerySerializer):
    cause = one_of(CAUSES)
    account = one_of(ACCOUNTS)
    currency = code(3)
    ordering = ordering("amount_minor")


class LedgerOrderSerializer(serializers.Serializer):
    """An order behind a line of the books, and what of it is booked there, in `currency`; null where lines are not kept by order."""

    order = serializers.CharField()
    amount_minor = serializers.IntegerField(allow_null=True)
    currency = serializers.CharField()


class LedgerOrderPageSerializer(PageSerializer):
    results = LedgerOrderSerializer(many=True)


class LedgerOrderQuerySerializer(PageQuerySerializer):
    ordering = ordering()


class ReviewRowSerializer(OfOrderSerializer):
    sku = serializers.CharField()
    market = serializers.CharField()
    stars = serializers.IntegerField()


class ReviewPageSerializer(PageSerializer):
    results = ReviewRowSerializer(many=True)


class ReviewQuerySerializer(DatedQuerySerializer):
    sku = code()
    stars = serializers.IntegerField(required=False, min_value=1, max_value=5)
    ordering = ordering("stars")


class CaseRowSerializer(OfOrderSerializer):
    """A complaint; `answer` and what follows are null while it is open."""

    case_no = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=CASES)
    sku = serializers.CharField()
    market = serializers.CharField()
    due_day = serializers.IntegerField()
    closed_day = serializers.IntegerField(allow_null=True)
    answer = serializers.ChoiceField(choices=CASE_ANSWERS, allow_null=True)
    by_team = serializers.BooleanField(allow_null=True)
    refund_minor = serializers.IntegerField(allow_null=True, help_text="In the market's currency.")
    claimed = serializers.BooleanField(allow_null=True)
    bad_review = serializers.BooleanField(allow_null=True)


class CasePageSerializer(PageSerializer):
    results = CaseRowSerializer(many=True)


class CaseQuerySerializer(DatedQuerySerializer):
    kind = one_of(CASES)
    state = one_of(["open", "closed"])
    ordering = ordering("due_day")


class CampaignRowSerializer(RowSerializer):
    """A store's sponsored slots of one day in one market, channel and category."""

    market = serializers.CharField()
    channel = serializers.CharField()
    category = serializers.CharField()
    impressions = serializers.IntegerField()
    clicks = serializers.IntegerField()
    ad_orders = serializers.IntegerField()
    spend_minor = serializers.IntegerField()
    shown_e4 = serializers.IntegerField(help_text="Share of the day on which the budget lasted.")
    organic_rank = serializers.IntegerField(
        help_text="Best place of a listing that is not paid for; 0: nothing on sale."
    )
    personal_clicks = serializers.IntegerField()


class CampaignPageSerializer(PageSerializer):
    results = CampaignRowSerializer(many=True)


class CampaignQuerySerializer(DatedQuerySerializer):
    market = code(8)
    channel = code()
    category = code()
    ordering = ordering("spend_minor", "clicks", "ad_orders")
