"""Offers of carriers for one parcel."""

from __future__ import annotations

from rest_framework import serializers

_CENTS = "US dollar cents."
_HOME = "Home currency."


class QuoteQuerySerializer(serializers.Serializer):
    """A product and a market by code; how many units go into the parcel."""

    market = serializers.CharField(max_length=8)
    sku = serializers.CharField(max_length=40)
    units = serializers.IntegerField(min_value=1, max_value=100, default=1)


class QuoteSerializer(serializers.Serializer):
    service = serializers.CharField()
    carried = serializers.BooleanField(help_text="Whether the carrier takes these goods.")
    chargeable_g = serializers.IntegerField(help_text="The largest of actual, volumetric and minimum weight.")
    billed_g = serializers.IntegerField(help_text="Chargeable weight in whole steps of the price list.")
    listed_minor = serializers.IntegerField(help_text=_CENTS)
    fuel_minor = serializers.IntegerField(help_text=_CENTS)
    peak_minor = serializers.IntegerField(help_text=_HOME)
    total_minor = serializers.IntegerField(help_text=_HOME)
    promise_days = serializers.IntegerField()
    median_days = serializers.IntegerField()
    p95_days = serializers.IntegerField()
    arrival_e4 = serializers.ListField(
        child=serializers.IntegerField(),
        help_text="Share of parcels, in ten-thousandths, that are at the door after 0, 1, 2, ... days.",
    )


class QuotesSerializer(serializers.Serializer):
    day = serializers.IntegerField()
    warehouse = serializers.CharField(help_text="Where the parcel would come from.")
    currency = serializers.CharField(help_text="Home currency.")
    quotes = QuoteSerializer(many=True)
