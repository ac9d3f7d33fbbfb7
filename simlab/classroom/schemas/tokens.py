"""Personal access tokens."""

from __future__ import annotations

from rest_framework import serializers

from simlab.classroom.tokens import MOST_DAYS, SCOPES


class NewTokenSerializer(serializers.Serializer):
    name = serializers.CharField(max_length=80)
    scopes = serializers.ListField(child=serializers.ChoiceField(choices=SCOPES), min_length=1, max_length=len(SCOPES))
    days = serializers.IntegerField(min_value=1, max_value=MOST_DAYS, help_text="Until it expires: at most a term.")


class AccessTokenSerializer(serializers.Serializer):
    id = serializers.CharField()
    name = serializers.CharField()
    scopes = serializers.ListField(child=serializers.ChoiceField(choices=SCOPES))
    created_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    last_used_at = serializers.DateTimeField(allow_null=True, help_text="To the minute.")
    revoked_at = serializers.DateTimeField(allow_null=True)


class CreatedTokenSerializer(AccessTokenSerializer):
    token = serializers.CharField(help_text="Shown this once.")
