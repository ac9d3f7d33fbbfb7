"""What has to be thrown away now and then. Every chore may be done twice at once, late or not at all for a week."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from simlab.runs.models import Intent
from simlab.runs.partitions import drop_rooms_of_gone_runs

KEEP_DONE = timedelta(days=14)
_log = logging.getLogger(__name__)


def do_chores() -> None:
    SessionStore.clear_expired()
    gone, _ = Intent.objects.filter(done_at__lt=timezone.now() - KEEP_DONE).delete()
    rooms = drop_rooms_of_gone_runs()
    _log.info("chores done", extra={"intents_deleted": gone, "partitions_dropped": rooms})
