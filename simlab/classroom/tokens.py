"""Personal access tokens: a seat's keys for machines. A token is shown once; afterwards only its hash is known."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from simlab.classroom.models import AccessToken
from simlab.runs import audit
from simlab.runs.models import Seat

READ, DECIDE = "read", "decide"
SCOPES = [READ, DECIDE]
MOST_DAYS = 180  # a term
MOST_TOKENS = 10  # that a seat may hold at a time
_PREFIX = "simlab_"
_SECRET_BYTES = 32
_NOTED_EVERY = timedelta(minutes=1)


class TooManyTokens(Exception):  # noqa: N818  it names what happened
    """The seat holds as many as it may."""


@dataclass(frozen=True)
class NewToken:
    name: str
    scopes: Sequence[str]
    days: int


@transaction.atomic
def create_token(seat: Seat, new: NewToken) -> tuple[AccessToken, str]:
    """A token and what it is called by, which is kept nowhere. Raises TooManyTokens."""
    Seat.objects.select_for_update().get(pk=seat.pk)
    if valid_tokens(timezone.now()).filter(seat=seat).count() >= MOST_TOKENS:
        raise TooManyTokens
    secret = _PREFIX + secrets.token_urlsafe(_SECRET_BYTES)
    token = AccessToken.objects.create(
        seat=seat,
        name=new.name,
        token_hash=_hash(secret),
        scopes=[scope for scope in SCOPES if scope in new.scopes],
        expires_at=timezone.now() + timedelta(days=new.days),
    )
    _record("token_created", token)
    return token, secret


@transaction.atomic
def revoke_token(token: AccessToken) -> None:
    """From now on it opens nothing; revoking it twice changes nothing."""
    if AccessToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
        _record("token_revoked", token)


def token_of(secret: str) -> AccessToken | None:
    """The valid token with this name, of a person who still has the seat."""
    wanted = _hash(secret)
    found = valid_tokens(timezone.now()).filter(token_hash=wanted, seat__left_at=None, seat__user__is_active=True)
    token = found.select_related("seat__user", "seat__course", "seat__team").first()
    return token if token and hmac.compare_digest(token.token_hash, wanted) else None


def note_use(token: AccessToken) -> None:
    """When it was last used, to the minute: a busy algorithm does not write with every read."""
    now = timezone.now()
    long_ago = Q(last_used_at=None) | Q(last_used_at__lt=now - _NOTED_EVERY)
    if token.last_used_at is None or token.last_used_at < now - _NOTED_EVERY:
        AccessToken.objects.filter(long_ago, pk=token.pk).update(last_used_at=now)


def valid_tokens(now: datetime) -> QuerySet[AccessToken]:
    return AccessToken.objects.filter(revoked_at=None, expires_at__gt=now)


def _hash(secret: str) -> str:
    """Without salt: the secret is random, so nobody can try words, and it is found by its hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _record(action: str, token: AccessToken) -> None:
    detail = {"scopes": token.scopes, "expires_at": token.expires_at.isoformat()}
    audit.record(action, actor=token.seat, course=token.seat.course, subject=f"token {token.pk}", detail=detail)
