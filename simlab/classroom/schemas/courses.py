"""Institutions and courses, and the sections and teams of a course."""

from __future__ import annotations

import zoneinfo

from rest_framework import serializers

from simlab.classroom.schemas.texts import ROLES
from simlab.classroom.wording import wording

LANGUAGES = ["en", "zh"]


def known_time_zone(value: str) -> None:
    if value not in zoneinfo.available_timezones():
        raise serializers.ValidationError(wording("unknown_time_zone"), "unknown_time_zone")


class NameSerializer(serializers.Serializer):
    name = serializers.CharField(max_length=120)


class InstitutionSerializer(serializers.Serializer):
    id = serializers.CharField()
    uuid = serializers.UUIDField()
    name = serializers.CharField()


class NewInstitutionSerializer(serializers.Serializer):
    name = serializers.CharField(max_length=200)


class CourseRowSerializer(serializers.Serializer):
    """`role` is the reader's own seat; null for an administrator who has none."""

    id = serializers.CharField()
    name = serializers.CharField()
    term = serializers.CharField()
    institution = serializers.CharField()
    role = serializers.ChoiceField(choices=ROLES, allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)


class CourseSerializer(serializers.Serializer):
    id = serializers.CharField()
    institution = InstitutionSerializer()
    name = serializers.CharField()
    term = serializers.CharField()
    language = serializers.ChoiceField(choices=LANGUAGES)
    time_zone = serializers.CharField()
    class_code = serializers.CharField(help_text="What students type, with their number, to sign in.")
    roles_enforced = serializers.BooleanField(help_text="A seat with a team role decides only what is of that role.")
    ended_at = serializers.DateTimeField(allow_null=True)
    keep_days = serializers.IntegerField(help_text="So long after the end are personal data kept.")
    team_roles = serializers.ListField(child=serializers.CharField(), help_text="Roles that decisions have.")


class CourseTextsSerializer(serializers.Serializer):
    name = serializers.CharField(max_length=200)
    term = serializers.CharField(max_length=60)
    language = serializers.ChoiceField(choices=LANGUAGES, required=False)
    time_zone = serializers.CharField(max_length=60, required=False, validators=[known_time_zone])


class CourseChangeSerializer(CourseTextsSerializer):
    """Only what is named is changed."""

    name = serializers.CharField(max_length=200, required=False)
    term = serializers.CharField(max_length=60, required=False)
    roles_enforced = serializers.BooleanField(required=False)
    keep_days = serializers.IntegerField(min_value=0, max_value=3650, required=False)
    ended = serializers.BooleanField(required=False)


class NewCourseSerializer(CourseTextsSerializer):
    institution = serializers.CharField(help_text="Its id.")
    instructor_number = serializers.CharField(max_length=40)
    instructor_name = serializers.CharField(max_length=150)


class NewSignInSerializer(serializers.Serializer):
    """Told once; only a hash of the pass phrase is kept."""

    class_code = serializers.CharField()
    student_number = serializers.CharField()
    pass_phrase = serializers.CharField()


class NewCourseGivenSerializer(serializers.Serializer):
    course = CourseSerializer()
    instructor = NewSignInSerializer()


class ClassCodeSerializer(serializers.Serializer):
    class_code = serializers.CharField()


class GroupSerializer(serializers.Serializer):
    """A section or a team; `seats` counts those who have not left."""

    id = serializers.CharField()
    name = serializers.CharField()
    seats = serializers.IntegerField()
