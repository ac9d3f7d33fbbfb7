"""Orders of one store."""

from __future__ import annotations

from rest_framework import serializers

from logistics.domain.tracking import TrackingStatus
from simlab.classroom.schemas.pages import DatedQuerySerializer, PageSerializer, code, one_of, ordering
from simlab.classroom.schemas.texts import ORDER_STATUSES

TRACKING_STATUSES = [status.name.lower() for status in TrackingStatus]
TIMELINE_KINDS = ["order", "payment", "parcel", "tracking", "customs", "case", "dispute", "refund", "review"]


class BuyerBriefSerializer(serializers.Serializer):
    """Empty strings until the buyer's name is written."""

    name = serializers.CharField()
    city = serializers.CharField()


class BuyerSerializer(BuyerBriefSerializer):
    address = serializers.CharField()
    language = serializers.CharField()


class OrderRowSerializer(serializers.Serializer):
    id = serializers.CharField()
    day = serializers.IntegerField()
    date = serializers.DateField()
    sku = serializers.CharField()
    market = serializers.CharField()
    buyer = BuyerBriefSerializer()
    units = serializers.IntegerField()
    price_minor = serializers.IntegerField()
    tax_minor = serializers.IntegerField()
    currency = serializers.CharField()
    status = serializers.ChoiceField(choices=ORDER_STATUSES)
    promised_day = serializers.IntegerField(allow_null=True)
    service = serializers.CharField(allow_null=True)


class OrderPageSerializer(PageSerializer):
    results = OrderRowSerializer(many=True)


class OrderQuerySerializer(DatedQuerySerializer):
    status = one_of(ORDER_STATUSES)
    market = code(8)
    sku = code()
    ordering = ordering("price_minor", "units")


class TrackingNamesSerializer(serializers.Serializer):
    """The last scan in the words of others; empty where they have none."""

    seventeen_track = serializers.CharField(allow_blank=True)
    aftership = serializers.CharField(allow_blank=True)
    upu = serializers.CharField(allow_blank=True)


class OrderParcelSerializer(serializers.Serializer):
    warehouse = serializers.CharField()
    service = serializers.CharField()
    weight_g = serializers.IntegerField()
    shipping_minor = serializers.IntegerField(help_text="Home currency.")
    duty_minor = serializers.IntegerField(help_text="Home currency.")
    tracking_status = serializers.ChoiceField(choices=TRACKING_STATUSES)
    tracking = TrackingNamesSerializer()


class TimelineEntrySerializer(serializers.Serializer):
    day = serializers.IntegerField()
    date = serializers.DateField()
    kind = serializers.ChoiceField(choices=TIMELINE_KINDS)
    code = serializers.CharField()
    reason = serializers.CharField(
        allow_null=True, help_text="Of a declined payment: the issuer's code, or why none was asked."
    )
    amount_minor = serializers.IntegerField(allow_null=True, help_text="Money that moved with it, in `currency`.")
    currency = serializers.CharField(allow_null=True)


class OrderDetailSerializer(OrderRowSerializer):
    buyer = BuyerSerializer()
    payment_method = serializers.CharField()
    stars = serializers.IntegerField(allow_null=True)
    parcel = OrderParcelSerializer(allow_null=True)
    timeline = TimelineEntrySerializer(many=True)
