"""Tasks that are done between days change what is on screen too: buyers get names, a grading ends.

On the embedded profile the live server sees it in the database file; with Redis it is told here.
"""

from __future__ import annotations

from typing import Any

from celery.signals import task_success
from django.conf import settings

from simlab.engine.announce import announce_day
from simlab.runs.intents import GRADE_ROUND
from simlab.runs.models import Intent, Run

TOPICS = {"orders.name_buyers": "orders", "scoring.grade_round": "scorecards"}


@task_success.connect
def tell_of_task(sender: Any, **_: object) -> None:
    topic = TOPICS.get(sender.name)
    if not topic or not settings.REDIS_URL:
        return
    _, run_id, _ = sender.request.args
    if topic == "scorecards" and Intent.objects.filter(run=run_id, kind=GRADE_ROUND, done_at=None).exists():
        return  # the scorecards change when the last round is in
    run = Run.objects.only("day", "state").get(pk=run_id)
    announce_day(run.pk, run.day, run.state, [topic])
