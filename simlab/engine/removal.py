"""Delete a run with all that was ever written of it."""

from __future__ import annotations

from django.db import transaction

from orders.models import Buyer
from simlab.engine.records import TABLES
from simlab.runs import partitions
from simlab.runs.models import Run


@transaction.atomic
def delete_run(run_id: int) -> bool:
    """False when there is no such run. A day that is being played is waited for; later tasks find nothing to do."""
    run = Run.objects.select_for_update().filter(pk=run_id).first()
    if run is None:
        return False
    partitions.empty_room(run_id)
    for table in TABLES:
        table.model.objects.of_run(run_id).delete()
    Buyer.objects.of_run(run_id).delete()
    run.delete()
    return True
