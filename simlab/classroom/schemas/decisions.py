"""Decisions: what kinds there are, and what a team has decided."""

from __future__ import annotations

from rest_framework import serializers

from simlab.classroom.schemas.texts import LocalTextSerializer
from simlab.runs.fields import UNITS


class DecisionKindSerializer(serializers.Serializer):
    code = serializers.CharField()
    axis = serializers.CharField()
    title = LocalTextSerializer()
    schema = serializers.DictField(help_text="JSON Schema of the payload.")


class FormOptionSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = LocalTextSerializer()


class FormFieldSerializer(serializers.Serializer):
    """A field of a payload; `options` are the codes that may stand in it. The code of a level is its number.

    `unit` says what an integer counts: minor units of the home currency, of the market's, or of the currency that the form names;
    hundredths; or a day, which people count from 1.
    """

    name = serializers.CharField()
    title = LocalTextSerializer()
    type = serializers.ChoiceField(choices=["integer", "level", "boolean", "code", "codes", "text"])
    required = serializers.BooleanField()  # type: ignore[assignment]
    unit = serializers.ChoiceField(choices=UNITS, allow_null=True)
    minimum = serializers.IntegerField(allow_null=True)
    maximum = serializers.IntegerField(allow_null=True)
    options = FormOptionSerializer(many=True)


class DecisionFormSerializer(serializers.Serializer):
    code = serializers.CharField()
    axis = serializers.CharField()
    role = serializers.CharField()
    title = LocalTextSerializer()
    does = LocalTextSerializer(help_text="What it changes, what it costs, and when.")
    fields = FormFieldSerializer(many=True)  # type: ignore[assignment]


class StandingQuerySerializer(serializers.Serializer):
    kind = serializers.CharField(max_length=64)


class StandingValueSerializer(serializers.Serializer):
    """What stands when the next day opens. `of` names what is set, `values` to what, both by the fields of the payload."""

    of = serializers.DictField()
    values = serializers.DictField()


class NewDecisionSerializer(serializers.Serializer):
    kind = serializers.CharField(max_length=64)
    payload = serializers.DictField()
    idempotency_key = serializers.CharField(max_length=64, required=False, allow_null=True)


class DecisionSerializer(serializers.Serializer):
    id = serializers.CharField()
    kind = serializers.CharField()
    payload = serializers.DictField()
    day = serializers.IntegerField(help_text="Days closed when it was made.")
    effective_day = serializers.IntegerField(help_text="It stands when this day opens.")
    source = serializers.ChoiceField(choices=["web", "api", "bot"])  # type: ignore[assignment]
    by = serializers.CharField(allow_null=True, help_text="Name of the person who decided.")
    created_at = serializers.DateTimeField()
