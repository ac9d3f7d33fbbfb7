"""What the process environment decides: home folder, secret, database, broker."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import platformdirs

BASE_DIR = Path(__file__).resolve().parent.parent.parent
IS_CHECKOUT = (BASE_DIR / "frontend").is_dir()
SQLITE_SETUP = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;"


def home() -> Path:
    folder = Path(os.environ.get("SIMLAB_HOME") or _usual_home())
    (folder / "static").mkdir(parents=True, exist_ok=True)
    return folder


def _usual_home() -> Path:
    """Beside the code of a checkout; an installed package keeps its data where the system keeps a user's data."""
    return BASE_DIR / "build" / "simlab" if IS_CHECKOUT else platformdirs.user_data_path("SimLab", appauthor=False)


def front_end() -> Path:
    """The built pages: a wheel brings them with it."""
    return BASE_DIR / "frontend" / "dist" if IS_CHECKOUT else BASE_DIR / "simlab" / "face"


def make_metrics_folder() -> None:
    """Where processes add up their counts, if they are told to; Prometheus' client does not make it.

    A worker with a door for Prometheus needs one for its children, and begins with nothing in it.
    """
    port = os.environ.get("SIMLAB_METRICS_PORT")
    if port and "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        own = home() / f"metrics-{port}"
        shutil.rmtree(own, ignore_errors=True)
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(own)
    folder = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)


def flag(name: str, *, default: bool = False) -> bool:
    value = os.environ.get(name)
    return default if value is None else value.strip().lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str) -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def secret_key(folder: Path) -> str:
    given = os.environ.get("SECRET_KEY")
    if given:
        return given
    kept = folder / "secret_key"
    try:
        handle = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return kept.read_text(encoding="utf-8")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(secrets.token_urlsafe(50))
    return kept.read_text(encoding="utf-8")


def database(folder: Path) -> dict[str, Any]:
    url = os.environ.get("DATABASE_URL", "")
    return _postgresql(url) if url.startswith("postgres") else _sqlite(folder)


def caches(redis_url: str) -> dict[str, Any]:
    """`answers` holds answers to reads under their version, so it may forget anything at any time."""
    kinds = {"default": "simlab-", "answers": "simlab-answers-"}
    if redis_url:
        shared = {"BACKEND": "simlab.project.caching.ForgivingRedis", "LOCATION": redis_url, "TIMEOUT": 600}
        return {name: shared | {"KEY_PREFIX": prefix} for name, prefix in kinds.items()}
    # 600 answers of at most some 100 kB each
    own = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "TIMEOUT": 600, "OPTIONS": {"MAX_ENTRIES": 600}}
    return {name: own | {"LOCATION": name} for name in kinds}


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "postgres",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        # A server that vanished without a word is noticed within a minute, not within hours.
        "OPTIONS": {
            "connect_timeout": "10",
            "keepalives_idle": "30",
            "keepalives_interval": "10",
            "keepalives_count": "3",
            **dict(parse_qsl(parts.query)),
        },
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _sqlite(folder: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": folder / "simlab.sqlite3",
        # IMMEDIATE: a transaction that reads first and writes later would fail at once
        # instead of waiting its turn, because SQLite cannot upgrade a stale read.
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 30, "init_command": SQLITE_SETUP},
        "TEST": {"NAME": folder / "test.sqlite3"},
    }
