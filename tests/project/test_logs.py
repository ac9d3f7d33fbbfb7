"""A line of the log says of which run, day and task it speaks, in words or as JSON."""

from __future__ import annotations

import json
import subprocess
import sys

SCRIPT = """
import logging, logging.config, os, types
os.environ["DJANGO_SETTINGS_MODULE"] = "simlab.project.settings"
import django
django.setup()
from simlab.project.logs import logging_config
from simlab.project.watching import count_the_task, name_the_task
logging.config.dictConfig(logging_config("INFO", as_json={as_json}))
task = types.SimpleNamespace(name="engine.advance_run")
name_the_task("an-id", task, args=[7, 17])
logging.getLogger("simlab.engine.advance").info("day closed", extra={{"orders": 900}})
try:
    1 / 0
except ZeroDivisionError:
    logging.getLogger("celery.app.trace").exception("the task failed")
count_the_task("an-id", task, state="FAILURE")
logging.getLogger("simlab.classroom").info("买家")
logging.getLogger("celery").info("chatter")
"""


def lines(*, as_json: bool) -> list[str]:
    script = [sys.executable, "-c", SCRIPT.format(as_json=as_json)]
    done = subprocess.run(script, check=True, capture_output=True, text=True, encoding="utf-8")
    return done.stderr.splitlines()


def test_json_lines_name_run_day_and_task() -> None:
    closed, failed, after = (json.loads(line) for line in lines(as_json=True))
    assert {name: closed[name] for name in ("event", "run", "day", "task", "task_id", "orders", "level")} == {
        "event": "day closed",
        "run": 7,
        "day": 17,
        "task": "engine.advance_run",
        "task_id": "an-id",
        "orders": 900,
        "level": "info",
    }
    assert closed["timestamp"].endswith("Z")
    assert (failed["run"], failed["level"]) == (7, "error")
    assert "ZeroDivisionError" in failed["exception"]
    assert after["event"] == "买家"
    assert "run" not in after


def test_lines_for_people_say_the_same() -> None:
    told = lines(as_json=False)
    assert "day closed" in told[0]
    assert "run=7" in told[0]
    assert "day=17" in told[0]
    assert any("ZeroDivisionError" in line for line in told)
