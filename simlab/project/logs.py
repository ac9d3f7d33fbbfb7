"""Log lines: for people on the embedded profile, one JSON object a line in production, both with run, day and task id."""

from __future__ import annotations

from typing import Any

from structlog import contextvars, processors, stdlib
from structlog.dev import ConsoleRenderer

OWN = ("simlab", "orders", "logistics", "payments", "scoring")


def logging_config(level: str, *, as_json: bool) -> dict[str, Any]:
    """For settings.LOGGING; `level` is that of SimLab's own code, others speak when something is wrong."""
    shared = [
        contextvars.merge_contextvars,
        stdlib.add_logger_name,
        stdlib.add_log_level,
        stdlib.ExtraAdder(),
        processors.TimeStamper(fmt="iso", utc=True),
    ]
    last = [processors.format_exc_info, processors.JSONRenderer(ensure_ascii=False)] if as_json else [_for_people()]
    line = {
        "()": stdlib.ProcessorFormatter,
        "foreign_pre_chain": shared,
        "processors": [stdlib.ProcessorFormatter.remove_processors_meta, *last],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": line},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {name: {"level": level} for name in OWN},
    }


def _for_people() -> ConsoleRenderer:
    return ConsoleRenderer(colors=False, pad_event_to=0)
