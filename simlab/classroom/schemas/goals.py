"""Goals of teams, and the points that an instructor gives for them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from simlab.classroom.goal_figures import STATUSES
from simlab.classroom.goals import ALERTS
from simlab.classroom.schemas.texts import LocalTextSerializer
from simlab.classroom.wording import wording
from simlab.runs.kpis import KPI_CODES, UNITS

_MOST_POINTS_E2 = 10_000


class KpiSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = LocalTextSerializer()
    unit = serializers.ChoiceField(choices=UNITS)
    more_is_better = serializers.BooleanField()


class GoalSerializer(serializers.Serializer):
    """Over the closed days of its round. `projected`: what it comes to if it goes on like this."""

    round = serializers.IntegerField(help_text="From 0.")
    kpi = serializers.CharField()
    target = serializers.IntegerField()
    value = serializers.IntegerField(allow_null=True)
    projected = serializers.IntegerField(allow_null=True)
    status = serializers.ChoiceField(choices=STATUSES)
    counts = serializers.BooleanField(help_text="It stood when its round opened; later ones bring no points.")
    points_e2 = serializers.IntegerField(help_text="Hundredths of a point of the rubric, once the round is over.")


class AlertSerializer(serializers.Serializer):
    """`cases_lapsed`: the standing policy answered because nobody did."""

    alert = serializers.ChoiceField(choices=ALERTS)
    kpi = serializers.CharField(allow_null=True)
    count = serializers.IntegerField()


class StoreGoalsSerializer(serializers.Serializer):
    round = serializers.IntegerField(help_text="The round of the next day, from 0.")
    rounds = serializers.IntegerField()
    round_days = serializers.IntegerField()
    kpis = KpiSerializer(many=True)
    goals = GoalSerializer(many=True)
    alerts = AlertSerializer(many=True)
    points_e2 = serializers.IntegerField()


class TeamGoalsSerializer(serializers.Serializer):
    store = serializers.CharField()
    name = LocalTextSerializer()
    goals = GoalSerializer(many=True, help_text="Of this round.")
    reached = serializers.IntegerField(help_text="Goals reached in the rounds that are over.")
    missed = serializers.IntegerField()
    alerts = AlertSerializer(many=True)
    points_e2 = serializers.IntegerField()


class RunGoalsSerializer(serializers.Serializer):
    round = serializers.IntegerField()
    rounds = serializers.IntegerField()
    kpis = KpiSerializer(many=True)
    teams = TeamGoalsSerializer(many=True)


class PointsRuleSerializer(serializers.Serializer):
    kpi = serializers.ChoiceField(choices=KPI_CODES)
    reached_e2 = serializers.IntegerField(min_value=0, max_value=_MOST_POINTS_E2)
    missed_e2 = serializers.IntegerField(min_value=-_MOST_POINTS_E2, max_value=0)


class PointsRulesSerializer(serializers.Serializer):
    """Hundredths of a point of the rubric; never money in the world."""

    rules = PointsRuleSerializer(many=True)

    def validate_rules(self, rules: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if len({rule["kpi"] for rule in rules}) < len(rules):
            raise serializers.ValidationError(wording("named_twice"), "named_twice")
        return rules
