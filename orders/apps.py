from __future__ import annotations

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "orders"
    label = "orders"

    def ready(self) -> None:
        from orders import (  # noqa: F401  register the decision kinds of this app
            decisions,
            decisions_accounts,
            decisions_listing_tests,
            decisions_marketing,
            decisions_presentation,
            decisions_promotions,
            decisions_range,
            decisions_service,
            decisions_shortcuts,
        )
