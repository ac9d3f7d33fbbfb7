"""Shocks: what an instructor may throw in."""

from __future__ import annotations

from rest_framework import serializers

from simlab.classroom.schemas.texts import LocalTextSerializer


class ShockEffectSerializer(serializers.Serializer):
    lever = serializers.CharField()
    value = serializers.IntegerField(help_text="Ten-thousandths for a lever that ends in _e4, else what is added.")
    first_day = serializers.IntegerField(help_text="Days after the shock begins.")
    days = serializers.IntegerField()


class ShockSerializer(serializers.Serializer):
    """A shock of the scenario; `begun_day` is null before it began."""

    code = serializers.CharField()
    kind = serializers.CharField()
    name = LocalTextSerializer()
    announced_day = serializers.IntegerField(
        allow_null=True, help_text="From this day on stores read of it; null: once they notice it."
    )
    begun_day = serializers.IntegerField(allow_null=True)
    effects = ShockEffectSerializer(many=True)


class NewShockSerializer(serializers.Serializer):
    code = serializers.CharField(max_length=40)


class ThrownShockSerializer(serializers.Serializer):
    code = serializers.CharField()
    day = serializers.IntegerField(help_text="It begins when this day opens.")


class ShockEffectOnStoreSerializer(serializers.Serializer):
    """Home currency: by how much the store would be worth more after two weeks; a loss is negative."""

    store = serializers.CharField()
    name = LocalTextSerializer()
    mean_minor = serializers.IntegerField()
    low_minor = serializers.IntegerField()
    high_minor = serializers.IntegerField()


class ShockPreviewSerializer(serializers.Serializer):
    """What a shock would do if it began when `day` opens, with every store going on as it stands and then by the reference policy."""

    code = serializers.CharField()
    day = serializers.IntegerField()
    days = serializers.IntegerField()
    ready = serializers.BooleanField(help_text="It takes some seconds to work out.")
    stores = ShockEffectOnStoreSerializer(many=True)
