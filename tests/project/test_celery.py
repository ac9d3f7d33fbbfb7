from __future__ import annotations

import pytest

from simlab.project.celery import app


@pytest.mark.parametrize(
    ("task", "queue"),
    [
        ("engine.advance_run", "days"),
        ("scoring.grade_round", "grading"),
        ("scoring.score_run", "grading"),
        ("orders.name_buyers", "chores"),
        ("classroom.do_chores", "chores"),
    ],
)
def test_a_task_goes_to_its_queue_and_no_other(task: str, queue: str) -> None:
    route = app.amqp.router.route({}, task)
    sent_to = route.get("queue") or app.amqp.queues[app.conf.task_default_queue]
    assert sent_to.name == queue
    shares_its_key = [other.name for other in app.amqp.queues.values() if other.routing_key == sent_to.routing_key]
    assert shares_its_key == [queue]
