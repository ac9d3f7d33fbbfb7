from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, register


class ProjectConfig(AppConfig):
    name = "simlab.project"

    def ready(self) -> None:
        register(safe_to_start, Tags.security)


def safe_to_start(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """No command of manage.py works with what endangers a platform of the production profile."""
    from simlab.project.dangers import dangers

    return [Error(f"{found.en}\n{found.zh}", id="simlab.E001") for found in dangers()]
