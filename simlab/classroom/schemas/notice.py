"""The privacy notice."""

from __future__ import annotations

from rest_framework import serializers

from simlab.classroom.schemas.texts import LocalTextSerializer


class NoticePartSerializer(serializers.Serializer):
    title = LocalTextSerializer()
    text = LocalTextSerializer()


class NoticeSerializer(serializers.Serializer):
    version = serializers.CharField()
    contact = serializers.CharField(help_text="Whom to ask beside the instructor; may be empty.")
    parts = NoticePartSerializer(many=True)
    read_at = serializers.DateTimeField(allow_null=True, help_text="When the person read this version of it.")


class NoticeReadSerializer(serializers.Serializer):
    version = serializers.CharField(max_length=20, help_text="Of the notice that was read.")
