"""The processes of the production profile, started again when they end, and ended by their ids."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

STOP_SECONDS = 20
Identity = tuple[int, str]  # process id and when it was started: another process may get the id later


def identity(pid: int) -> Identity | None:
    try:
        return pid, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    except OSError:
        return None


def signal_to(process: Identity, number: signal.Signals) -> None:
    if identity(process[0]) == process:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process[0], number)


@dataclass
class Part:
    """One process of the fleet and the children it has now."""

    name: str
    command: Sequence[str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    left: list[Identity] = field(default_factory=list)  # children whose parent was killed

    def keep_alive(self) -> None:
        if self.process is None or self.process.poll() is not None:
            with self.log.open("ab") as log:
                self.process = subprocess.Popen(self.command, stdout=log, stderr=log, start_new_session=True)

    @property
    def me(self) -> Identity | None:
        return identity(self.process.pid) if self.process and self.process.poll() is None else None

    @property
    def children(self) -> list[Identity]:
        if self.me is None:
            return []
        try:
            listed = Path(f"/proc/{self.me[0]}/task/{self.me[0]}/children").read_text()
        except OSError:
            return []
        return [found for pid in listed.split() if (found := identity(int(pid)))]

    def send(self, number: signal.Signals, *, to_children: bool = False) -> bool:
        """To the process, and to its children as well if they shall share its fate; False when there is none."""
        children, me = self.children, self.me
        if number == signal.SIGKILL and not to_children:
            self.left += children
        for process in [*([me] if me else []), *(children if to_children else [])]:
            signal_to(process, number)
        return me is not None

    def stop(self) -> int | None:
        """Ask it to end; its exit code, or None if it had to be killed."""
        if self.process is None:
            return 0
        self.send(signal.SIGCONT, to_children=True)
        self.send(signal.SIGTERM)
        try:
            return self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.send(signal.SIGKILL, to_children=True)
            self.process.wait()
            return None
        finally:
            for child in self.left:
                signal_to(child, signal.SIGKILL)


@dataclass
class Fleet:
    workers: list[Part]
    tickers: list[Part]
    beats: list[Part]

    @classmethod
    def of(cls, home: Path, *, workers: int, tickers: int = 2, beats: int = 2) -> Fleet:
        def parts(name: str, count: int, *more: str) -> list[Part]:
            command = [sys.executable, "-m", "simlab.project.cli", name, *more]
            return [Part(f"{name}-{number}", command, home / f"{name}-{number}.log") for number in range(count)]

        return cls(parts("worker", workers, "--queues", "days,chores"), parts("ticker", tickers), parts("beat", beats))

    @property
    def parts(self) -> list[Part]:
        return [*self.workers, *self.tickers, *self.beats]

    def keep_alive(self) -> None:
        for part in self.parts:
            part.keep_alive()

    def stop(self) -> dict[str, int | None]:
        for part in self.parts:
            part.send(signal.SIGCONT, to_children=True)
            part.send(signal.SIGTERM)
        return {part.name: part.stop() for part in self.parts}
