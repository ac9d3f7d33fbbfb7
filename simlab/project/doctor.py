"""`simlab doctor`: what is wrong with an installation and what to do about it, in plain words, Chinese and English."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection

from simlab.project import health
from simlab.project.dangers import DEBUGGING, Finding, dangers, weak_secrets
from simlab.runs.models import Intent, Run

OLDEST_PYTHON, OLDEST_SQLITE, OLDEST_POSTGRESQL = (3, 11), (3, 35), 14_00_00
LEAST_DISK_BYTES = 1 << 30
MOST_CLOCK_SECONDS = 5.0


def findings() -> Iterator[Finding]:
    """What is not as it should be, the most basic first."""
    yield from _programs()
    yield from _home()
    yield from _secrets()
    yield from _pages()
    reachable = not (trouble := list(_database()))
    yield from trouble
    if reachable:
        yield from _clock()
        yield from _players()
    yield from _broker()
    yield from _ports()
    yield from _fonts()


def _programs() -> Iterator[Finding]:
    if sys.version_info < OLDEST_PYTHON:
        have, need = ".".join(map(str, sys.version_info[:2])), ".".join(map(str, OLDEST_PYTHON))
        yield Finding(
            f"Python is {have}; SimLab needs {need} or newer: install it and make the environment anew.",
            f"当前 Python 为 {have}，需要 {need} 或更高版本：请安装后重建运行环境。",
        )
    if connection.vendor == "sqlite" and sqlite3.sqlite_version_info < OLDEST_SQLITE:
        need = ".".join(map(str, OLDEST_SQLITE))
        yield Finding(
            f"SQLite is {sqlite3.sqlite_version}; SimLab needs {need}: use a newer Python, or PostgreSQL (DATABASE_URL).",
            f"当前 SQLite 为 {sqlite3.sqlite_version}，需要 {need}：请换用较新的 Python，或用 DATABASE_URL 指定 PostgreSQL。",
        )


def _home() -> Iterator[Finding]:
    folder = settings.SIMLAB_HOME
    if not os.access(folder, os.W_OK):
        yield Finding(
            f"{folder} cannot be written to: give this user the folder, or set SIMLAB_HOME to another.",
            f"无法写入 {folder}：请授予当前用户写权限，或用 SIMLAB_HOME 另选文件夹。",
        )
    free = shutil.disk_usage(folder).free
    if free < LEAST_DISK_BYTES:
        yield Finding(
            f"Only {free >> 20} MB of disk are free at {folder}: a class writes about 1 GB a term. Delete or archive old runs.",
            f"{folder} 所在磁盘仅剩 {free >> 20} MB：一个班一学期约需 1 GB，请删除或归档旧的模拟。",
        )


def _secrets() -> Iterator[Finding]:
    production = list(dangers())
    yield from production or weak_secrets(os.environ)
    if settings.DEBUG and not production:
        yield replace(DEBUGGING, grave=False)
    if not settings.EMBEDDED and not settings.HTTPS:
        yield Finding(
            "SIMLAB_HTTPS is off: passwords travel in the open unless this machine serves only itself.",
            "SIMLAB_HTTPS 未打开：除非只供本机使用，否则密码将以明文传输。",
            grave=False,
        )


def _pages() -> Iterator[Finding]:
    if not (settings.SPA_DIR / "index.html").is_file():
        yield Finding(
            f"The pages are not there ({settings.SPA_DIR}): run `make face`, or install the wheel of `make dist`.",
            f"缺少前端页面（{settings.SPA_DIR}）：请运行 make face，或安装 make dist 生成的 wheel。",
        )


def _database() -> Iterator[Finding]:
    try:
        health.database()
    except (health.Wanting, ImproperlyConfigured) as wanting:
        yield Finding(
            f"The database does not answer ({wanting}): is it started, and is DATABASE_URL right?",
            f"数据库没有响应（{wanting}）：请检查是否已启动，以及 DATABASE_URL 是否正确。",
        )
        return
    if missing := health.missing_migrations():
        yield Finding(
            f"The tables are not up to date ({len(missing)} steps are missing): run `python -m django migrate` "
            "with DJANGO_SETTINGS_MODULE=simlab.project.settings; `simlab serve` does it by itself.",
            f"数据表不是最新的（还差 {len(missing)} 步）：请设置 DJANGO_SETTINGS_MODULE=simlab.project.settings 后运行 "
            "python -m django migrate；simlab serve 会自动完成。",
        )
    version = getattr(connection, "pg_version", OLDEST_POSTGRESQL)
    if version < OLDEST_POSTGRESQL:
        yield Finding(
            f"PostgreSQL is {version // 10_000}; SimLab needs {OLDEST_POSTGRESQL // 10_000} or newer.",
            f"当前 PostgreSQL 为 {version // 10_000}，需要 {OLDEST_POSTGRESQL // 10_000} 或更高版本。",
        )


def _clock() -> Iterator[Finding]:
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        apart = abs((datetime.now(UTC) - cursor.fetchone()[0]).total_seconds())
    if apart > MOST_CLOCK_SECONDS:
        yield Finding(
            f"The clocks of this machine and the database are {apart:.0f} seconds apart: timetables and tickets will be off. "
            "Let both follow a time server.",
            f"本机与数据库的时钟相差 {apart:.0f} 秒，课表和登录凭证会出错：请让两者同步网络时间。",
        )


def _players() -> Iterator[Finding]:
    """Who plays the days. Nobody has to while the platform is not started."""
    try:
        gone = Intent.objects.exclude(failed_at=None).filter(done_at=None).count()
        waiting = Run.objects.filter(state="running").exists()
    except DatabaseError:
        return  # the missing tables are told already
    if gone:
        yield Finding(
            f"{gone} tasks were given up after several attempts: see the class page, or the log, and try them again there.",
            f"有 {gone} 个任务多次失败后已放弃：请在班级页面或日志中查看原因并重试。",
        )
    for check in (health.ticker, health.worker):
        if waiting and (reason := _missing(check)):
            yield Finding(
                f"Runs are waiting to be played, but {reason}: start `simlab serve`, or the worker and ticker services.",
                f"有模拟正在等待运行，但没有后台进程（{check.__name__}）：请启动 simlab serve，或 worker 与 ticker 服务。",
            )


def _broker() -> Iterator[Finding]:
    if reason := _missing(health.broker):
        yield Finding(
            f"Redis does not answer ({reason}): is it started, and is REDIS_URL right? Without REDIS_URL none is needed.",
            f"Redis 没有响应（{reason}）：请检查是否已启动，以及 REDIS_URL 是否正确。不设 REDIS_URL 则无需 Redis。",
        )


def _ports() -> Iterator[Finding]:
    if not settings.EMBEDDED or not _missing(health.ticker):
        return  # the platform is running and has them
    for port in (8000, 8001):
        with socket.socket() as door:
            door.settimeout(1)
            if door.connect_ex(("127.0.0.1", port)) == 0:
                yield Finding(
                    f"Port {port} is in use by another program: choose others with `simlab serve --port --live-port`.",
                    f"端口 {port} 已被其他程序占用：请用 simlab serve --port --live-port 另选端口。",
                    grave=False,
                )


def _fonts() -> Iterator[Finding]:
    """Pages use the fonts of the reader's machine; only where fontconfig is can this one be asked."""
    program = shutil.which("fc-list")
    if program and not subprocess.run([program, ":lang=zh"], capture_output=True, check=False).stdout.strip():  # noqa: S603
        yield Finding(
            "This machine has no Chinese font: a browser here shows boxes (others' browsers use their own). "
            "Install one, such as fonts-noto-cjk.",
            "本机没有中文字体，本机浏览器会显示方块（他人的浏览器用其自己的字体）。请安装，例如 fonts-noto-cjk。",
            grave=False,
        )


def _missing(check: Callable[[], None]) -> str:
    """Why the check does not hold; empty when it does."""
    try:
        check()
    except health.Wanting as wanting:
        return str(wanting)
    return ""
