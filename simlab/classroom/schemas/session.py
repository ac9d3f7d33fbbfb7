"""Who is signed in, and what they take part in."""

from __future__ import annotations

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from simlab.classroom.schemas.courses import LANGUAGES
from simlab.classroom.schemas.texts import ROLES, RUN_STATES, LocalTextSerializer
from simlab.classroom.wording import wording


def missing(field: str, code: str) -> serializers.ValidationError:
    return serializers.ValidationError({field: ErrorDetail(wording(code), "required")})


class CredentialsSerializer(serializers.Serializer):
    """A user name, or the class code and the student number; then the password or what the slip says."""

    username = serializers.CharField(max_length=150, required=False)
    class_code = serializers.CharField(max_length=20, required=False)
    student_number = serializers.CharField(max_length=60, required=False)
    password = serializers.CharField(max_length=200, trim_whitespace=False, style={"input_type": "password"})

    def validate(self, attrs: dict[str, str]) -> dict[str, str]:
        if not (attrs.get("username") or (attrs.get("class_code") and attrs.get("student_number"))):
            raise missing("username", "sign_in_incomplete")
        return attrs


class OwnChangeSerializer(serializers.Serializer):
    """Only what is named is changed; a new password wants the present one."""

    language = serializers.ChoiceField(choices=LANGUAGES, required=False)
    password = serializers.CharField(max_length=200, trim_whitespace=False, required=False)
    new_password = serializers.CharField(max_length=200, trim_whitespace=False, required=False)

    def validate(self, attrs: dict[str, str]) -> dict[str, str]:
        if "new_password" in attrs and "password" not in attrs:
            raise missing("password", "wrong_password")
        return attrs


class UserBriefSerializer(serializers.Serializer):
    id = serializers.CharField()
    username = serializers.CharField()
    name = serializers.CharField()
    language = serializers.ChoiceField(choices=LANGUAGES, allow_null=True, help_text="As chosen; null: the browser's.")
    is_admin = serializers.BooleanField(help_text="Administrator of the platform.")


class CourseBriefSerializer(serializers.Serializer):
    id = serializers.CharField()
    name = serializers.CharField()
    term = serializers.CharField()
    language = serializers.CharField()
    time_zone = serializers.CharField()
    role = serializers.ChoiceField(choices=ROLES)


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
    is_practice = serializers.BooleanField(help_text="The person's own practice run.")
    store = OwnStoreSerializer(allow_null=True)


class SessionSerializer(serializers.Serializer):
    """`role`, `course` and `store` are those of the newest run; each run names its own as well."""

    user = UserBriefSerializer(allow_null=True)
    role = serializers.ChoiceField(choices=ROLES, allow_null=True)
    course = CourseBriefSerializer(allow_null=True)
    is_new = serializers.BooleanField(help_text="Nobody has an account here yet: an operator makes the first course.")
    courses = CourseBriefSerializer(many=True)
    runs = RunBriefSerializer(many=True)
    store = OwnStoreSerializer(allow_null=True)
