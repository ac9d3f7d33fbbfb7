"""The production profile as it is deployed: `simlab worker` and `simlab ticker` on PostgreSQL and Redis play what is asked for.

`python -m tests.races.production DAYS`; prints the digests of the run and how many buyers have names.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import Any

from tests import terms

PATIENCE_SECONDS = 60


def main() -> None:
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simlab.project.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    from simlab.runs import services

    run, days = terms.new_run(), int(sys.argv[1])
    parts = [_part("worker"), _part("ticker"), _part("ticker")]
    try:
        services.request_days(run, days=days)
        _wait(run)
    finally:
        codes = [_stopped(part) for part in parts]
    print(json.dumps({"digests": terms.digests(run), "nameless": _nameless(run), "codes": codes}))


def _part(name: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "simlab.project.cli", name], stdout=sys.stderr)


def _stopped(part: subprocess.Popen[bytes]) -> int:
    part.terminate()
    return part.wait(30)


def _wait(run: Any) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while run.intents.filter(done_at=None).exists():
        assert time.monotonic() < until, list(run.intents.values("kind", "due_day", "done_at", "error"))
        time.sleep(0.1)


def _nameless(run: Any) -> int:
    from orders.models import Buyer, Order

    buyers = set(Order.objects.of_run(run.pk).values_list("market", "buyer_no"))
    return len(buyers - set(Buyer.objects.of_run(run.pk).values_list("market", "buyer_no")))


if __name__ == "__main__":
    main()
