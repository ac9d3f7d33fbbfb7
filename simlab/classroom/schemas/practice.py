"""Practice runs: what a seat may practise on, and what it has under way."""

from __future__ import annotations

from rest_framework import serializers

from simlab.classroom.schemas.texts import RUN_STATES, LocalTextSerializer


class PracticeScenarioSerializer(serializers.Serializer):
    id = serializers.CharField()
    title = LocalTextSerializer()
    summary = LocalTextSerializer()
    learning_objectives = LocalTextSerializer(many=True)
    days = serializers.IntegerField()
    graded = serializers.BooleanField(help_text="A practice run of it gets a scorecard.")


class PracticeRunSerializer(serializers.Serializer):
    id = serializers.CharField()
    title = LocalTextSerializer()
    state = serializers.ChoiceField(choices=RUN_STATES)
    day = serializers.IntegerField()
    days = serializers.IntegerField()
    store = serializers.CharField()
    scored_days = serializers.IntegerField(allow_null=True, help_text="Days of the latest scorecard; null: none yet.")
    created_at = serializers.DateTimeField()


class PracticeSerializer(serializers.Serializer):
    """Of the unfinished runs the latest `kept_unfinished` are kept, of the finished the latest `kept_finished`."""

    scenarios = PracticeScenarioSerializer(many=True)
    runs = PracticeRunSerializer(many=True)
    kept_unfinished = serializers.IntegerField()
    kept_finished = serializers.IntegerField()


class NewPracticeSerializer(serializers.Serializer):
    scenario = serializers.CharField(max_length=18)
