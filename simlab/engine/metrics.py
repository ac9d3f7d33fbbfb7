"""What the engine's work costs, for Prometheus. With PROMETHEUS_MULTIPROC_DIR all processes of a machine add up."""

from __future__ import annotations

from prometheus_client import Counter

DAYS = Counter("simlab_days", "Days closed.")
ORDERS = Counter("simlab_orders", "Orders of the days closed.")
DAY_SECONDS = Counter(
    "simlab_day_seconds", "Seconds spent on days closed: in the kernel, in the database, on all.", ["part"]
)
FORK_WORLD_DAYS = Counter("simlab_fork_world_days", "World-days played by forks, for grading.")
FORK_SECONDS = Counter("simlab_fork_seconds", "Seconds spent on forks.")


def day_closed(*, orders: int, kernel_seconds: float, database_seconds: float, seconds: float) -> None:
    DAYS.inc()
    ORDERS.inc(orders)
    DAY_SECONDS.labels("kernel").inc(kernel_seconds)
    DAY_SECONDS.labels("database").inc(database_seconds)
    DAY_SECONDS.labels("all").inc(seconds)


def forks_played(*, world_days: int, seconds: float) -> None:
    FORK_WORLD_DAYS.inc(world_days)
    FORK_SECONDS.inc(seconds)
