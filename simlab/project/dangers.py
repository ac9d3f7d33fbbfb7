"""What a platform for others must not be started with: secrets that anybody can guess, open debugging, any host name."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings

REFUSED = 78  # EX_CONFIG of sysexits.h
LEAST_SECRET_LETTERS, LEAST_PASSWORD_LETTERS = 40, 12
WEAK_WORDS = ("changeme", "change-me", "secret", "password", "insecure", "example")
HERE = ("", "localhost", "127.0.0.1", "::1")
HOW = 'python -c "import secrets; print(secrets.token_urlsafe(50))"'


@dataclass(frozen=True)
class Finding:
    """`grave` ones stop the platform or endanger it; others are to be known."""

    en: str
    zh: str
    grave: bool = True


DEBUGGING = Finding(
    "SIMLAB_DEBUG is on: pages of errors show the inside of the platform. Switch it off where students are.",
    "SIMLAB_DEBUG 已打开，错误页面会泄露内部信息。学生使用的环境中请关闭。",
)


def refuse_dangers() -> None:
    """Ends the process, in both languages, where the production profile is not safe to start."""
    found = list(dangers())
    for finding in found:
        print(f"✗ {finding.en}\n  {finding.zh}", file=sys.stderr)
    if found:
        raise SystemExit(REFUSED)


def dangers(environ: Mapping[str, str] = os.environ) -> Iterator[Finding]:
    """Nothing on the embedded profile, which makes its own secrets and is one machine's affair."""
    database = settings.DATABASES["default"]
    on_postgresql = "postgresql" in database["ENGINE"]
    if settings.EMBEDDED and not on_postgresql:
        return
    yield from weak_secrets(environ)
    if on_postgresql:
        yield from _database(database, environ)
    if settings.DEBUG:
        yield DEBUGGING
    if "*" in settings.ALLOWED_HOSTS:
        yield Finding(
            "ALLOWED_HOSTS is '*': links and cookies can be made for any host name. Name the hosts that students type.",
            "ALLOWED_HOSTS 为 '*'，任何域名都会被接受。请写明学生访问所用的域名。",
        )


def weak_secrets(environ: Mapping[str, str]) -> Iterator[Finding]:
    """Secrets that were given and can be guessed; those that nobody gave are made at random."""
    given = {"SECRET_KEY": settings.SECRET_KEY, "SIMLAB_LIVE_SECRET": environ.get("SIMLAB_LIVE_SECRET", "")}
    for name, secret in given.items():
        if secret and (len(secret) < LEAST_SECRET_LETTERS or _is_weak(secret)):
            yield Finding(
                f"{name} is short or easily guessed: whoever guesses it can sign in as anyone. Make one with: {HOW}",
                f"{name} 过短或容易被猜到，猜中者可冒充任何人登录。请用以下命令生成新的密钥：{HOW}",
            )


def _database(database: Mapping[str, Any], environ: Mapping[str, str]) -> Iterator[Finding]:
    """A server on this machine may trust it without a password; one elsewhere serves several machines, which share secrets."""
    password, is_here = str(database["PASSWORD"]), database["HOST"] in HERE or str(database["HOST"]).startswith("/")
    if (not password and not is_here) or (password and _is_guessed(password, str(database["USER"]))):
        yield Finding(
            "The password of PostgreSQL in DATABASE_URL (POSTGRES_PASSWORD) is missing, short or easily guessed: "
            f"whoever guesses it has every account and grade. Make one with: {HOW}",
            "DATABASE_URL 中的 PostgreSQL 密码（POSTGRES_PASSWORD）缺失、过短或容易被猜到，猜中者可读写全部账号和成绩。"
            f"请用以下命令生成：{HOW}",
        )
    if is_here:
        return
    for name in ("SECRET_KEY", "SIMLAB_LIVE_SECRET"):
        if not environ.get(name):
            yield Finding(
                f"{name} is not set: all parts of the platform need the same one. Make one with: {HOW}",
                f"未设置 {name}：平台各部分必须使用同一个密钥。请用以下命令生成：{HOW}",
            )


def _is_guessed(password: str, user: str) -> bool:
    return len(password) < LEAST_PASSWORD_LETTERS or password.lower() == user.lower() or _is_weak(password)


def _is_weak(secret: str) -> bool:
    return any(word in secret.lower() for word in WEAK_WORDS)
