"""What was graded, round by round and in sum, and by which frozen inputs. Money in home minor units, levels in hundredths."""

from __future__ import annotations

from django.db import models

from simlab.runs.models import Run, ScenarioVersion, Store


class Tuning(models.Model):
    """What grading a scenario version needs to know: weights of V0, gaps of the axes, anchors. Never changed once kept."""

    scenario_version = models.ForeignKey(ScenarioVersion, on_delete=models.CASCADE, related_name="tunings")
    content_hash = models.CharField(max_length=64, unique=True)
    content = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)


class ScoreRun(models.Model):
    """One grading of the days closed so far. `hashes` name everything that it rests on."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="score_runs")
    tuning = models.ForeignKey(Tuning, on_delete=models.PROTECT, related_name="score_runs")
    days = models.SmallIntegerField()
    input_hash = models.CharField(max_length=64)
    hashes = models.JSONField()
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "input_hash"], name="one_grading_of_the_same")]


class RoundScore(models.Model):
    """One store's round: worth as it opened and ended, what was expected, and what its decisions added.

    `axes` lists per axis: code, skill_minor, skill_se_minor, regret_minor, regret_se_minor.
    """

    score_run = models.ForeignKey(ScoreRun, on_delete=models.CASCADE, related_name="rounds")
    number = models.SmallIntegerField()
    world = models.SmallIntegerField()
    store = models.SmallIntegerField()
    opened_minor = models.BigIntegerField()
    ended_minor = models.BigIntegerField()
    expected_minor = models.BigIntegerField()
    expected_se_minor = models.BigIntegerField()
    skill_minor = models.BigIntegerField()
    skill_se_minor = models.BigIntegerField()
    composite_minor = models.BigIntegerField()
    composite_se_minor = models.BigIntegerField()
    axes = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["score_run", "number", "world", "store"], name="one_score_per_round")
        ]


class StoreScore(models.Model):
    """start + skill + luck + shock + remainder = result, exactly.

    The start is the opening worth and what the reference policy earns on average. The composite is the weighted sum of the axis skills.
    """

    score_run = models.ForeignKey(ScoreRun, on_delete=models.CASCADE, related_name="stores")
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="scores")
    start_minor = models.BigIntegerField()
    skill_minor = models.BigIntegerField()
    skill_se_minor = models.BigIntegerField()
    luck_minor = models.BigIntegerField()
    shock_minor = models.BigIntegerField()
    remainder_minor = models.BigIntegerField()
    result_minor = models.BigIntegerField()
    composite_minor = models.BigIntegerField()
    composite_se_minor = models.BigIntegerField()
    unclipped_e2 = models.IntegerField()
    level_e2 = models.SmallIntegerField()
    low_e2 = models.SmallIntegerField()
    high_e2 = models.SmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["score_run", "store"], name="one_score_per_store")]


class AxisScore(models.Model):
    """Skill is what the axis added to the reference policy; the level comes from the regret against the expert."""

    store_score = models.ForeignKey(StoreScore, on_delete=models.CASCADE, related_name="axes")
    position = models.SmallIntegerField()
    axis = models.CharField(max_length=20)
    skill_minor = models.BigIntegerField()
    skill_se_minor = models.BigIntegerField()
    regret_minor = models.BigIntegerField()
    regret_se_minor = models.BigIntegerField()
    unclipped_e2 = models.IntegerField()
    level_e2 = models.SmallIntegerField()
    level_se_e2 = models.IntegerField()
    measurable = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["store_score", "axis"], name="one_score_per_axis")]
