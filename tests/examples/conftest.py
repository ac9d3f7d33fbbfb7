"""The cast of the classroom and their run."""

from __future__ import annotations

from tests.classroom.conftest import ada, classroom, clients  # noqa: F401
