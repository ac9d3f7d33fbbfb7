"""Scenarios of a course: what a lecturer reads before choosing one."""

from __future__ import annotations

from rest_framework import serializers

from simlab.classroom.schemas.texts import LocalTextSerializer


class LessonWeekSerializer(serializers.Serializer):
    week = serializers.IntegerField()
    text = LocalTextSerializer()


class LessonStepSerializer(serializers.Serializer):
    minutes = serializers.IntegerField()
    text = LocalTextSerializer()


class LessonPageSerializer(serializers.Serializer):
    """The lecturer's page: the weeks of the game, a class of 90 minutes, hints, questions, what good work looks like."""

    plan = LessonWeekSerializer(many=True)
    session = LessonStepSerializer(many=True)
    hints = LocalTextSerializer(many=True)
    debrief = LocalTextSerializer(many=True)
    marking = LocalTextSerializer(many=True)


class ScenarioSerializer(serializers.Serializer):
    """A scenario of the course or of the library. `team_places`: how many teams can share one market."""

    id = serializers.CharField(
        allow_null=True, help_text="What a new run calls it; a shipped one goes by its code until the course uses it."
    )
    code = serializers.CharField()
    version = serializers.CharField()
    title = LocalTextSerializer()
    summary = LocalTextSerializer()
    learning_objectives = LocalTextSerializer(many=True)
    lesson = LessonPageSerializer()
    days = serializers.IntegerField()
    round_days = serializers.IntegerField()
    start_date = serializers.DateField()
    team_places = serializers.IntegerField()
    rivals = serializers.IntegerField()
    markets = serializers.ListField(child=serializers.CharField())
    tuned = serializers.BooleanField(help_text="A graded run opens only when its scenario is tuned.")
    for_practice = serializers.BooleanField(help_text="Students of the course may open practice runs of it.")
    shipped = serializers.BooleanField(help_text="It comes with SimLab, unchanged.")


class ScenarioFileSerializer(serializers.Serializer):
    text = serializers.CharField(max_length=240_000, trim_whitespace=False, help_text="A scenario file (YAML).")


class ScenarioChangeSerializer(serializers.Serializer):
    for_practice = serializers.BooleanField()
