"""A worker is asked to stop in the middle of a day, by SIGTERM as `docker stop` does. Prints what it did with the day.

`python -m tests.races.stopping`, with DATABASE_URL and REDIS_URL. The day is held up by a lock on a row that it will want.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

from tests import terms
from tests.patience import PATIENCE_SECONDS, wait_until


def main() -> None:
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simlab.project.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    from django.db import transaction

    from simlab.project.celery import app
    from simlab.runs import services
    from simlab.runs.models import Run

    run = terms.new_run()
    services.request_days(run, days=5)
    command = [sys.executable, "-m", "simlab.project.cli", "worker", "--queues", "days"]
    worker = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        with transaction.atomic():
            Run.objects.select_for_update().get(pk=run.pk)
            app.send_task("engine.advance_run", args=[run.pk, 0])
            wait_until(_waits_for_the_row)
            worker.send_signal(signal.SIGTERM)
            # it has heard, and must still be there, since the day is
            stopping = _says(worker, "Warm shutdown") and worker.poll() is None and _waits_for_the_row()
        worker.communicate(timeout=PATIENCE_SECONDS)
    finally:
        worker.kill()
    run.refresh_from_db()
    print(json.dumps({"waited_for_its_day": stopping, "code": worker.returncode, "day": run.day}))


def _waits_for_the_row() -> bool:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])


def _says(worker: subprocess.Popen[str], words: str) -> bool:
    """Read what the worker says until it says this, or ends."""
    assert worker.stdout
    return any(words in line for line in worker.stdout)


if __name__ == "__main__":
    main()
