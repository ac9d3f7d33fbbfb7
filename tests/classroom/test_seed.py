"""No endpoint tells the seed of a run before it is released, to nobody."""

from __future__ import annotations

import pytest
from django.test import Client

from simlab.runs.models import Run, RunState
from tests.classroom.conftest import Classroom
from tests.classroom.test_access_matrix import ENDPOINTS, addressed

KNOWN = {"course", "run", "store", "practice"}
READS = [each for each in ENDPOINTS if each.method == "get" and set(each.names) <= KNOWN]


@pytest.mark.parametrize("person", ["ada", "ben", "lin", "grace"])
def test_no_endpoint_tells_a_seed_that_is_not_released(
    person: str, classroom: Classroom, clients: dict[str, Client]
) -> None:
    names = addressed(classroom)
    Run.objects.filter(pk=classroom.run.pk).update(state=RunState.GRADED)
    secrets = set(Run.objects.values_list("seed_hex", flat=True))
    secrets |= {str(int(secret, 16)) for secret in secrets}
    assert len(READS) > 30
    for endpoint in READS:
        body = clients[person].get(endpoint.path.format(**names)).content.decode()
        assert not [secret for secret in secrets if secret in body], str(endpoint)
