from __future__ import annotations

from django.apps import AppConfig


class RunsConfig(AppConfig):
    name = "simlab.runs"
    label = "runs"
