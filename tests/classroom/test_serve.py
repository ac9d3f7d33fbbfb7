"""`serve` with stand-ins for its parts: what it starts it also ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from simlab.classroom import serve as serving

SLEEP = "import time; time.sleep(60)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEP}"


def stand_ins(monkeypatch: pytest.MonkeyPatch, *programs: str) -> list[subprocess.Popen[bytes]]:
    """Let `serve` start these programs; the processes it started."""
    started: list[subprocess.Popen[bytes]] = []

    class Watched(subprocess.Popen[bytes]):
        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)  # type: ignore[call-overload]
            started.append(self)

    made = [serving.Part(str(number), [sys.executable, "-c", program]) for number, program in enumerate(programs)]
    monkeypatch.setattr(serving, "parts", lambda **_: made)
    monkeypatch.setattr(serving.subprocess, "Popen", Watched)
    return started


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_every_part(number: signal.Signals, monkeypatch: pytest.MonkeyPatch) -> None:
    started = stand_ins(monkeypatch, SLEEP, SLEEP)
    before = signal.getsignal(number)
    threading.Timer(0.5, os.kill, [os.getpid(), number]).start()
    assert serving.serve(port=0, live_port=0) == 0
    assert [process.poll() for process in started] == [-signal.SIGTERM] * 2
    assert signal.getsignal(number) == before


def test_when_one_part_ends_the_others_are_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    started = stand_ins(monkeypatch, SLEEP, "raise SystemExit(3)")
    assert serving.serve(port=0, live_port=0) == 1
    assert all(process.poll() is not None for process in started)


def test_a_part_that_does_not_stop_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "_STOP_SECONDS", 0.3)
    stubborn = subprocess.Popen(
        [sys.executable, "-c", STUBBORN.replace("import time", "print('up', flush=True); import time")],
        stdout=subprocess.PIPE,
    )
    assert stubborn.stdout is not None
    assert stubborn.stdout.readline() == b"up\n"
    serving.stop([stubborn])
    assert stubborn.poll() == -signal.SIGKILL


def test_a_port_in_use_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    started = stand_ins(monkeypatch, SLEEP)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert serving.serve(port=port, live_port=0) == 1
    assert f"port {port} is in use" in capsys.readouterr().err
    assert started == []


def test_the_parts_listen_where_they_are_told() -> None:
    web, live = (
        next(part for part in serving.parts(host="0.0.0.0", port=81, live_port=82) if part.name == name)
        for name in ("web", "live")
    )
    assert list(web.command[web.command.index("--host") :][:4]) == ["--host", "0.0.0.0", "--port", "81"]
    assert "82" in live.command
