"""The way to the live server."""

from __future__ import annotations

from rest_framework import serializers


class LiveTicketSerializer(serializers.Serializer):
    """Open `<url>?ticket=<ticket>` as an event source; ask for a new ticket at a `renew` event or an error."""

    url = serializers.CharField()
    ticket = serializers.CharField()
    expires_at = serializers.DateTimeField()
