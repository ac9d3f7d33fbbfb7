"""News: what a seller hears of the world."""

from __future__ import annotations

from rest_framework import serializers

from simlab.classroom.schemas.texts import LocalTextSerializer


class NewsSerializer(serializers.Serializer):
    """`date`: when it was announced, or noticed. `begins_date`: when it begins or began. `over`: it has ended. Empty lists mean all."""

    code = serializers.CharField()
    kind = serializers.CharField()
    title = LocalTextSerializer()
    text = LocalTextSerializer()
    date = serializers.DateField()
    begins_date = serializers.DateField()
    over = serializers.BooleanField()
    markets = serializers.ListField(child=serializers.CharField())
    channels = serializers.ListField(child=serializers.CharField())
    categories = serializers.ListField(child=serializers.CharField())
    skus = serializers.ListField(child=serializers.CharField())
    services = serializers.ListField(child=serializers.CharField())
    warehouses = serializers.ListField(child=serializers.CharField())
