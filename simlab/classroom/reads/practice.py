"""What a seat may practise on, and its own runs."""

from __future__ import annotations

from typing import Any

from django.db.models import Max, OuterRef, Subquery

from scoring.models import ScoreRun
from scoring.selectors import tuned_among
from simlab.classroom.access import CourseAccess
from simlab.classroom.reads.session import shown_title
from simlab.runs.models import CourseScenario, Run, Store
from simlab.runs.practice import KEPT_FINISHED, KEPT_UNFINISHED

Shown = dict[str, Any]


def practice(access: CourseAccess) -> Shown:
    return {
        "scenarios": _scenarios(access),
        "runs": practice_runs(access),
        "kept_unfinished": KEPT_UNFINISHED,
        "kept_finished": KEPT_FINISHED,
    }


def practice_runs(access: CourseAccess) -> list[Shown]:
    """The own runs, the newest first."""
    scored = ScoreRun.objects.filter(run=OuterRef("pk"), finished_at__isnull=False).order_by().values("run")
    own = Store.objects.filter(world__run=OuterRef("pk"), policy="").values("pk")
    runs = Run.objects.filter(owner=access.seat).annotate(
        scored_days=Subquery(scored.annotate(most=Max("days")).values("most")), store=Subquery(own[:1])
    )
    known = runs.select_related("scenario_version").defer("scenario_version__document")
    return [_run(run) for run in known.order_by("-pk")]


def _run(run: Any) -> Shown:
    names = ("state", "day", "days", "scored_days", "created_at")
    return {name: getattr(run, name) for name in names} | {
        "id": str(run.pk),
        "title": shown_title(run),
        "store": str(run.store),
    }


def _scenarios(access: CourseAccess) -> list[Shown]:
    places = CourseScenario.objects.filter(course=access.course, for_practice=True).select_related("scenario_version")
    versions = [place.scenario_version for place in places.order_by("-pk")]
    tuned = tuned_among(versions)
    names = ("title", "summary", "learning_objectives", "days")
    return [
        {"id": str(version.pk), "graded": version.pk in tuned} | {name: version.resolved[name] for name in names}
        for version in versions
    ]
