"""The Celery app: Redis workers in production, one in-process worker on the embedded profile."""

from __future__ import annotations

import os

from celery import Celery
from kombu import Queue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simlab.project.settings")

LONGEST_TASK_S = 1800
REDIS_URL = os.environ.get("REDIS_URL", "")
# What is not done after this long is sent again: the message may be lost, and twice does no harm.
RESEND_S = float(os.environ.get("SIMLAB_RESEND_S", 60))
CHORES_EVERY_S = float(os.environ.get("SIMLAB_CHORES_S", 3600))

app = Celery("simlab")
app.conf.update(
    broker_url=REDIS_URL or "memory://localhost/",
    task_serializer="json",
    accept_content=["json"],
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_ignore_result=True,
    task_default_queue="days",
    # Days wait for nothing but days; grading is heavy and may wait, exports longer, and so may buyers' names.
    # Each with a key of its own: queues that share the default key would each get every task.
    task_queues=[Queue(name, routing_key=name) for name in ("days", "grading", "exports", "chores")],
    task_routes={
        "scoring.*": {"queue": "grading"},
        "*.export_*": {"queue": "exports"},
        "orders.*": {"queue": "chores"},
        "classroom.foresee_shock": {"queue": "days"},  # a lecturer is waiting
        "classroom.*": {"queue": "chores"},
    },
    beat_schedule={"chores": {"task": "classroom.do_chores", "schedule": CHORES_EVERY_S}},
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    task_publish_retry_policy={"max_retries": 2, "interval_start": 0, "interval_step": 0.2, "interval_max": 0.2},
    worker_hijack_root_logger=False,
    enable_utc=True,
)
if REDIS_URL:
    # kombu looks for tasks of dead workers only every interval x throttle rounds (100 s by
    # default); 1 x 1 brings a killed day back seconds after its visibility ends.
    app.conf.worker_prefetch_multiplier = 1
    app.conf.task_time_limit = LONGEST_TASK_S - 60
    app.conf.broker_transport_options = {
        "visibility_timeout": float(os.environ.get("SIMLAB_VISIBILITY_S", LONGEST_TASK_S)),
        "unacked_restore_interval": 1,
        "unacked_restore_throttle": 1,
        "socket_timeout": 30,
        "socket_connect_timeout": 5,
        "socket_keepalive": True,
        "health_check_interval": 10,
    }
else:
    # A polling broker hands out prefetch tasks per poll, so both bound its throughput.
    app.conf.worker_prefetch_multiplier = 32
    app.conf.broker_transport_options = {"polling_interval": 0.005}
app.conf.include = ["simlab.project.watching"]
app.autodiscover_tasks(["simlab.engine", "orders", "scoring", "simlab.classroom"])
