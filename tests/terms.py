"""A run to play: Ada's and Ben's teams in a small world. `python -m tests.terms DAYS` plays one and prints its digests."""

from __future__ import annotations

import json
import os
import sys
from typing import Any

SEED_HEX = f"{7:032x}"


def new_run(
    *, bots: tuple[str, ...] = ("expert", "novice"), seed_hex: str = SEED_HEX, parallel: bool = False, **changes: Any
) -> Any:
    """A running run of the small world; bots hold the teams' seats unless `bots` is empty."""
    from simlab.runs import services
    from simlab.runs.models import Course, Institution, Team
    from tests.worlds import document

    institution, _ = Institution.objects.get_or_create(name="Harbour College")
    course, _ = Course.objects.get_or_create(institution=institution, name="Trade", term="autumn")
    teams = [Team.objects.get_or_create(course=course, name=name)[0] for name in ("Ada's", "Ben's")]
    made = document(**(changes | ({"teams": 1} if parallel else {})))
    new = services.NewRun(
        course=course,
        scenario_version=services.freeze_scenario(made),
        title="Autumn",
        teams=teams,
        parallel=parallel,
        bots=bots,
        seed_hex=seed_hex,
    )
    run = services.create_run(new)
    services.open_run(run)
    services.start_run(run)
    return run


def play(run: Any, days: int) -> None:
    from simlab.engine.advance import advance_run

    for day in range(run.day, run.day + days):
        assert advance_run(run.pk, day)
    run.refresh_from_db()


def digests(run: Any) -> list[str]:
    from simlab.runs.models import DayClose

    return list(DayClose.objects.filter(run=run).order_by("day").values_list("digest", flat=True))


def main() -> None:
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simlab.project.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    from simlab.engine.verify import verify_run

    run = new_run()
    play(run, int(sys.argv[1]))
    print(json.dumps({"digests": digests(run), "findings": verify_run(run).findings}))


if __name__ == "__main__":
    main()
