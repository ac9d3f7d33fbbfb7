from __future__ import annotations

from django.apps import AppConfig


class RunsConfig(AppConfig):
    name = "simlab.runs"
    label = "runs"

    def ready(self) -> None:
        from simlab.runs import decisions  # noqa: F401  register the kinds of no domain
