from __future__ import annotations

from django.apps import AppConfig

from simlab.core.heap import keep_freed_memory


class EngineConfig(AppConfig):
    name = "simlab.engine"
    label = "engine"

    def ready(self) -> None:
        keep_freed_memory()
