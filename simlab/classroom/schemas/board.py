"""The instructor's board and what an instructor says to everybody."""

from __future__ import annotations

from rest_framework import serializers

from simlab.classroom.schemas.account import STANDINGS
from simlab.classroom.schemas.texts import LocalTextSerializer


class BoardCasesSerializer(serializers.Serializer):
    open = serializers.IntegerField()
    due = serializers.IntegerField(help_text="Of the open ones: those whose time is over when the next day opens.")
    missed = serializers.IntegerField(help_text="Closed unanswered in the last 7 days.")


class LastDecisionSerializer(serializers.Serializer):
    """By a person of the team, or a program of theirs."""

    day = serializers.IntegerField()
    at = serializers.DateTimeField()
    count = serializers.IntegerField()


class BoardSeatsSerializer(serializers.Serializer):
    all = serializers.IntegerField()
    present = serializers.IntegerField(help_text="Looking at a page within the last three minutes.")
    last_seen_at = serializers.DateTimeField(allow_null=True)


class BoardTeamSerializer(serializers.Serializer):
    store = serializers.CharField()
    name = LocalTextSerializer()
    team = serializers.CharField(allow_null=True)
    bot = serializers.CharField(allow_null=True, help_text="The policy that holds the team's seat.")
    cash_minor = serializers.IntegerField(allow_null=True)
    profit_minor = serializers.IntegerField(allow_null=True)
    standing = serializers.ChoiceField(choices=STANDINGS, allow_null=True, help_text="Of the worst account.")
    health_e4 = serializers.IntegerField(allow_null=True)
    cases = BoardCasesSerializer()
    last_decision = LastDecisionSerializer(allow_null=True)
    seats = BoardSeatsSerializer()


class BoardSerializer(serializers.Serializer):
    """How every team is getting on, and how far the simulation is behind what was asked of it."""

    day = serializers.IntegerField()
    days = serializers.IntegerField()
    days_waiting = serializers.IntegerField(help_text="Days that were asked for and are not closed.")
    failed = serializers.IntegerField(help_text="Days and other work that were given up.")
    next_due_at = serializers.DateTimeField(allow_null=True)
    decisions_frozen = serializers.BooleanField()
    teams = BoardTeamSerializer(many=True)


class AnnouncementSerializer(serializers.Serializer):
    id = serializers.CharField()
    day = serializers.IntegerField()
    date = serializers.DateField(help_text="The simulated day on which it was said.")
    text = serializers.CharField()
    created_at = serializers.DateTimeField()


class NewAnnouncementSerializer(serializers.Serializer):
    text = serializers.CharField(max_length=2000)
