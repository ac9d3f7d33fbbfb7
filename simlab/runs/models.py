"""The facts: who plays what, what they decided, and which days are closed."""

from __future__ import annotations

import json
import secrets
import uuid
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

CODE_LETTERS = "ACDEFHJKMNPRTUVWXY34679"  # none that is read as another


def new_class_code() -> str:
    """Eight characters that can be read out in a classroom."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(8))


class Institution(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200, unique=True)


class Course(models.Model):
    """`axis_weights_e2` overrides the scenario's weights; `keep_days` is how long personal data stay after `ended_at`."""

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="courses")
    name = models.CharField(max_length=200)
    term = models.CharField(max_length=60)
    language = models.CharField(max_length=8, default="en")
    time_zone = models.CharField(max_length=60, default="Asia/Shanghai")
    class_code = models.CharField(max_length=8, unique=True, default=new_class_code)
    axis_weights_e2 = models.JSONField(default=dict, blank=True)
    roles_enforced = models.BooleanField(default=False)  # a seat with a team role decides only what is of that role
    ended_at = models.DateTimeField(null=True, blank=True)
    keep_days = models.PositiveSmallIntegerField(default=365)


class Section(models.Model):
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="sections")
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "name"], name="one_section_per_name")]


class Team(models.Model):
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="teams")
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "name"], name="one_team_per_name")]


class SeatRole(models.TextChoices):
    STUDENT = "student"
    INSTRUCTOR = "instructor"
    ASSISTANT = "assistant"  # teaches, but changes neither people nor roles
    GRADER = "grader"  # sees aliases only
    MENTOR = "mentor"  # from an enterprise: sees aliases only and marks chosen criteria
    OBSERVER = "observer"


class Seat(models.Model):
    """A person in a course; a student's seat is in a team.

    Decisions and the audit chain know a seat by `public_id`, which is random, so a person can be erased from it: then
    `user` is null and number and name are empty.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="seats"
    )
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="seats")
    section = models.ForeignKey(Section, on_delete=models.SET_NULL, null=True, blank=True, related_name="seats")
    role = models.CharField(max_length=12, choices=SeatRole.choices)
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, blank=True, related_name="seats")
    student_number = models.CharField(max_length=40, default="", blank=True)
    team_role = models.CharField(max_length=20, default="", blank=True)  # the role of decision kinds; "" decides all
    extra_time_percent = models.PositiveSmallIntegerField(default=0)
    anonymous = models.BooleanField(default=False)  # nobody's name: who holds the slip holds the seat
    seen_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "course"], name="one_seat_per_course"),
            models.UniqueConstraint(
                fields=["course", "student_number"], condition=~Q(student_number=""), name="one_seat_per_number"
            ),
        ]


class ScenarioVersion(models.Model):
    """One resolved document, frozen: the text is hashed, so it is kept as text."""

    code = models.CharField(max_length=80)
    version = models.CharField(max_length=40)
    content_hash = models.CharField(max_length=64, unique=True)
    document = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    @cached_property
    def resolved(self) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.document)
        return document


class CourseScenario(models.Model):
    """A scenario version on a course's shelf: its runs are made of these, and of those for practice students make theirs."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="shelf")
    scenario_version = models.ForeignKey(ScenarioVersion, on_delete=models.CASCADE, related_name="shelves")
    for_practice = models.BooleanField(default=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "scenario_version"], name="one_place_on_a_shelf")]


class RunState(models.TextChoices):
    DRAFT = "draft"
    OPEN = "open"  # students may look and decide; no day has been played
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    GRADED = "graded"
    RELEASED = "released"


class Clock(models.TextChoices):
    MANUAL = "manual"
    PACED = "paced"  # a simulated day every `pace_seconds`
    TIMETABLE = "timetable"  # so many days at given hours of the week


class Purpose(models.TextChoices):
    PRACTICE = "practice"  # as often as one likes, its own seed, feedback at once
    GRADED = "graded"


class Run(models.Model):
    """`day` is the number of closed days, which is also the next day to play.

    A branch goes on from `parent_day` closed days of `parent`, with luck of its own from there.
    """

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="runs")
    scenario_version = models.ForeignKey(ScenarioVersion, on_delete=models.PROTECT, related_name="runs")
    title = models.CharField(max_length=200)
    purpose = models.CharField(max_length=10, choices=Purpose.choices, default=Purpose.GRADED)
    owner = models.ForeignKey(Seat, on_delete=models.SET_NULL, null=True, blank=True, related_name="practice_runs")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="branches")
    parent_day = models.SmallIntegerField(default=0)
    seed_hex = models.CharField(max_length=32)
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.DRAFT)
    day = models.SmallIntegerField(default=0)
    days = models.SmallIntegerField()
    clock = models.CharField(max_length=10, choices=Clock.choices, default=Clock.MANUAL)
    pace_seconds = models.PositiveIntegerField(default=60)
    timetable = models.JSONField(default=list, blank=True)  # [{"weekday": 0 to 6, "at": "HH:MM", "days": n}]
    next_due_at = models.DateTimeField(null=True, blank=True)
    postponed_seconds = models.PositiveIntegerField(
        default=0
    )  # by so much `next_due_at` lies after the clock's own hour
    team_places = models.PositiveSmallIntegerField(
        null=True, blank=True
    )  # taken in a world; null: all of the scenario's
    decisions_frozen = models.BooleanField(default=False)
    tokens_allowed = models.BooleanField(default=False)  # in a graded run; practice always allows them
    approval_above_minor = models.BigIntegerField(null=True, blank=True)  # home currency; above it a team mate confirms
    created_at = models.DateTimeField(auto_now_add=True)


