"""A run as its class sees it: the public part of the world, the clock, the leaderboard."""

from __future__ import annotations

from rest_framework import serializers

from simlab.classroom.briefing import SECTIONS
from simlab.classroom.schemas.texts import CLOCKS, PURPOSES, ROLES, RUN_STATES, LocalTextSerializer
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
    next_due_at = serializers.DateTimeField(allow_null=True, help_text="When the clock plays on; null: by hand.")
    decisions_frozen = serializers.BooleanField()
    purpose = serializers.ChoiceField(choices=PURPOSES)
    branch_of = serializers.CharField(allow_null=True, help_text="The run from which it branched; for staff.")
    branch_day = serializers.IntegerField()
    released_seed = serializers.CharField(allow_null=True, help_text="Once the run is released.")
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
    next_due_at = serializers.DateTimeField(allow_null=True)


class ExtensionSerializer(serializers.Serializer):
    minutes = serializers.IntegerField(min_value=1, max_value=14 * 24 * 60)


class RunChangeSerializer(serializers.Serializer):
    state = serializers.ChoiceField(choices=RUN_STATES, required=False)
    title = serializers.CharField(max_length=200, required=False)
    decisions_frozen = serializers.BooleanField(required=False)
    tokens_allowed = serializers.BooleanField(required=False, help_text="Access tokens work in this graded run.")
    approval_above_minor = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=10**15, help_text="Home currency; null: never."
    )


class RunCopySerializer(serializers.Serializer):
    title = serializers.CharField(max_length=200)


class NewBranchSerializer(serializers.Serializer):
    day = serializers.IntegerField(
        min_value=1, max_value=400, help_text="So many days of the run are behind the branch."
    )
    title = serializers.CharField(max_length=200)
    same_luck = serializers.BooleanField(default=False, help_text="For a debrief, once the run is over.")


class RunSettingsSerializer(serializers.Serializer):
    id = serializers.CharField()
    title = serializers.CharField()
    state = serializers.ChoiceField(choices=RUN_STATES)
    day = serializers.IntegerField()
    decisions_frozen = serializers.BooleanField()
    tokens_allowed = serializers.BooleanField()
    approval_above_minor = serializers.IntegerField(allow_null=True)


class NewRunSerializer(serializers.Serializer):
    """`parallel` is the default of a graded run, a shared market that of a practice run; without `teams` all take part."""

    scenario = serializers.CharField(max_length=80, help_text="The id of a scenario of the course, or a shipped code.")
    title = serializers.CharField(max_length=200, required=False, help_text="Without one, the scenario's title.")
    teams = serializers.ListField(child=serializers.CharField(max_length=19), required=False, max_length=200)
    parallel = serializers.BooleanField(required=False, allow_null=True, default=None)
    purpose = serializers.ChoiceField(choices=PURPOSES, default="graded")
    clock = serializers.ChoiceField(choices=CLOCKS, default="manual")
    pace_seconds = serializers.IntegerField(min_value=1, max_value=3600, required=False, allow_null=True)
    timetable = serializers.ListField(child=LessonSerializer(), required=False, max_length=50)


class ClassRunSerializer(serializers.Serializer):
    """A run of the course as its staff list it."""

    id = serializers.CharField()
    title = LocalTextSerializer()
    purpose = serializers.ChoiceField(choices=PURPOSES)
    state = serializers.ChoiceField(choices=RUN_STATES)
    day = serializers.IntegerField()
    days = serializers.IntegerField()
    clock = serializers.ChoiceField(choices=CLOCKS)
    next_due_at = serializers.DateTimeField(allow_null=True)
    decisions_frozen = serializers.BooleanField()
    scenario = serializers.CharField(help_text="Code and version.")
    teams = serializers.IntegerField()
    worlds = serializers.IntegerField()
    branch_of = serializers.CharField(allow_null=True, help_text="The run from which it branched.")
    branch_day = serializers.IntegerField()
    owner = serializers.BooleanField(help_text="A student's own practice run.")
    created_at = serializers.DateTimeField()
