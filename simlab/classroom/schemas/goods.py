"""Goods and listings of a store. Money in home currency unless a row names another."""

from __future__ import annotations

from rest_framework import serializers

from logistics.domain.inbound import MODES


class AgeSerializer(serializers.Serializer):
    from_days = serializers.IntegerField(help_text="In periods of 30 days; the last one holds everything older.")
    units = serializers.IntegerField()


class ShelfSerializer(serializers.Serializer):
    """`ages` is empty where warehouses do not ask how long goods lie there."""

    sku = serializers.CharField()
    warehouse = serializers.CharField()
    units = serializers.IntegerField()
    value_minor = serializers.IntegerField(help_text="At the usual cost.")
    incoming_units = serializers.IntegerField(help_text="On their way from another warehouse.")
    ordered_units = serializers.IntegerField(help_text="On order at suppliers.")
    ages = AgeSerializer(many=True)


class OpenPurchaseSerializer(serializers.Serializer):
    po_no = serializers.CharField()
    sku = serializers.CharField()
    ordered_day = serializers.IntegerField()
    units = serializers.IntegerField()
    received_units = serializers.IntegerField()
    cost_minor = serializers.IntegerField()


class ConsignmentSerializer(serializers.Serializer):
    ship_no = serializers.CharField()
    sku = serializers.CharField()
    origin = serializers.CharField()
    destination = serializers.CharField()
    transport = serializers.ChoiceField(choices=list(MODES))
    departed_day = serializers.IntegerField()
    units = serializers.IntegerField()
    received_units = serializers.IntegerField()


class StockSerializer(serializers.Serializer):
    day = serializers.IntegerField()
    currency = serializers.CharField()
    stock = ShelfSerializer(many=True)
    purchases = OpenPurchaseSerializer(many=True, help_text="Purchase orders that have not come whole.")
    consignments = ConsignmentSerializer(many=True, help_text="Goods in bulk between warehouses.")


class SalesOfListingSerializer(serializers.Serializer):
    """`returned` counts orders of these days that have come back so far."""

    orders = serializers.IntegerField()
    declined = serializers.IntegerField()
    cancelled = serializers.IntegerField()
    sold_units = serializers.IntegerField()
    sales_minor = serializers.IntegerField(help_text="Without tax, in `currency`.")
    returned = serializers.IntegerField()


class ListingSerializer(serializers.Serializer):
    """A product on a front as it stands when the next day opens. Sales are the market's, of all channels; ratings the product's."""

    market = serializers.CharField()
    channel = serializers.CharField()
    sku = serializers.CharField()
    currency = serializers.CharField()
    opened = serializers.BooleanField(help_text="The store carries the product.")
    listed = serializers.BooleanField()
    price_minor = serializers.IntegerField(help_text="In `currency`.")
    coupon_e4 = serializers.IntegerField()
    deal_depth_e4 = serializers.IntegerField()
    deal_first_day = serializers.IntegerField()
    deal_last_day = serializers.IntegerField()
    by_platform = serializers.BooleanField()
    language_quality = serializers.IntegerField()
    content_level = serializers.IntegerField()
    rating_e2 = serializers.IntegerField(allow_null=True)
    reviews = serializers.IntegerField()
    week = SalesOfListingSerializer(help_text="The last 7 closed days.")
    month = SalesOfListingSerializer(help_text="The last 28 closed days.")
