"""One world from a thousand to a million orders a day: seconds of a day and the memory that its process ever took.

20 teams, whose rows are recorded, and 40 rivals, as in a contest; parcels of four weeks are in flight when the clock starts.
Every size is played in a process of its own, because memory that a process once had tells nothing of the next size.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from typing import Any

from bench.kernel import warm
from bench.measure import median, seconds
from simlab.engine.world import compile_world
from tests.worlds import Size, document

SIZES = (1_000, 10_000, 100_000, 1_000_000)
STORES, TEAMS = 60, 20
TIMED_DAYS = 3


def curve_figures() -> dict[str, Any]:
    curve = [_measured(orders) for orders in SIZES]
    cost = {point["orders_per_day"]: point["us_per_order"] for point in curve}
    return {
        "curve": curve,
        "order_cost_ratio": round(cost[1_000_000] / cost[10_000], 3),
        "peak_mb": curve[-1]["peak_mb"],
    }


def _measured(orders_per_day: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.scale", str(orders_per_day)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    point: dict[str, Any] = json.loads(done.stdout)
    return point


def main() -> None:
    wanted = int(sys.argv[1])
    size = Size(stores=STORES, teams=TEAMS, orders_per_day=wanted, outside_share_e4=5_120)
    play = warm(compile_world(document(size)), 1)
    recorded = play.world.policy < 0
    orders = play.on(1, recorded)
    spent = [seconds(lambda: play.on(1, recorded)) for _ in range(TIMED_DAYS)]
    print(
        json.dumps(
            {
                "orders_per_day": wanted,
                "orders": orders,
                "seconds": round(median(spent), 4),
                "us_per_order": round(median(spent) / orders * 1e6, 3),
                "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
            }
        )
    )


if __name__ == "__main__":
    main()
