"""A store's advertising: what it brought and where it stops paying. Money in home currency minor units."""

from __future__ import annotations

from rest_framework import serializers


class _OnFront(serializers.Serializer):
    market = serializers.CharField()
    channel = serializers.CharField()


class CampaignSerializer(_OnFront):
    """Sums of the last 7 days; shown_e4 (share of the day on which the ad stood) and organic_rank (0: nothing on sale) are the last day's."""

    category = serializers.CharField()
    impressions = serializers.IntegerField()
    clicks = serializers.IntegerField()
    ad_orders = serializers.IntegerField()
    spend_minor = serializers.IntegerField()
    personal_clicks = serializers.IntegerField()
    shown_e4 = serializers.IntegerField()
    organic_rank = serializers.IntegerField()


class BreakEvenSerializer(_OnFront):
    """What a sale leaves before advertising, and the ACoS and the price of a click at which nothing is left."""

    sku = serializers.CharField()
    price_minor = serializers.IntegerField()
    margin_minor = serializers.IntegerField()
    break_even_acos_e4 = serializers.IntegerField()
    break_even_bid_minor = serializers.IntegerField()


class ListingTestSerializer(_OnFront):
    """Orders per million shoppers of both variants; z in hundredths; clear: beyond chance nineteen times in twenty."""

    sku = serializers.CharField()
    conversion_e6 = serializers.ListField(child=serializers.IntegerField(), min_length=2, max_length=2)
    lift_e4 = serializers.IntegerField()
    z_e2 = serializers.IntegerField()
    clear = serializers.BooleanField()


class AdvertisingSerializer(serializers.Serializer):
    day = serializers.IntegerField()
    currency = serializers.CharField()
    campaigns = CampaignSerializer(many=True)
    break_evens = BreakEvenSerializer(many=True)
    tests = ListingTestSerializer(many=True)
