"""A class list: what it would change, and the slips that are made for those in it."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from simlab.classroom.schemas.texts import ROLES
from simlab.runs.people.roster.difference import FIELDS


class RosterUploadSerializer(serializers.Serializer):
    """Without `confirm` nothing is written; with the `digest` of a difference exactly that one is."""

    file = serializers.FileField(help_text="CSV (comma, semicolon or tab; UTF-8, UTF-16 or GBK) or XLSX, up to 1 MB.")
    whole = serializers.BooleanField(
        required=False,
        help_text="Students who are not in the list leave; if it names sections, only those of its sections.",
    )
    confirm = serializers.CharField(required=False, max_length=64)


class NewcomerSerializer(serializers.Serializer):
    number = serializers.CharField()
    name = serializers.CharField()
    role = serializers.ChoiceField(choices=ROLES)
    section = serializers.CharField()
    team = serializers.CharField()
    team_role = serializers.CharField()
    extra_time_percent = serializers.IntegerField()


class FieldChangeSerializer(serializers.Serializer):
    field = serializers.ChoiceField(choices=list(FIELDS))
    before = serializers.CharField()
    after = serializers.CharField()


class PersonChangeSerializer(serializers.Serializer):
    """`returns`: has left and comes back to the same seat."""

    seat = serializers.CharField()
    number = serializers.CharField()
    name = serializers.CharField()
    returns = serializers.BooleanField()
    changes = FieldChangeSerializer(many=True)


class LeaverSerializer(serializers.Serializer):
    seat = serializers.CharField()
    number = serializers.CharField()
    name = serializers.CharField()


class DifferenceSerializer(serializers.Serializer):
    applied = serializers.BooleanField()
    digest = serializers.CharField(help_text="To be sent as `confirm`.")
    added = NewcomerSerializer(many=True)
    changed = PersonChangeSerializer(many=True)
    leaves = LeaverSerializer(many=True)
    unchanged = serializers.IntegerField()
    new_sections = serializers.ListField(child=serializers.CharField())
    new_teams = serializers.ListField(child=serializers.CharField())


class JoinSerializer(serializers.Serializer):
    class_code = serializers.CharField()
    url = serializers.CharField(help_text="Opens the sign-in with the class code filled in.")
    qr = serializers.CharField(help_text="The same as a QR code: a data URI of an SVG picture.")


class SlipsWantedSerializer(serializers.Serializer):
    """Named seats; or the students of a section, or all, who cannot sign in yet, with `renew` also the others."""

    seats = serializers.ListField(child=serializers.UUIDField(), max_length=2000, required=False)
    section = serializers.CharField(required=False, allow_null=True)
    renew = serializers.BooleanField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return {"seats": [], "section": None, "renew": False} | attrs


class SlipSerializer(serializers.Serializer):
    """Told once; only a hash of the pass phrase is kept."""

    seat = serializers.CharField()
    student_number = serializers.CharField()
    name = serializers.CharField()
    section = serializers.CharField()
    team = serializers.CharField()
    pass_phrase = serializers.CharField()


class SlipsSerializer(serializers.Serializer):
    course = serializers.CharField()
    join = JoinSerializer()
    slips = SlipSerializer(many=True)
