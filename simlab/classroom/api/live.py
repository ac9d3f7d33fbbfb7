"""The way to the live server."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime

from django.conf import settings
from rest_framework.request import Request
from rest_framework.response import Response

from simlab.classroom.contract import endpoint
from simlab.classroom.live_address import live_origin
from simlab.classroom.reads.session import visible_run_ids
from simlab.classroom.rules import PERSON
from simlab.classroom.schemas.live import LiveTicketSerializer
from simlab.classroom.tickets import issue_ticket, ticket_key
from simlab.classroom.views import ApiView

TICKET_SECONDS = 900


class LiveView(ApiView):
    @endpoint("live_read", PERSON, gives=LiveTicketSerializer, without=[404])
    def get(self, request: Request) -> Response:
        """A ticket for the event stream of all runs that this person may watch."""
        expires_at = int(time.time()) + TICKET_SECONDS
        key = ticket_key(settings.SECRET_KEY, os.environ)
        ticket = issue_ticket(key, visible_run_ids(request.user), expires_at)
        return Response(
            {
                "url": f"{live_origin(request)}/events",
                "ticket": ticket,
                "expires_at": datetime.fromtimestamp(expires_at, UTC),
            }
        )
