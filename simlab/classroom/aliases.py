"""Names under which graders see the stores of teams: stable within a run, and no way back without the secret."""

from __future__ import annotations

import base64
import hashlib
import hmac

from django.conf import settings


def alias_of(run_id: int, store_id: int) -> str:
    """Six letters and digits."""
    named = hmac.new(settings.SECRET_KEY.encode(), f"alias/{run_id}/{store_id}".encode(), hashlib.sha256).digest()
    return base64.b32encode(named)[:6].decode()


def alias_name(alias: str) -> dict[str, str]:
    return {"en": f"Store {alias}", "zh": f"店铺 {alias}"}
