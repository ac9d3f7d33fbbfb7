"""The rules of access, by name: every method of every endpoint names one, and the base view asks it before anything else.

A rule says which relations to the thing addressed it lets through, which is what the access matrix of the tests is made
from, and how the thing is found for a person. Whoever may not know of a thing gets 404; who may know but not do, 403.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from simlab.classroom import access
from simlab.runs.models import SeatRole

STAFF = frozenset({SeatRole.INSTRUCTOR.value, SeatRole.ASSISTANT.value})
MARKERS = STAFF | {SeatRole.GRADER.value, SeatRole.MENTOR.value}
EVERYONE = frozenset(role.value for role in SeatRole)


@dataclass(frozen=True)
class Rule:
    """`roles`: seats in the course that are let through; `own`: about a store or a practice run, which its own team or owner reaches as well.

    `admins`: about the platform; nobody but its administrators. `by_token`: a machine may do it with an access token.
    """

    name: str
    roles: frozenset[str]
    grant: Callable[..., Any]
    own: bool = False
    admins: bool = False
    by_token: bool = False


def _nothing(user: Any, **_: str) -> None:
    """For what is not about anything in particular."""


PUBLIC = Rule("anyone", frozenset(), _nothing)
PERSON = Rule("signed in", frozenset(), _nothing)
ADMINS = Rule("platform admins", frozenset(), access.platform_admin, admins=True)

COURSE_SEATED = Rule("course seated", EVERYONE, access.course_access)
PRACTISING = Rule("practising", EVERYONE, access.course_access, by_token=True)
COURSE_STAFF = Rule("course staff", STAFF, access.staffed_course)
COURSE_OWNER = Rule("course owner", frozenset({SeatRole.INSTRUCTOR.value}), access.owned_course)

RUN_SEATED = Rule("run seated", EVERYONE, access.run_access, by_token=True)
RUN_STAFF = Rule("run staff", STAFF, access.taught_run, by_token=True)
RUN_OWNER = Rule("run owner", frozenset({SeatRole.INSTRUCTOR.value}), access.instructed_run)
RUN_MARKERS = Rule("run markers", MARKERS, access.marked_run, by_token=True)

STORE_READERS = Rule("store readers", STAFF, access.store_access, own=True, by_token=True)
STORE_DECIDERS = Rule("store deciders", frozenset(), access.own_store, own=True, by_token=True)

PRACTICE_OWNER = Rule("practice owner", frozenset(), access.own_practice, own=True, by_token=True)
