"""`make bench`: every measured claim, into build/bench.json; each figure also under its dotted key."""

from __future__ import annotations

import json
import platform
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from bench.kernel import fork_figures, kernel_figures, scale_figures
from bench.persist import persist_figures
from bench.road import road_figures
from bench.scale import curve_figures
from bench.workers import workers_figures

PARTS: tuple[tuple[str, Callable[[], dict[str, Any]]], ...] = (
    ("kernel", kernel_figures),
    ("forks", fork_figures),
    ("scale", scale_figures),
    ("scale", curve_figures),
    ("kernel", road_figures),
    ("persist", persist_figures),
    ("workers", workers_figures),
)
# key: the bar, and whether to stay above it
BARS = {
    "kernel.orders_per_s": (300_000, True),
    "forks.world_days_per_s": (600, True),
    "kernel.simpy_ratio": (20, True),
    "persist.copy_ratio": (0.6, True),
    "persist.sqlite_ratio": (0.6, True),
    "day.ratio": (2.5, False),
    "removal.seconds": (2, False),
    "scale.cost_ratio": (1.2, False),
    "scale.order_cost_ratio": (1.3, False),
    "memory.peak_mb": (2_000, False),
    "workers.speedup_ratio": (0.85, True),
}


def main() -> None:
    started, found = time.perf_counter(), dict[str, Any]()
    for name, part in PARTS:
        found.setdefault(name, {}).update(part())
        print(name, json.dumps(found[name]), flush=True)
    found |= {name: found["persist"]["postgresql"].pop(name) for name in ("day", "removal")}
    found["memory"] = {"peak_mb": found["scale"].pop("peak_mb")}
    found |= {key: found["day"][key.partition(".")[2]] for key in ("day.p95_s", "day.copy_s")}
    found |= {"scale.curve": found["scale"]["curve"]}
    found |= {key: found[key.partition(".")[0]][key.partition(".")[2]] for key in BARS}
    found["machine"] = {"python": platform.python_version(), "numpy": np.__version__, "cpu": platform.machine()}
    found["seconds"] = round(time.perf_counter() - started)
    file = Path("build/bench.json")
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    for key, (bar, above) in BARS.items():
        print(f"{key:24} {_shown(found[key]):>12}   bar {'>=' if above else '<='} {bar:,}")


def _shown(figure: float | None) -> str:
    return "not measured" if figure is None else f"{figure:,}"


if __name__ == "__main__":
    main()
