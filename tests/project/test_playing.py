from __future__ import annotations

import pytest
from django.utils import timezone
from typer.testing import CliRunner

from simlab.project.cli import app
from simlab.runs import services
from simlab.runs.models import Intent
from tests.terms import new_run


def said(*arguments: str) -> str:
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.django_db
def test_an_operator_reads_what_was_given_up_and_has_it_tried_again() -> None:
    run = new_run()
    services.request_days(run, days=1)
    assert said("failed") == ""
    Intent.objects.update(failed_at=timezone.now(), reason="database", error="OperationalError: disk full")
    told = said("failed")
    assert told.startswith(f"run {run.pk} day 0 advance 20")
    assert "database: OperationalError: disk full" in told
    assert said("retry", str(run.pk)) == f"run {run.pk}: 1 tried again\n"
    assert said("failed") == ""
