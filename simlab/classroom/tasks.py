from __future__ import annotations

from celery import shared_task

from simlab.classroom import chores


@shared_task(name="classroom.do_chores")
def do_chores() -> None:
    chores.do_chores()
