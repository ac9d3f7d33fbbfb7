"""The record of who did what."""

from __future__ import annotations

from rest_framework import serializers

from simlab.classroom.schemas.pages import PageQuerySerializer, PageSerializer
from simlab.classroom.schemas.texts import LocalTextSerializer


class AuditQuerySerializer(PageQuerySerializer):
    ordering = serializers.ChoiceField(choices=["-id", "id"], default="-id")
    action = serializers.CharField(required=False, max_length=40)
    seat = serializers.UUIDField(required=False, help_text="Done by this seat or to it.")


class AuditEntrySerializer(serializers.Serializer):
    """`actor` is the random id of a seat; empty when an operator or the platform itself did it."""

    id = serializers.CharField()
    number = serializers.IntegerField()
    at = serializers.DateTimeField()
    action = serializers.CharField()
    told = LocalTextSerializer()
    actor = serializers.CharField()
    subject = serializers.CharField()
    detail = serializers.DictField()
    digest = serializers.CharField(help_text="Covers this entry and the digest before.")


class AuditPageSerializer(PageSerializer):
    results = AuditEntrySerializer(many=True)


class DeedCountSerializer(serializers.Serializer):
    action = serializers.CharField()
    told = LocalTextSerializer()
    count = serializers.IntegerField()
    last_at = serializers.DateTimeField()
