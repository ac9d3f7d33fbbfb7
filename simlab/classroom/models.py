"""What only the classroom needs: how people reach the API, what they were told, and what they looked at."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from simlab.runs.models import Run, Seat


class Profile(models.Model):
    """What a person chose for themselves; `language` is "" as long as the browser decides."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profile")
    language = models.CharField(max_length=8, default="", blank=True)
    notice_version = models.CharField(max_length=20, default="", blank=True)  # of the privacy notice that was read
    notice_at = models.DateTimeField(null=True, blank=True)


class AccessToken(models.Model):
    """A seat's key for machines. Only its hash is kept; `scopes` are among "read" and "decide"."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    token_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)


class Announcement(models.Model):
    """What the instructor says to everybody in a run."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="announcements")
    seat = models.ForeignKey(Seat, on_delete=models.SET_NULL, null=True, blank=True, related_name="announcements")
    day = models.SmallIntegerField()
    text = models.CharField(max_length=2000)
    created_at = models.DateTimeField(auto_now_add=True)


class ShockPreview(models.Model):
    """What a shock would do if it began when `day` opens: per store the change of its worth after two weeks."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="shock_previews")
    code = models.CharField(max_length=40)
    day = models.SmallIntegerField()
    effects = models.JSONField(default=list)  # [{store, mean_minor, low_minor, high_minor}]
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "code", "day"], name="one_preview_per_day")]


class ReportOpening(models.Model):
    """That a seat opened a report on a simulated day: once, and students are told so."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="report_openings")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="report_openings")
    report = models.CharField(max_length=40)
    day = models.SmallIntegerField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "seat", "report", "day"], name="one_opening_per_day")]


class GoalRule(models.Model):
    """Points of the rubric, never money: what reaching or missing a goal of this kind adds to the course mark."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="goal_rules")
    kpi = models.CharField(max_length=40)
    reached_e2 = models.SmallIntegerField(default=0)
    missed_e2 = models.SmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "kpi"], name="one_rule_per_kpi")]
