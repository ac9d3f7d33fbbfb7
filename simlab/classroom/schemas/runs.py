"""A run as its class sees it: the public part of the world, the clock, the leaderboard."""

from __future__ import annotations

from rest_framework import serializers

from simlab.classroom.briefing import SECTIONS
from simlab.classroom.schemas.texts import CLOCKS, ROLES, RUN_STATES, LocalTextSerializer
from simlab.core.fronts import MARKETPLACE, OWN_SITE


class ScenarioBriefSerializer(serializers.Serializer):
    code = serializers.CharField()
    version = serializers.CharField()
    title = LocalTextSerializer()
    summary = LocalTextSerializer()


class NamedSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = LocalTextSerializer()


class MarketSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = LocalTextSerializer()
    currency = serializers.CharField()
    minor_digits = serializers.IntegerField()
    lat = serializers.FloatField()
    lon = serializers.FloatField()


class SkuSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = LocalTextSerializer()
    category = serializers.CharField()
    unit_cost_minor = serializers.IntegerField()
    weight_g = serializers.IntegerField()


class WarehouseSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = LocalTextSerializer()
    market = serializers.CharField(allow_null=True, help_text="Empty for the domestic warehouse.")
    lat = serializers.FloatField()
    lon = serializers.FloatField()


class RunStoreSerializer(serializers.Serializer):
    """A store on the market. Graders get an alias as `id` and `name` of a team's store."""

    id = serializers.CharField()
    name = LocalTextSerializer()
    team = serializers.CharField(allow_null=True)
    is_rival = serializers.BooleanField()


class LessonSerializer(serializers.Serializer):
    """So many days are played at this hour of the week, by the clock of the course's time zone."""

    weekday = serializers.IntegerField(min_value=0, max_value=6, help_text="0 is Monday.")
    at = serializers.TimeField(format="%H:%M", input_formats=["%H:%M"])
    days = serializers.IntegerField(min_value=1, max_value=400)


class ChannelSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = LocalTextSerializer()
    kind = serializers.ChoiceField(choices=[MARKETPLACE, OWN_SITE])


class RunDetailSerializer(serializers.Serializer):
    id = serializers.CharField()
    title = LocalTextSerializer()
    role = serializers.ChoiceField(choices=ROLES)
    state = serializers.ChoiceField(choices=RUN_STATES)
    day = serializers.IntegerField(help_text="Number of closed days, which is the day that opens next.")
    days = serializers.IntegerField()
    round_days = serializers.IntegerField()
    date = serializers.DateField(help_text="Calendar date of `day`.")
    start_date = serializers.DateField()
    clock = serializers.ChoiceField(choices=CLOCKS)
    pace_seconds = serializers.IntegerField(allow_null=True)
    timetable = LessonSerializer(many=True)
    home_currency = serializers.CharField()
    home_minor_digits = serializers.IntegerField()
    sections = serializers.ListField(
        child=serializers.ChoiceField(choices=SECTIONS), help_text="Optional parts of the world that the scenario has."
    )
    scenario = ScenarioBriefSerializer()
    channels = ChannelSerializer(many=True)
    markets = MarketSerializer(many=True)
    categories = NamedSerializer(many=True)
    skus = SkuSerializer(many=True)
    payment_methods = NamedSerializer(many=True)
    services = NamedSerializer(many=True)
    warehouses = WarehouseSerializer(many=True)
    stores = RunStoreSerializer(many=True)


class RankedStoreSerializer(serializers.Serializer):
    id = serializers.CharField()
    name = LocalTextSerializer()
    team = serializers.CharField(allow_null=True)
    is_bot = serializers.BooleanField()


class LeaderboardRowSerializer(serializers.Serializer):
    """One store, best first. Instructors get every store, graders aliases, students their own row."""

    rank = serializers.IntegerField()
    store = RankedStoreSerializer()
    profit_minor = serializers.IntegerField(help_text="Home currency; what the store gained since it opened.")
    orders = serializers.IntegerField(help_text="Orders paid for since the store opened.")
    rating_e2 = serializers.IntegerField(allow_null=True)
    cash_minor = serializers.IntegerField()
    on_time_e4 = serializers.IntegerField(allow_null=True)


class MoreDaysSerializer(serializers.Serializer):
    days = serializers.IntegerField(min_value=1, max_value=400, default=1)


class DaysDueSerializer(serializers.Serializer):
    due_day = serializers.IntegerField(help_text="Number of closed days once everything asked for is played.")


class ClockChangeSerializer(serializers.Serializer):
    clock = serializers.ChoiceField(choices=CLOCKS)
    pace_seconds = serializers.IntegerField(min_value=1, max_value=3600, required=False, allow_null=True)
    timetable = serializers.ListField(child=LessonSerializer(), required=False, max_length=50)


class ClockSerializer(serializers.Serializer):
    clock = serializers.ChoiceField(choices=CLOCKS)
    pace_seconds = serializers.IntegerField(allow_null=True)
    timetable = LessonSerializer(many=True)


class RunStateChangeSerializer(serializers.Serializer):
    state = serializers.ChoiceField(choices=RUN_STATES)


class RunStateSerializer(serializers.Serializer):
    id = serializers.CharField()
    state = serializers.ChoiceField(choices=RUN_STATES)
    day = serializers.IntegerField()
