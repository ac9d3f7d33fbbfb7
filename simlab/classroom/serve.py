"""`simlab serve`: web, live events and worker on one machine, with nothing to install and nothing to set up."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from django.conf import settings

WEB_THREADS = 4
# Granian counts connections, also those that a browser keeps open and idle: a class of sixty holds hundreds.
WAITING_REQUESTS = 4096
PORT_TAKEN = "port {ports} is in use; choose others with --port and --live-port\n端口 {ports} 已被占用，请用 --port 和 --live-port 另选"
_STOP_SECONDS = 10.0
_LOOK_SECONDS = 0.2
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Part:
    """One process of the platform."""

    name: str
    command: Sequence[str]


class Stopped(Exception):  # noqa: N818  it names what happened
    """Somebody asked the platform to stop."""


def serve(*, host: str = "127.0.0.1", port: int = 8000, live_port: int = 8001, names: Sequence[str] = ()) -> int:
    """Run the three parts until a signal, or until one of them ends; then stop the others. The exit code.

    `names`: what browsers elsewhere may call this machine, the one to be told first.
    """
    if taken := [number for number in (port, live_port) if not _is_free(host, number)]:
        print(PORT_TAKEN.format(ports=", ".join(map(str, taken))), file=sys.stderr)
        return 1
    environ = _environment(live_port) | _known_as(names, port)
    running: dict[str, subprocess.Popen[bytes]] = {}
    with _signals_as_stopped():
        try:
            for part in parts(host=host, port=port, live_port=live_port):
                running[part.name] = subprocess.Popen(part.command, env=environ, start_new_session=True)  # noqa: S603
            return _watch(running)
        except Stopped:
            return 0
        finally:
            stop(list(running.values()))


def parts(*, host: str, port: int, live_port: int) -> list[Part]:
    web = ["granian", "--interface", "wsgi", "--no-ws", "--host", host, "--port", str(port), "--log-level", "warning"]
    web += ["--blocking-threads", str(WEB_THREADS), "--backpressure", str(WAITING_REQUESTS)]
    if settings.REDIS_URL:  # what one process keeps in its memory, several keep in Redis
        web += ["--workers", "2"]
    # Streams that are cut at the end are no error.
    live = ["uvicorn", "--factory", "--host", host, "--port", str(live_port), "--log-level", "critical"]
    live += ["--timeout-graceful-shutdown", "1", "--no-access-log"]
    return [
        *(Part(name, [sys.executable, "-m", "simlab.project.cli", *command]) for name, command in _players().items()),
        Part("live", [sys.executable, "-m", *live, "simlab.classroom.live:create_app"]),
        Part("web", [sys.executable, "-m", *web, "simlab.project.wsgi:application"]),
    ]


def _players() -> dict[str, list[str]]:
    """The embedded worker has a ticker of its own and serves all queues."""
    if not settings.REDIS_URL:
        return {"worker": ["worker"]}
    return {
        "worker": ["worker", "--queues", "days,chores"],
        "grader": ["worker", "--queues", "grading,exports"],
        "ticker": ["ticker"],
        "beat": ["beat"],
    }


def stop(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    """Ask every process to end, then end those that do not."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    until = time.monotonic() + _STOP_SECONDS
    for process in processes:
        try:
            process.wait(max(until - time.monotonic(), 0))
        except subprocess.TimeoutExpired:
            _log.warning("process %s did not stop in time", process.pid)
            process.kill()
            process.wait()


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as door:
        if os.name == "posix":  # on Windows it would let two programs share a port
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
        except OSError:
            return False
    return True


def _watch(running: Mapping[str, subprocess.Popen[bytes]]) -> int:
    while True:
        for name, process in running.items():
            code = process.poll()
            if code is not None:
                _log.error("%s ended with code %s; stopping the rest", name, code)
                return 1
        time.sleep(_LOOK_SECONDS)


def _environment(live_port: int) -> dict[str, str]:
    """What the parts must agree on; an address given from outside stands."""
    given = {
        "SIMLAB_LIVE_ORIGIN": f"http://{{host}}:{live_port}",
        "PYTHONUNBUFFERED": "1",
        "PROMETHEUS_MULTIPROC_DIR": str(_empty_metrics_folder()),
    } | os.environ
    database = settings.DATABASES["default"]
    if "sqlite3" in database["ENGINE"]:
        given["SIMLAB_LIVE_DATABASE"] = str(database["NAME"])
    return given | {"SECRET_KEY": settings.SECRET_KEY, "SIMLAB_HOME": str(settings.SIMLAB_HOME)}


def _known_as(names: Sequence[str], port: int) -> dict[str, str]:
    """An address for the slips that is given from outside stands."""
    origins = [f"http://{name}:{port}" for name in names]
    return {
        "SIMLAB_JOIN_ORIGIN": settings.JOIN_ORIGIN or next(iter(origins), ""),
        "ALLOWED_HOSTS": ",".join([*settings.ALLOWED_HOSTS, *names]),
        "CSRF_TRUSTED_ORIGINS": ",".join([*settings.CSRF_TRUSTED_ORIGINS, *origins]),
    }


def _empty_metrics_folder() -> Path:
    """The counts of the parts add up here; those of an earlier start are of no use."""
    folder = settings.SIMLAB_HOME / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    return folder


@contextmanager
def _signals_as_stopped() -> Iterator[None]:
    def stopped(number: int, frame: FrameType | None) -> None:
        for again in kept:  # an impatient second signal must not interrupt the stopping
            signal.signal(again, signal.SIG_IGN)
        raise Stopped

    kept = {number: signal.signal(number, stopped) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)
