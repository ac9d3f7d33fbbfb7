"""Who is signed in, and what they take part in."""

from __future__ import annotations

from rest_framework import serializers

from simlab.classroom.schemas.texts import ROLES, RUN_STATES, LocalTextSerializer


class CredentialsSerializer(serializers.Serializer):
    username = serializers.CharField(max_length=150)
    password = serializers.CharField(max_length=200, trim_whitespace=False, style={"input_type": "password"})


class UserBriefSerializer(serializers.Serializer):
    id = serializers.CharField()
    username = serializers.CharField()
    name = serializers.CharField()


class CourseBriefSerializer(serializers.Serializer):
    id = serializers.CharField()
    name = serializers.CharField()
    term = serializers.CharField()
    language = serializers.CharField()
    time_zone = serializers.CharField()


class OwnStoreSerializer(serializers.Serializer):
    """The store of the person's own team."""

    id = serializers.CharField()
    run = serializers.CharField()
    name = LocalTextSerializer()


class RunBriefSerializer(serializers.Serializer):
    id = serializers.CharField()
    title = LocalTextSerializer()
    course = serializers.CharField()
    role = serializers.ChoiceField(choices=ROLES)
    state = serializers.ChoiceField(choices=RUN_STATES)
    day = serializers.IntegerField(help_text="Number of closed days, which is the day that opens next.")
    days = serializers.IntegerField()
    date = serializers.DateField(help_text="Calendar date of `day`.")
    store = OwnStoreSerializer(allow_null=True)


class SessionSerializer(serializers.Serializer):
    """`role`, `course` and `store` are those of the newest run; each run names its own as well."""

    user = UserBriefSerializer(allow_null=True)
    role = serializers.ChoiceField(choices=ROLES, allow_null=True)
    course = CourseBriefSerializer(allow_null=True)
    runs = RunBriefSerializer(many=True)
    store = OwnStoreSerializer(allow_null=True)
