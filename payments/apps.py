from __future__ import annotations

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "payments"
    label = "payments"

    def ready(self) -> None:
        from payments import (  # noqa: F401  they register the decision kinds of this app
            decisions,
            decisions_bank,
            decisions_disputes,
            decisions_subsidies,
        )
