"""The grade of one store, with its error bars."""

from __future__ import annotations

from rest_framework import serializers

from simlab.classroom.schemas.texts import LocalTextSerializer

WATERFALL_CODES = ["start", "skill", "luck", "shock", "remainder", "result"]


class ScoredStoreSerializer(serializers.Serializer):
    """Graders get an alias as `id` and `name`, and no team."""

    id = serializers.CharField()
    name = LocalTextSerializer()
    team = serializers.CharField(allow_null=True)


class LevelBandSerializer(serializers.Serializer):
    low_e2 = serializers.IntegerField()
    high_e2 = serializers.IntegerField()


class CompositeSerializer(serializers.Serializer):
    money_minor = serializers.IntegerField()
    se_minor = serializers.IntegerField()
    level_e2 = serializers.IntegerField()
    level_band = LevelBandSerializer()


class AxisScoreSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = LocalTextSerializer()
    level_e2 = serializers.IntegerField(allow_null=True)
    se_e2 = serializers.IntegerField(allow_null=True)
    money_minor = serializers.IntegerField()
    se_minor = serializers.IntegerField()
    measurable = serializers.BooleanField()


class WaterfallBarSerializer(serializers.Serializer):
    code = serializers.ChoiceField(choices=WATERFALL_CODES)
    money_minor = serializers.IntegerField()


class WeekScoreSerializer(serializers.Serializer):
    round = serializers.IntegerField()
    skill_minor = serializers.IntegerField()
    luck_minor = serializers.IntegerField()


class ScorecardSerializer(serializers.Serializer):
    """Money is in the home currency. `formative` until the run's grades are released."""

    store = ScoredStoreSerializer()
    formative = serializers.BooleanField()
    composite = CompositeSerializer()
    axes = AxisScoreSerializer(many=True)
    waterfall = WaterfallBarSerializer(many=True)
    weeks = WeekScoreSerializer(many=True)
    bot_rounds = serializers.ListField(
        child=serializers.IntegerField(), help_text="Rounds in which a bot held the seat: not scored."
    )
    hashes = serializers.DictField(child=serializers.CharField())