class World(models.Model):
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="worlds")
    number = models.SmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="one_world_per_number")]


class Store(models.Model):
    """`number` is the store's position in its world; a `policy` plays it when a bot holds the seat."""

    world = models.ForeignKey(World, on_delete=models.CASCADE, related_name="stores")
    number = models.SmallIntegerField()
    name_en = models.CharField(max_length=120)
    name_zh = models.CharField(max_length=120)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="stores")
    policy = models.CharField(max_length=20, default="", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["world", "number"], name="one_store_per_number")]


class BotSpell(models.Model):
    """The days from `from_day` to before `until_day` that a bot played in a team's seat: they are not scored."""

    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="bot_spells")
    policy = models.CharField(max_length=20)
    from_day = models.SmallIntegerField()
    until_day = models.SmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["store"], condition=Q(until_day=None), name="one_bot_at_a_time")]


class DecisionSource(models.TextChoices):
    WEB = "web"
    API = "api"
    BOT = "bot"
    INSTRUCTOR = "inst", "instructor"


class DecisionState(models.TextChoices):
    STANDING = "standing"
    WAITING = "waiting"  # for a team mate's approval
    DECLINED = "declined"
    CANCELLED = "cancelled"  # before its day opened


class DecisionQuerySet(models.QuerySet["Decision"]):
    def standing(self) -> DecisionQuerySet:
        """Those that take effect."""
        return self.filter(state=DecisionState.STANDING)

    def alive(self, day: int) -> DecisionQuerySet:
        """Those that stand, and those that may still be approved before this day opens."""
        return self.filter(Q(state=DecisionState.STANDING) | Q(state=DecisionState.WAITING, effective_day__gte=day))


class Decision(models.Model):
    """Append-only but for `state`. `rows` are [kind no, target, field, value] and take effect when `effective_day` opens.

    Only standing decisions take effect.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="decisions")
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="decisions")
    seat = models.ForeignKey(Seat, on_delete=models.SET_NULL, null=True, related_name="decisions")
    source = models.CharField(max_length=4, choices=DecisionSource.choices)
    kind = models.CharField(max_length=40)
    day = models.SmallIntegerField()
    effective_day = models.SmallIntegerField()
    payload = models.JSONField()
    rows = models.JSONField()
    state = models.CharField(max_length=9, choices=DecisionState.choices, default=DecisionState.STANDING)
    approved_by = models.ForeignKey(Seat, on_delete=models.SET_NULL, null=True, blank=True, related_name="approvals")
    created_at = models.DateTimeField(auto_now_add=True)
    idempotency_key = models.CharField(max_length=80, default="", blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["run", "effective_day"], name="decision_in_effect")]
        constraints = [
            models.UniqueConstraint(
                fields=["store", "idempotency_key"],
                condition=~Q(idempotency_key=""),
                name="one_decision_per_key",
            )
        ]


class FreeText(models.Model):
    """What a person wrote. A decision's payload and every digest hold only `salted_hash`, so the text can be erased."""

    seat = models.ForeignKey(Seat, on_delete=models.SET_NULL, null=True, blank=True, related_name="texts")
    salted_hash = models.CharField(max_length=64, unique=True)
    salt = models.CharField(max_length=32)
    text = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)


class AuditEntry(models.Model):
    """Append-only and chained: `digest` covers the entry and the digest before. Persons are named by a seat's public id."""

    number = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    action = models.CharField(max_length=40)
    actor = models.CharField(max_length=40, default="", blank=True)
    course = models.ForeignKey(Course, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    course_key = models.CharField(max_length=20, default="", blank=True)  # stays in the chain when a course is deleted
    subject = models.CharField(max_length=120, default="", blank=True)
    detail = models.JSONField(default=dict)
    previous_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)


class FailureReason(models.TextChoices):
    """What an instructor is told; the operator reads `error`."""

    FAULT = "fault"  # the code or its data is wrong: trying again will hardly help
    LOST = "lost"  # whoever did the work ended in the middle of it, again and again
    DATABASE = "database"
    MEMORY = "memory"
    UNTUNED = "untuned"


class Intent(models.Model):
    """Something to be done by a task; the ticker enqueues it until it is done or given up."""

    kind = models.CharField(max_length=40)
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="intents")
    due_day = models.SmallIntegerField(default=0)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)  # begun since it last succeeded
    retry_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)  # given up, until someone says: again
    reason = models.CharField(max_length=8, choices=FailureReason.choices, default="", blank=True)
    error = models.TextField(default="", blank=True)

    class Meta:
        indexes = [models.Index(fields=["id"], condition=Q(done_at=None), name="intent_open")]
        constraints = [
            models.UniqueConstraint(
                fields=["run"], condition=Q(kind="advance", done_at=None), name="one_open_advance_per_run"
            )
        ]


class Lease(models.Model):
    """Who does a thing that one process is to do at a time; whoever renews it in time keeps it."""

    name = models.CharField(max_length=40, primary_key=True)
    holder = models.CharField(max_length=80)
    until_at = models.DateTimeField()


class DayClose(models.Model):
    """Proof that a day was played once: its digest, chained, and the state the next day opens with."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="day_closes")
    day = models.SmallIntegerField()
    engine_version = models.CharField(max_length=20)
    numpy_version = models.CharField(max_length=20)
    state_version = models.SmallIntegerField()
    previous_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    table_digests = models.JSONField()
    snapshot = models.BinaryField(null=True)
    orders = models.IntegerField()
    seconds = models.FloatField()
    kernel_seconds = models.FloatField()
    closed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "day"], name="one_close_per_day")]
