"""Pieces that every schema uses."""

from __future__ import annotations

from rest_framework import serializers

from simlab.core.states import OrderStatus
from simlab.runs.models import SeatRole

ROLES = list(SeatRole.values)
RUN_STATES = ["draft", "open", "running", "paused", "finished", "graded", "released"]
PURPOSES = ["practice", "graded"]
CLOCKS = ["manual", "paced", "timetable"]
ORDER_STATUSES = [status.name.lower() for status in OrderStatus]


class LocalTextSerializer(serializers.Serializer):
    """A text for people in every language of the product."""

    en = serializers.CharField()
    zh = serializers.CharField()


class ProblemErrorSerializer(serializers.Serializer):
    pointer = serializers.CharField(help_text="JSON pointer into the request body; empty for the whole of it.")
    code = serializers.CharField()
    detail = serializers.CharField()
    field = serializers.CharField(
        required=False, help_text="Of a mistake in an uploaded file: JSON pointer into the file."
    )
    line = serializers.IntegerField(required=False, help_text="Of a mistake in an uploaded file: its line.")


class ProblemSerializer(serializers.Serializer):
    """What went wrong (RFC 9457), in the language of Accept-Language."""

    type = serializers.CharField(help_text="A stable name of the problem: about:blank or urn:simlab:problem:<code>.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    errors = ProblemErrorSerializer(many=True)  # type: ignore[assignment]
