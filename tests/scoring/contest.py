"""Four threads grade one run at once, every round twice. Prints the scorecards and how many rows were kept."""

from __future__ import annotations

import json
import os
import random
from concurrent.futures import ThreadPoolExecutor
from typing import Any

DAYS, THREADS = 10, 4


def main() -> None:
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simlab.project.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    from scoring import selectors
    from scoring.models import RoundScore, ScoreRun, StoreScore
    from simlab.runs.models import Intent
    from tests import terms
    from tests.scoring.plain import tuned_run

    run = tuned_run()
    terms.play(run, DAYS)
    _together(_ask, [run] * THREADS)
    asked = list(Intent.objects.filter(run=run, kind="grade_round"))
    tasks = asked * 2
    random.Random(1).shuffle(tasks)
    _together(_grade, tasks)
    kept = [model.objects.count() for model in (ScoreRun, RoundScore, StoreScore)]
    undone = Intent.objects.filter(run=run, kind="grade_round", done_at=None).count()
    print(json.dumps({"cards": selectors.scorecards(run), "kept": kept, "undone": undone}))


def _ask(run: Any) -> None:
    from scoring.services import request_grading

    request_grading(run.pk)


def _grade(intent: Any) -> None:
    from scoring.tasks import grade_round

    grade_round.run(intent.pk, intent.run_id, intent.due_day)


def _together(work: Any, items: list[Any]) -> None:
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda item: _alone(work, item), items))


def _alone(work: Any, item: Any) -> None:
    from django.db import connections

    try:
        work(item)
    finally:
        connections.close_all()


if __name__ == "__main__":
    main()
