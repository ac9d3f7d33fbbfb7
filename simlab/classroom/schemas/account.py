"""A store's accounts at its marketplaces. Rates and limits are bad ones per million."""

from __future__ import annotations

from rest_framework import serializers

from simlab.classroom.schemas.texts import LocalTextSerializer
from simlab.core.states import AccountStanding

STANDINGS = [standing.name.lower() for standing in AccountStanding]


class HealthMetricSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = LocalTextSerializer()
    rate_e6 = serializers.IntegerField(help_text="0 while the window holds too few orders to judge.")
    limit_e6 = serializers.IntegerField()
    window_days = serializers.IntegerField()
    hard = serializers.BooleanField(help_text="Beyond the limit it can cost the account.")


class MarketplaceAccountSerializer(serializers.Serializer):
    channel = serializers.CharField()
    standing = serializers.ChoiceField(choices=STANDINGS)
    health_e4 = serializers.IntegerField()
    strike_e4 = serializers.IntegerField(help_text="What violations take off the health.")
    metrics = HealthMetricSerializer(many=True)


class ServiceWeekSerializer(serializers.Serializer):
    """Messages of the last 7 days; slow: not answered within 24 hours."""

    market = serializers.CharField()
    channel = serializers.CharField()
    messages = serializers.IntegerField()
    slow = serializers.IntegerField()
    claims = serializers.IntegerField()


class AccountSerializer(serializers.Serializer):
    day = serializers.IntegerField()
    accounts = MarketplaceAccountSerializer(many=True)
    service = ServiceWeekSerializer(many=True)
