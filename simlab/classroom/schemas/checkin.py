"""Who is there, and the bots that stand in."""

from __future__ import annotations

from rest_framework import serializers

from simlab.classroom.schemas.texts import LocalTextSerializer
from simlab.runs.seating import BOTS


class SeenSeatSerializer(serializers.Serializer):
    id = serializers.CharField()
    student_number = serializers.CharField()
    name = serializers.CharField()
    seen_at = serializers.DateTimeField(allow_null=True)
    is_here = serializers.BooleanField(help_text="Seen within the last minutes.")


class TeamCheckInSerializer(serializers.Serializer):
    """`bot` stands in for the team since `bot_from_day`; rounds that it touches are not scored."""

    store = serializers.CharField()
    name = LocalTextSerializer()
    team = serializers.CharField()
    bot = serializers.CharField(allow_null=True)
    bot_from_day = serializers.IntegerField(allow_null=True)
    is_empty = serializers.BooleanField(help_text="Nobody of the team is here.")
    seats = SeenSeatSerializer(many=True)


class CheckInSerializer(serializers.Serializer):
    teams = TeamCheckInSerializer(many=True)
    without_store = SeenSeatSerializer(many=True, help_text="Students whose team has no store in this run.")


class BotChoiceSerializer(serializers.Serializer):
    bot = serializers.ChoiceField(choices=list(BOTS))


class SeatedSerializer(serializers.Serializer):
    bot = serializers.CharField(allow_null=True)
    from_day = serializers.IntegerField(help_text="The first day that opens like this.")
