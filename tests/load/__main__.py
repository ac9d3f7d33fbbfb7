"""`make load`: a class at work for a minute against the real servers, and what it had to wait for. Loopback only.

PostgreSQL and Redis with 50 teams and 200 students, or (`--embedded`) the embedded default with 15 teams and 60 students
while a finished run is graded. Writes build/load.json or build/load-embedded.json.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from tests import servers
from tests.load import processes
from tests.load.students import CSRF, Seen, Student
from tests.patience import answers, wait_until

ROOT = Path(__file__).parent.parent.parent
SECONDS = 60
_RUN = "from simlab.runs import services; from simlab.runs.models import Run; run = Run.objects.get(pk={})"
BARE_REQUESTS, AT_ONCE = 200, 4


@dataclass(frozen=True)
class Profile:
    teams: int
    graded: bool
    output: str
    environ: dict[str, str]
    home: Path

    @property
    def database(self) -> dict[str, Any]:
        """Where the live server's connections lead, if it had any."""
        url = self.environ.get("DATABASE_URL")
        return {"port": urlsplit(url).port} if url else {"file": self.home / "simlab.sqlite3"}


@contextmanager
def profile(*, embedded: bool) -> Iterator[Profile]:
    with tempfile.TemporaryDirectory(prefix="simlab-load-") as folder:
        kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
        environ = kept | {"SIMLAB_HOME": folder, "DJANGO_SETTINGS_MODULE": "tests.load.settings"}
        if not embedded:
            durable = ("max_connections=200", "shared_buffers=256MB")
            environ |= {"DATABASE_URL": servers.postgres_url(settings=durable), "REDIS_URL": servers.redis_url()}
        environ["SIMLAB_LOG_LEVEL"] = "ERROR"
        name = "load-embedded.json" if embedded else "load.json"
        yield Profile(15 if embedded else 50, embedded, name, environ, Path(folder))


