"""Who is in the demo: a course, four teams whose seats bots hold, a student, the instructor and a grader."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from simlab.runs import services
from simlab.runs.models import Course, Institution, Run, ScenarioVersion, Seat, SeatRole, Store, Team
from simlab.runs.shelf import put_on_shelf

TEAMS = (
    ("Lotus", "莲花", "expert"),
    ("Kite", "纸鸢", "rule"),
    ("Lantern", "灯笼", "novice"),
    ("Plum", "梅花", "random"),
)
PEOPLE = (
    ("ada", "Ada", SeatRole.STUDENT),
    ("lin", "Lin", SeatRole.INSTRUCTOR),
    ("grace", "Grace", SeatRole.GRADER),
)
SEED_HEX = "5eed0f1f1e1d1c1b1a19181716151413"
WORDS = """
    amber anchor apple autumn bamboo barley beacon birch breeze bridge candle canvas cedar cherry cinnamon clay
    cloud clover cobalt coral cotton cricket crystal daisy dawn delta drum ember falcon fern field finch flint
    forest garden ginger glacier granite harbor hazel heron honey island ivory jade jasmine juniper kettle lagoon
    lantern laurel lemon lilac linen lotus maple marble meadow mint misty morning moss mountain nectar oasis ocean
    olive opal orchid otter paper pebble pepper pine planet plum pollen prairie quartz quiet rain raven reed
    ribbon river robin saffron sail sand sesame shell silver sparrow spring stone summer sunset swan tea thistle
    thunder tide timber tulip valley velvet violet walnut water willow winter wren
"""


@dataclass(frozen=True)
class Cast:
    run: Run
    sign_ins: list[tuple[str, str, str]]  # role, user name, password


@transaction.atomic
def assemble(version: ScenarioVersion) -> Cast:
    """A new run in the demo course. Asked again, people and teams stay, and everyone gets a new password."""
    institution, _ = Institution.objects.get_or_create(name="SimLab")
    course, _ = Course.objects.get_or_create(institution=institution, name="Demo", term="1")
    teams = [Team.objects.get_or_create(course=course, name=name)[0] for name, _, _ in TEAMS]
    words = WORDS.split()
    password = "-".join(secrets.choice(words) for _ in range(4))
    for username, name, role in PEOPLE:
        _seat(course, _person(username, name, password), role, teams[0] if role == SeatRole.STUDENT else None)
    run = services.create_run(
        services.NewRun(
            course=course,
            scenario_version=version,
            title=version.resolved["title"]["en"],
            teams=teams,
            bots=[policy for _, _, policy in TEAMS],
            names_zh=[name for _, name, _ in TEAMS],
            seed_hex=SEED_HEX,
        )
    )
    services.open_run(run)
    put_on_shelf(course, version)
    return Cast(run, [(role.value, username, password) for username, _, role in PEOPLE])


def hand_over(run: Run) -> None:
    """The bot leaves the seat of the student's team, so that Ada plays on from the day it reached."""
    Store.objects.filter(world__run=run, team__name=TEAMS[0][0]).update(policy="")


def _person(username: str, name: str, password: str) -> User:
    user, _ = User.objects.get_or_create(username=username, defaults={"first_name": name})
    user.set_password(password)
    user.save(update_fields=["password"])
    return user


def _seat(course: Course, user: User, role: str, team: Team | None) -> None:
    Seat.objects.update_or_create(course=course, user=user, defaults={"role": role, "team": team})
