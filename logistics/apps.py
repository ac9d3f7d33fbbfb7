from __future__ import annotations

from django.apps import AppConfig


class LogisticsConfig(AppConfig):
    name = "logistics"
    label = "logistics"

    def ready(self) -> None:
        from logistics import (  # noqa: F401  register the decision kinds of this app
            decisions,
            decisions_customs,
            decisions_parcels,
            decisions_supply,
            decisions_warehouses,
        )
