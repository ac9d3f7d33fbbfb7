"""What is kept of a person, as it is handed out."""

from __future__ import annotations

from rest_framework import serializers

from simlab.classroom.schemas.texts import ROLES


class AccountDataSerializer(serializers.Serializer):
    username = serializers.CharField()
    name = serializers.CharField()
    email = serializers.CharField()
    joined_at = serializers.DateTimeField()
    last_sign_in_at = serializers.DateTimeField(allow_null=True)
    language = serializers.CharField(required=False)
    notice_version = serializers.CharField(required=False)
    notice_at = serializers.DateTimeField(required=False, allow_null=True)


class SeatDataSerializer(serializers.Serializer):
    public_id = serializers.CharField()
    course = serializers.CharField()
    term = serializers.CharField()
    section = serializers.CharField(allow_null=True)
    team = serializers.CharField(allow_null=True)
    role = serializers.ChoiceField(choices=ROLES)
    student_number = serializers.CharField()
    team_role = serializers.CharField()
    extra_time_percent = serializers.IntegerField()
    anonymous = serializers.BooleanField()
    seen_at = serializers.DateTimeField(allow_null=True)
    left_at = serializers.DateTimeField(allow_null=True)


class StoreDataSerializer(serializers.Serializer):
    id = serializers.CharField()
    run = serializers.CharField()
    en = serializers.CharField()
    zh = serializers.CharField()


class DecisionDataSerializer(serializers.Serializer):
    """`made_by` and `approved_by_seat` are random ids of seats."""

    id = serializers.CharField()
    run_id = serializers.CharField()
    store_id = serializers.CharField()
    kind = serializers.CharField()
    day = serializers.IntegerField()
    effective_day = serializers.IntegerField()
    payload = serializers.DictField(help_text="`salted_hash` stands for one of the `texts`.")
    state = serializers.CharField()
    made_with = serializers.CharField(help_text="The page, the API, a bot.")
    created_at = serializers.DateTimeField()
    made_by = serializers.CharField(allow_null=True)
    approved_by_seat = serializers.CharField(allow_null=True)


class TextDataSerializer(serializers.Serializer):
    salted_hash = serializers.CharField()
    text = serializers.CharField()
    created_at = serializers.DateTimeField()


class AnnouncementDataSerializer(serializers.Serializer):
    run_id = serializers.CharField()
    day = serializers.IntegerField()
    text = serializers.CharField()
    created_at = serializers.DateTimeField()


class ReportOpenedSerializer(serializers.Serializer):
    run_id = serializers.CharField()
    report = serializers.CharField()
    day = serializers.IntegerField()
    at = serializers.DateTimeField()


class TokenDataSerializer(serializers.Serializer):
    name = serializers.CharField()
    scopes = serializers.ListField(child=serializers.CharField())
    created_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    last_used_at = serializers.DateTimeField(allow_null=True)
    revoked_at = serializers.DateTimeField(allow_null=True)


class TrailSerializer(serializers.Serializer):
    number = serializers.IntegerField()
    at = serializers.DateTimeField()
    action = serializers.CharField()
    actor = serializers.CharField()
    subject = serializers.CharField()


class SeatsDataSerializer(serializers.Serializer):
    """`stores` are those of the person's teams; their figures and scorecards have addresses of their own."""

    seats = SeatDataSerializer(many=True)
    stores = StoreDataSerializer(many=True)
    decisions = DecisionDataSerializer(many=True)
    texts = TextDataSerializer(many=True)
    announcements = AnnouncementDataSerializer(many=True)
    reports_opened = ReportOpenedSerializer(many=True)
    tokens = TokenDataSerializer(many=True)
    audit = TrailSerializer(many=True)


class PersonDataSerializer(SeatsDataSerializer):
    """The password and the keys of tokens are kept as hashes only and are not in it."""

    account = AccountDataSerializer()
