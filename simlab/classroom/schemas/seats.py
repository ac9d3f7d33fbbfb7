"""The people of a course."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from simlab.classroom.schemas.texts import ROLES
from simlab.classroom.wording import wording
from simlab.runs.people.numbers import LONGEST_NUMBER, is_number, plain_number
from simlab.runs.people.seats import MOST_ANONYMOUS, team_roles

MOST_EXTRA_TIME_PERCENT = 200


class NumberField(serializers.CharField):
    """A student's or staff number, written in one way."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=LONGEST_NUMBER, **options)

    def to_internal_value(self, data: Any) -> str:
        number = plain_number(super().to_internal_value(data))
        if not is_number(number):
            raise serializers.ValidationError(wording("odd_number"), "odd_number")
        return number


class TeamRoleField(serializers.CharField):
    """One of the roles that decisions have; empty for all of them."""

    def to_internal_value(self, data: Any) -> str:
        role: str = super().to_internal_value(data)
        if role and role not in team_roles():
            raise serializers.ValidationError(wording("unknown_team_role"), "unknown_team_role")
        return role


class SeatSerializer(serializers.Serializer):
    id = serializers.CharField(help_text="Random; decisions and the audit chain know the person by it.")
    student_number = serializers.CharField()
    name = serializers.CharField()
    role = serializers.ChoiceField(choices=ROLES)
    section = serializers.CharField(allow_null=True)
    team = serializers.CharField(allow_null=True)
    team_role = serializers.CharField()
    extra_time_percent = serializers.IntegerField()
    anonymous = serializers.BooleanField()
    seen_at = serializers.DateTimeField(allow_null=True)
    left_at = serializers.DateTimeField(allow_null=True)
    can_sign_in = serializers.BooleanField(help_text="A slip was made, or the person has a password.")


class SeatChangeSerializer(serializers.Serializer):
    """Only what is named is changed. `left`: true to leave the course, false to come back to the same seat."""

    name = serializers.CharField(max_length=150, required=False)
    student_number = NumberField(required=False)
    role = serializers.ChoiceField(choices=ROLES, required=False)
    section = serializers.CharField(required=False, allow_null=True)
    team = serializers.CharField(required=False, allow_null=True)
    team_role = TeamRoleField(required=False, allow_blank=True)
    extra_time_percent = serializers.IntegerField(min_value=0, max_value=MOST_EXTRA_TIME_PERCENT, required=False)
    left = serializers.BooleanField(required=False)


class NewSeatSerializer(serializers.Serializer):
    name = serializers.CharField(max_length=150)
    student_number = NumberField()
    role = serializers.ChoiceField(choices=ROLES, required=False)
    section = serializers.CharField(required=False, allow_null=True)
    team = serializers.CharField(required=False, allow_null=True)
    team_role = TeamRoleField(required=False, allow_blank=True)
    extra_time_percent = serializers.IntegerField(min_value=0, max_value=MOST_EXTRA_TIME_PERCENT, required=False)


class AnonymousSeatsSerializer(serializers.Serializer):
    """Seats for whoever holds their slips, dealt to the teams in turn."""

    count = serializers.IntegerField(min_value=1, max_value=MOST_ANONYMOUS)
    section = serializers.CharField(required=False, allow_null=True)
    teams = serializers.ListField(child=serializers.CharField(), max_length=100, required=False)
