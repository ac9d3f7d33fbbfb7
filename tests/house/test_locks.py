from __future__ import annotations

import json
import re
import subprocess

import pytest

from tests.house.pure_packages import ROOT

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
ADDRESS = re.compile(r"https?:|ftp:|file:|git\+|index-url|find-links|trusted-host|@ ")
PINNED = re.compile(r"^[A-Za-z0-9._-]+(\[[a-z,]+\])?==[0-9][0-9a-z.]*( ; .*)? \\$")
NPM_LOCK = ROOT / "frontend" / "package-lock.json"
KINDS = ("dependencies", "optionalDependencies")
HOME_FOLDERS = re.compile(rb"(?<![\w.$}])/(?:work|root|home|Users|opt/(?:pypi|wheels))/")
MIRRORS = re.compile(rb"(?:files\.pythonhosted|pypi|registry\.(?:npmjs|npmmirror|yarnpkg))\.(?:org|com|tuna)")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_python_lock_pins_by_hash_and_names_no_address(lock) -> None:
    lines = [line for line in lock.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert [line for line in lines if ADDRESS.search(line)] == []
    wrong = [line for line in lines if not PINNED.match(line) and not line.strip().startswith("--hash=sha256:")]
    assert wrong == []


def test_npm_lock_names_no_download_address() -> None:
    text = NPM_LOCK.read_text(encoding="utf-8")
    assert '"resolved"' not in text
    assert '"integrity"' in text
    assert "omit-lockfile-registry-resolved=true" in (ROOT / "frontend" / ".npmrc").read_text(encoding="utf-8")


def test_npm_lock_has_an_entry_for_every_platform() -> None:
    """`npm ci` refuses a lock that lacks even the optional packages of other machines."""
    packages = json.loads(NPM_LOCK.read_text(encoding="utf-8"))["packages"]
    here = {place.rpartition("node_modules/")[2] for place in packages}
    wanted = {name for entry in packages.values() for kind in KINDS for name in entry.get(kind, {})}
    assert wanted - here == set()


def test_no_committed_file_names_a_folder_of_one_machine_or_a_registry() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    names = [name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]
    found = {name for name in names if _points_away((ROOT / name).read_bytes())}
    assert found - {"tests/house/test_locks.py"} == set()


def _points_away(content: bytes) -> bool:
    return bool(HOME_FOLDERS.search(content) or MIRRORS.search(content))
