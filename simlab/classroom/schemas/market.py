"""The market as a seller sees it. Prices in minor units of the market's currency."""

from __future__ import annotations

from rest_framework import serializers

from simlab.classroom.schemas.pages import QuerySerializer, code
from simlab.classroom.schemas.texts import LocalTextSerializer


class CompetitorQuerySerializer(QuerySerializer):
    market = serializers.CharField(max_length=8)
    channel = code()
    category = code()
    sku = code()


class CompetitorListingSerializer(serializers.Serializer):
    """What every shopper sees of a listing. Ratings and reviews are the product's in that store."""

    store = serializers.CharField()
    name = LocalTextSerializer()
    own = serializers.BooleanField()
    channel = serializers.CharField()
    sku = serializers.CharField()
    category = serializers.CharField()
    price_minor = serializers.IntegerField()
    rating_e2 = serializers.IntegerField(allow_null=True)
    reviews = serializers.IntegerField()
    promise_days = serializers.IntegerField()
    top_rated = serializers.BooleanField(help_text="The store has the badge of well rated stores.")
    local_stock = serializers.BooleanField(help_text="It ships from a warehouse in a market.")


class CompetitorsSerializer(serializers.Serializer):
    day = serializers.IntegerField(help_text="The last closed day; -1: as stores open.")
    currency = serializers.CharField()
    listings = CompetitorListingSerializer(many=True)


class PriceBandsSerializer(serializers.Serializer):
    """A quarter of the listings lies between each two."""

    lowest = serializers.IntegerField()
    lower = serializers.IntegerField()
    middle = serializers.IntegerField()
    upper = serializers.IntegerField()
    highest = serializers.IntegerField()


class MarketSizeSerializer(serializers.Serializer):
    market = serializers.CharField()
    channel = serializers.CharField()
    category = serializers.CharField()
    currency = serializers.CharField()
    shoppers_per_month = serializers.IntegerField(
        help_text="People ready to buy, of four weeks: an estimate that is off by about a quarter and the same all week."
    )
    sellers = serializers.IntegerField()
    listings = serializers.IntegerField()
    prices = PriceBandsSerializer(allow_null=True)


class MarketReportSerializer(serializers.Serializer):
    day = serializers.IntegerField(help_text="The last closed day; -1: as stores open.")
    markets = MarketSizeSerializer(many=True)
