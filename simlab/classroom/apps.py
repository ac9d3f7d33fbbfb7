from __future__ import annotations

from django.apps import AppConfig


class ClassroomConfig(AppConfig):
    name = "simlab.classroom"
    label = "classroom"

    def ready(self) -> None:
        from simlab.classroom import announcing  # noqa: F401  listens to tasks that are done
