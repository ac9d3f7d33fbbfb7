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


def _of_both() -> serializers.ListField:
    """One figure for what stood before and one for the variant."""
    return serializers.ListField(child=serializers.IntegerField(), min_length=2, max_length=2)


class ListingTestSerializer(_OnFront):
    """Shoppers, orders and orders per million shoppers of both variants. low to high: the interval that holds the difference nineteen
    times in twenty; clear: nothing is outside it. A price test shows its other price on every second day, a content test to half."""

    sku = serializers.CharField()
    currency = serializers.CharField()
    test_price_minor = serializers.IntegerField(allow_null=True, help_text="Null for a test of the content.")
    first_day = serializers.IntegerField()
    end_day = serializers.IntegerField(help_text="The first day on which it runs no more.")
    days_left = serializers.IntegerField()
    shoppers = _of_both()
    orders = _of_both()
    conversion_e6 = _of_both()
    difference_e6 = serializers.IntegerField()
    low_e6 = serializers.IntegerField()
    high_e6 = serializers.IntegerField()
    lift_e4 = serializers.IntegerField()
    clear = serializers.BooleanField()


class AdvertisingSerializer(serializers.Serializer):
    day = serializers.IntegerField()
    currency = serializers.CharField()
    campaigns = CampaignSerializer(many=True)
    break_evens = BreakEvenSerializer(many=True)
    tests = ListingTestSerializer(many=True)
