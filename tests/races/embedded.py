"""The embedded worker is killed in the middle of its days, twice, and started again. Prints the digests.

`python -m tests.races.embedded DAYS`, on SQLite in SIMLAB_HOME.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import Any

from tests import terms
from tests.patience import PATIENCE_SECONDS, wait_until


def main() -> None:
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simlab.project.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    from simlab.runs import services

    run, days = terms.new_run(), int(sys.argv[1])
    services.request_days(run, days=days)
    for kill_after in (days // 3, 2 * days // 3):
        worker = _worker()
        _wait(run, kill_after)
        worker.kill()
        worker.wait()
    worker = _worker()
    _wait(run, days)
    worker.send_signal(signal.SIGTERM)
    code = worker.wait(PATIENCE_SECONDS)
    print(json.dumps({"digests": terms.digests(run), "code": code}))


def _worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "simlab.project.cli", "worker"], stdout=sys.stderr)


def _wait(run: Any, day: int) -> None:
    def is_played() -> bool:
        run.refresh_from_db()
        return bool(run.day >= day)

    wait_until(is_played, lambda: run.day)


if __name__ == "__main__":
    main()
