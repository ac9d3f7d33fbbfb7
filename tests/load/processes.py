"""What the system says of a process and its children: memory, and connections to a database. Linux only."""

from __future__ import annotations

import os
from pathlib import Path


def child_named(parent: int, name: str) -> int:
    """The child process whose command line holds `name`."""
    for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
        if name in Path(f"/proc/{child}/cmdline").read_text().replace("\0", " "):
            return int(child)
    raise LookupError(f"no child of {parent} is called {name}")


def resident_kb(process: int) -> int:
    status = Path(f"/proc/{process}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


def connections(process: int, *, port: int | None = None, file: Path | None = None) -> int:
    """Connections to a port of this machine, or open handles of a database file."""
    targets = [_target(entry) for entry in Path(f"/proc/{process}/fd").iterdir()]
    if file is not None:
        return sum(target == str(file) for target in targets)
    sockets = {target[8:-1] for target in targets if target.startswith("socket:[")}
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return sum(row[9] in sockets and int(row[2].rpartition(":")[2], 16) == port for row in rows)


def _target(entry: Path) -> str:
    try:
        return os.readlink(entry)
    except FileNotFoundError:  # closed since it was listed
        return ""
