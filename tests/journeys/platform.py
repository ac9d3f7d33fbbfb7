"""The real platform for a browser: the demo's class after some days, served on free ports from a folder of its own."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.patience import answers, wait_until

ROOT = Path(__file__).parent.parent.parent
PLAYED_DAYS = 21
_SIMLAB = [sys.executable, "-m", "simlab.project.cli"]
_PASSWORD = re.compile(r"\bada\b[^a-z]+([a-z]+(?:-[a-z]+){3})")


Played = Callable[[Path, dict[str, str]], str]


@dataclass(frozen=True)
class Platform:
    address: str
    live_address: str
    password: str


def demo_class(home: Path, environ: dict[str, str]) -> str:
    """The demo; gives the password of its people."""
    command = ["demo", "--no-serve", "--days", str(PLAYED_DAYS), "--output", str(home / "demo.json")]
    return _password_from([*_SIMLAB, *command], environ)


def wide_class(home: Path, environ: dict[str, str]) -> str:
    """A class in a world that has every section."""
    return _password_from([sys.executable, "-m", "tests.journeys.wide_class"], environ)


def _password_from(command: list[str], environ: dict[str, str]) -> str:
    done = subprocess.run(command, env=environ, cwd=ROOT, capture_output=True, text=True, timeout=600)
    password = _PASSWORD.search(done.stdout)
    assert done.returncode == 0, done.stderr
    assert password, done.stdout
    return password[1]


@contextmanager
def platform(home: Path, played: Played = demo_class) -> Iterator[Platform]:
    """Play a class for some days, then serve it."""
    environ = os.environ | {"SIMLAB_HOME": str(home), "COLUMNS": "120"}
    for name in ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE"):
        environ.pop(name, None)
    password = played(home, environ)
    port, live_port = _free_ports(2)
    command = [*_SIMLAB, "serve", "--port", str(port), "--live-port", str(live_port)]
    with (home / "serve.log").open("w") as log:
        process = subprocess.Popen(command, env=environ, cwd=ROOT, stdout=log, stderr=log)
        try:
            found = Platform(f"http://127.0.0.1:{port}", f"http://127.0.0.1:{live_port}", password)
            _wait_until_ready(found, process)
            yield found
        finally:
            process.terminate()
            process.wait(30)


def _free_ports(count: int) -> list[int]:
    doors = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [door.getsockname()[1] for door in doors]
    for door in doors:
        door.close()
    return ports


def _wait_until_ready(found: Platform, process: subprocess.Popen[bytes]) -> None:
    def both_answer() -> bool:
        assert process.poll() is None, "the platform ended before it answered; see serve.log"
        return answers(f"{found.address}/api/v1/session") and answers(f"{found.live_address}/health")

    wait_until(both_answer, lambda: "the platform does not answer; see serve.log")
