"""The wheel, installed apart from this folder and without Node or make, shows the sign-in page."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.error
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.pure_packages import ROOT

SOURCES = ("simlab", "orders", "logistics", "payments", "scoring", "setup.py", "pyproject.toml", "README.md")
PATIENCE_SECONDS = 60


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, so that this folder stays as it is."""
    copy, made = tmp_path_factory.mktemp("sources"), tmp_path_factory.mktemp("wheel")
    for name in SOURCES:
        kept = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        kept(ROOT / name, copy / name)
    built = ROOT / "frontend" / "dist"
    assert (built / "index.html").is_file(), "make face"
    shutil.copytree(built, copy / "frontend" / "dist")
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*command, "--wheel-dir", str(made), str(copy)], check=True, env=_environment())
    return next(made.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with nothing but the wheel and the libraries that it names."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False)
    place = home / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place)
    # As plain folders: what is installed there in editable form stays unseen.
    places = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (place / "libraries.pth").write_text("\n".join(places) + "\n", encoding="utf-8")
    return home / "bin" / "python"


@pytest.fixture(scope="module")
def address(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    ports = _free_ports()
    command = [str(installed), "-m", "simlab.project.cli", "serve"]
    command += ["--port", str(ports[0]), "--live-port", str(ports[1])]
    home = tmp_path_factory.mktemp("home")
    with subprocess.Popen(command, cwd=home, env=_environment(home)) as serving:
        try:
            yield f"http://127.0.0.1:{ports[0]}"
        finally:
            serving.terminate()
            serving.wait(30)


def test_the_sign_in_page_is_shown_with_all_it_needs(address: str) -> None:
    kind, page = _fetched(f"{address}/")
    assert kind.startswith("text/html")
    assert 'id="root"' in page
    assets = re.findall(r'(?:src|href)="(/static/[^"]+)"', page)
    assert len(assets) > 3
    for asset in assets:
        assert _fetched(address + asset)[1]
    assert json.loads(_fetched(f"{address}/api/v1/session")[1])["user"] is None


def test_scenarios_and_their_data_are_inside(installed: Path, tmp_path: Path) -> None:
    code = (
        "import simlab, sys; from simlab.runs.scenario.files import library, shipped;"
        "from simlab.runs.scenario.resolve import resolve;"
        "print(simlab.__path__[0], *[resolve(shipped(name))['code'] for name in library()])"
    )
    done = subprocess.run(
        [installed, "-c", code], cwd=tmp_path, env=_environment(tmp_path), capture_output=True, text=True, check=True
    )
    place, *codes = done.stdout.split()
    assert Path(place).is_relative_to(installed.parents[1])
    assert sorted(codes) == sorted(file.stem for file in (ROOT / "simlab/runs/scenario/library").glob("*.yaml"))


def test_the_wheel_holds_the_product_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(SOURCES[:5])


def _environment(home: Path | None = None) -> dict[str, str]:
    """Neither Node nor make on the path, and nothing of this checkout."""
    kept = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "LANG", "LC_", "TMP"))}
    return kept | {"PATH": "/nowhere", "HOME": str(home or "/nowhere")}


def _free_ports() -> list[int]:
    with socket.socket() as one, socket.socket() as other:
        for door in (one, other):
            door.bind(("127.0.0.1", 0))
        return [int(door.getsockname()[1]) for door in (one, other)]


def _fetched(url: str) -> tuple[str, str]:
    """Content type and text of an address that may still be starting."""
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return answer.headers["Content-Type"], answer.read().decode()
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
