"""The Celery app: Redis workers in production, one in-process worker on the embedded profile."""

from __future__ import annotations

import os

from celery import Celery
from kombu import Queue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simlab.project.settings")

LONGEST_TASK_S = 1800
REDIS_URL = os.environ.get("REDIS_URL", "")

app = Celery("simlab")
app.conf.update(
    broker_url=REDIS_URL or "memory://localhost/",
    result_backend=REDIS_URL or "cache+memory://",
    task_serializer="json",
    result_serializer="json",
    accept_content=["json"],
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_ignore_result=True,
    task_default_queue="simlab",
    # Grading is heavy and may wait; in production it has workers of its own.
    task_queues=[Queue("simlab"), Queue("grading")],
    task_routes={"scoring.*": {"queue": "grading"}},
    broker_connection_retry_on_startup=True,
    worker_hijack_root_logger=False,
    enable_utc=True,
)
if REDIS_URL:
    # kombu looks for tasks of dead workers only every interval x throttle rounds (100 s by
    # default); 1 x 1 brings a killed day back seconds after its visibility ends.
    app.conf.worker_prefetch_multiplier = 1
    app.conf.broker_transport_options = {
        "visibility_timeout": int(os.environ.get("SIMLAB_VISIBILITY_S", LONGEST_TASK_S)),
        "unacked_restore_interval": 1,
        "unacked_restore_throttle": 1,
    }
else:
    # A polling broker hands out prefetch tasks per poll, so both bound its throughput.
    app.conf.worker_prefetch_multiplier = 32
    app.conf.broker_transport_options = {"polling_interval": 0.005}
app.autodiscover_tasks(["simlab.engine", "orders", "scoring", "simlab.classroom"])
