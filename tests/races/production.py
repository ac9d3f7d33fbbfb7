"""The production profile as it is deployed: `simlab worker` and `simlab ticker` on PostgreSQL and Redis play what is asked for.

`python -m tests.races.production DAYS`; prints the digests of the run, how many buyers have no name, and the worker's own count of days.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import urllib.request
from typing import Any

from tests import terms
from tests.patience import wait_until
from tests.servers import free_port


def main() -> None:
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simlab.project.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    from simlab.runs import services

    run, days, port = terms.new_run(), int(sys.argv[1]), free_port()
    parts = [_part("worker", SIMLAB_METRICS_PORT=str(port)), _part("ticker"), _part("ticker"), _part("beat")]
    try:
        services.request_days(run, days=days)
        asked = run.intents.filter(done_at=None)
        wait_until(lambda: not asked.exists(), lambda: list(asked.values("kind", "due_day", "error")))
        counted = _counted(port)
    finally:
        codes = [_stopped(part) for part in parts]
    told = {"digests": terms.digests(run), "nameless": _nameless(run), "codes": codes, "counted": counted}
    print(json.dumps(told))


def _part(name: str, **environment: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "simlab.project.cli", name]
    return subprocess.Popen(command, stdout=sys.stderr, env=os.environ | environment)


def _counted(port: int) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        found = re.search(r"^simlab_days_total (\S+)$", answer.read().decode(), re.MULTILINE)
    return int(float(found[1])) if found else 0


def _stopped(part: subprocess.Popen[bytes]) -> int:
    part.terminate()
    return part.wait(30)


def _nameless(run: Any) -> int:
    from orders.models import Buyer, Order

    buyers = set(Order.objects.of_run(run.pk).values_list("market", "buyer_no"))
    return len(buyers - set(Buyer.objects.of_run(run.pk).values_list("market", "buyer_no")))


if __name__ == "__main__":
    main()