@contextmanager
def served(chosen: Profile) -> Iterator[tuple[str, int]]:
    """The platform as it is started by hand; its address and the number of its live process."""
    port, live_port = servers.free_port(), servers.free_port()
    command = [sys.executable, "-m", "simlab.project.cli", "serve", "--port", str(port), "--live-port", str(live_port)]
    with (chosen.home / "serve.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=chosen.environ, stdout=log, stderr=log)
    try:
        for address in (f"http://127.0.0.1:{port}/readyz", f"http://127.0.0.1:{live_port}/health"):
            _wait_for(address, process)
        yield f"http://127.0.0.1:{port}", processes.child_named(process.pid, "simlab.classroom.live")
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    def is_there() -> bool:
        assert process.poll() is None, "the platform ended before it answered"
        return answers(address)

    wait_until(is_there, lambda: f"{address} does not answer")


def made(chosen: Profile) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.load.school", str(chosen.teams), *(["--graded"] if chosen.graded else [])]
    done = subprocess.run(command, cwd=ROOT, env=chosen.environ, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def in_the_database(chosen: Profile, code: str) -> str:
    """What a few lines of Django print."""
    command = [sys.executable, "-c", f"import django; django.setup()\n{code}"]
    done = subprocess.run(command, cwd=ROOT, env=chosen.environ, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.strip()


async def storm(chosen: Profile, school: dict[str, Any], web: str, live: int) -> dict[str, Any]:
    seen, people = Seen(), school["students"]
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
        students = [Student(number, told, web, http, seen) for number, told in enumerate(people)]
        before_kb, before_links = processes.resident_kb(live), processes.connections(live, **chosen.database)
        opened = [asyncio.Event() for _ in students]
        streams = [
            asyncio.create_task(student.listen(school["run"], event))
            for student, event in zip(students, opened, strict=True)
        ]
        await asyncio.wait_for(asyncio.gather(*(event.wait() for event in opened)), 60)
        print(f"{seen.open_streams} streams are open", file=sys.stderr)
        await asyncio.sleep(2)
        held_kb, held_links = processes.resident_kb(live), processes.connections(live, **chosen.database)
        seen.turns.clear()
        await asyncio.gather(*(student.finish() for student in students))
        seen.reads.clear()
        await asyncio.to_thread(in_the_database, chosen, f"{_RUN.format(school['run'])}; services.start_run(run)")
        until = time.monotonic() + SECONDS
        await asyncio.gather(*(work for each in students for work in (each.look_around(until), each.decide(until))))
        await asyncio.to_thread(in_the_database, chosen, f"{_RUN.format(school['run'])}; services.pause_run(run)")
        await asyncio.sleep(3)  # the reads of the last turn
        await asyncio.gather(*(student.finish() for student in students))
        for stream in streams:
            stream.cancel()
        await asyncio.gather(*streams, return_exceptions=True)
    day = int(
        in_the_database(chosen, f"from simlab.runs.models import Run; print(Run.objects.get(pk={school['run']}).day)")
    )
    turns = range(school["day"] + 1, day + 1)
    return {
        "errors": len(seen.errors),
        "reads_p95_ms": p95_ms(seen.reads),
        "decisions_p95_ms": p95_ms(seen.decisions),
        "streams": seen.open_streams,
        "turns_missed": sum(len(people) - len(seen.turns.get(turn, ())) for turn in turns),
        "kb_per_stream": round((held_kb - before_kb) / len(people), 1),
        "db_connections_streams": held_links - before_links,
        "turns": len(turns),
        "reads": len(seen.reads),
        "not_modified": seen.not_modified,
        "decisions": len(seen.decisions),
        "orders_at_start": school["orders"],
        "students": len(people),
        "first_errors": seen.errors[:3],
    }


async def against_a_bare_list(told: dict[str, str], web: str) -> dict[str, float]:
    """p95 of the orders list over that of a bare list of 50 rows, asked in turns; every page is another one, so none is kept."""
    headers = {"Cookie": f"sessionid={told['session']}; csrftoken={CSRF}"}
    spent: dict[str, list[float]] = {"orders": [], "bare": []}
    async with aiohttp.ClientSession(headers=headers) as http:

        async def walk(name: str, first: str) -> None:
            url: str | None = first
            for _ in range(BARE_REQUESTS // AT_ONCE):
                started = time.perf_counter()
                async with http.get(url or first) as answer:
                    assert answer.status == 200, await answer.text()
                    page = json.loads(await answer.read())
                spent[name].append(time.perf_counter() - started)
                following = page["next"]
                url = following if following is None or following.startswith("http") else f"{first}&cursor={following}"

        orders = f"{web}/api/v1/stores/{told['store']}/orders?limit=50"
        for _ in range(2):
            await asyncio.gather(*(walk("bare", f"{web}/bare-orders") for _ in range(AT_ONCE)))
            await asyncio.gather(*(walk("orders", orders) for _ in range(AT_ONCE)))
    orders_ms, bare_ms = p95_ms(spent["orders"]), p95_ms(spent["bare"])
    return {"orders_list_p95_ms": orders_ms, "bare_list_p95_ms": bare_ms, "ratio": round(orders_ms / bare_ms, 2)}


def p95_ms(times: list[float]) -> float:
    return round(sorted(times)[int(len(times) * 0.95)] * 1000, 1) if times else 0.0


GRADING = "from simlab.runs.models import Intent; print(Intent.objects.filter(kind__in=['score', 'grade_round'], done_at=None).count())"


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--embedded", action="store_true")
    with profile(embedded=asked.parse_args().embedded) as chosen:
        school = made(chosen)
        print(f"{len(school['students'])} students, {school['orders']} orders", file=sys.stderr)
        with served(chosen) as (web, live):
            figures = asyncio.run(storm(chosen, school, web, live))
            print(json.dumps(figures), file=sys.stderr)
            if chosen.graded:
                figures["gradings_under_way_at_the_end"] = int(in_the_database(chosen, GRADING))
            else:
                figures["orders_list"] = asyncio.run(against_a_bare_list(school["students"][0], web))
    output = ROOT / "build" / chosen.output
    output.parent.mkdir(exist_ok=True)
    output.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
