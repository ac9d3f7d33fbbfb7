"""What has to be thrown away now and then. Every chore may be done twice at once, late or not at all for a week."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from simlab.classroom.privacy.retention import erase_what_is_over
from simlab.engine import snapshots
from simlab.engine.removal import delete_run
from simlab.runs import partitions, practice
from simlab.runs.models import Intent, Lease

KEEP_DONE = timedelta(days=14)
_log = logging.getLogger(__name__)


def do_chores() -> None:
    SessionStore.clear_expired()
    gone, _ = Intent.objects.filter(done_at__lt=timezone.now() - KEEP_DONE).delete()
    Lease.objects.filter(until_at__lt=timezone.now() - KEEP_DONE).delete()
    practice_runs = [number for number in practice.surplus() if delete_run(number)]
    thinned, dropped = snapshots.thin_ended(), partitions.drop_rooms_of_gone_runs()
    done = {"intents_deleted": gone, "snapshots_thinned": thinned, "partitions_dropped": dropped}
    done |= {"practice_runs_deleted": len(practice_runs), "persons_erased": erase_what_is_over()}
    _log.info("chores done", extra=done)
