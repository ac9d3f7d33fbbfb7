"""Decisions: what kinds there are, and what a team has decided."""

from __future__ import annotations

from rest_framework import serializers

from simlab.classroom.reads.decisions import EXPIRED
from simlab.classroom.schemas.pages import PageQuerySerializer, PageSerializer, code, one_of, ordering
from simlab.classroom.schemas.texts import LocalTextSerializer, ProblemSerializer
from simlab.runs.fields import UNITS
from simlab.runs.models import DecisionSource, DecisionState

SOURCES = [DecisionSource.WEB.value, DecisionSource.API.value, DecisionSource.BOT.value]
STATES = [*DecisionState.values, EXPIRED]


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


class DraftSerializer(serializers.Serializer):
    kind = serializers.CharField(max_length=64)
    payload = serializers.DictField()
    based_on = serializers.RegexField(
        r"^[0-9]{1,18}$",
        required=False,
        allow_null=True,
        help_text="`version` of the settings, or the id of the latest decision that was seen. "
        "When a team mate has changed the same since, the answer is 409 with both values.",
    )


class NewDecisionSerializer(DraftSerializer):
    idempotency_key = serializers.CharField(
        max_length=64, required=False, allow_null=True, help_text="The same key again gives the same decision."
    )


class DecisionSerializer(serializers.Serializer):
    """A `waiting` decision needs a team mate's approval before its day opens; then it is `expired`."""

    id = serializers.CharField()
    kind = serializers.CharField()
    payload = serializers.DictField(help_text="As it was sent; of a person's own words the salted hash.")
    text = serializers.CharField(allow_null=True, help_text="A person's own words, unless they were erased.")
    day = serializers.IntegerField(help_text="Days closed when it was made.")
    effective_day = serializers.IntegerField(help_text="It stands when this day opens.")
    source = serializers.ChoiceField(choices=SOURCES)  # type: ignore[assignment]
    state = serializers.ChoiceField(choices=STATES)
    by = serializers.CharField(allow_null=True, help_text="Name of the person who decided.")
    seat = serializers.CharField(allow_null=True, help_text="The random id of the seat that decided.")
    approved_by = serializers.CharField(allow_null=True, help_text="Who approved or declined it.")
    created_at = serializers.DateTimeField()


class DecisionQuerySerializer(PageQuerySerializer):
    ordering = ordering("effective_day")
    kind = code(64)
    source = one_of(SOURCES)  # type: ignore[assignment]
    state = one_of(STATES)
    effective_day = serializers.IntegerField(required=False, min_value=0, max_value=2000)


class DecisionPageSerializer(PageSerializer):
    results = DecisionSerializer(many=True)


class DecisionPreviewSerializer(serializers.Serializer):
    """What a decision would do. `standing` is the payload that would change nothing; null for what is done once."""

    kind = serializers.CharField()
    title = LocalTextSerializer()
    effect = LocalTextSerializer()
    payload = serializers.DictField()
    effective_day = serializers.IntegerField()
    standing = serializers.DictField(allow_null=True)
    cost_minor = serializers.IntegerField(allow_null=True, help_text="About what it binds; null where there is no sum.")
    currency = serializers.CharField()
    state = serializers.ChoiceField(choices=STATES, help_text="`waiting`: a team mate has to approve it.")
    conflict = DecisionSerializer(allow_null=True, help_text="A team mate's decision about the same since `based_on`.")


class CollisionSerializer(ProblemSerializer):
    """`yours` and `theirs` are there when a team mate has changed the same meanwhile (urn:simlab:problem:changed_meanwhile)."""

    yours = serializers.DictField(required=False, help_text="The payload that was sent.")
    theirs = DecisionSerializer(required=False)
