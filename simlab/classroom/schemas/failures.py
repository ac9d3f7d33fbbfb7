"""Work for a run that failed, as its instructor sees it."""

from __future__ import annotations

from rest_framework import serializers

from simlab.runs.models import FailureReason


class FailureSerializer(serializers.Serializer):
    """A day that could not be played, or other work for the run. Nothing of it was kept."""

    kind = serializers.CharField(help_text="`advance` is a day; others are `score`, `grade_round`, `name_buyers`.")
    day = serializers.IntegerField(help_text="The simulated day it is about, counted from 0.")
    failure_reason = serializers.ChoiceField(choices=FailureReason.values)
    detail = serializers.CharField(help_text="For whoever looks after the platform.")
    attempts = serializers.IntegerField()
    given_up = serializers.BooleanField(help_text="Waits for someone to say: again. Otherwise it is tried by itself.")


class RetriedSerializer(serializers.Serializer):
    retried = serializers.IntegerField(help_text="How many pieces of work are tried again.")
