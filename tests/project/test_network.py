"""`serve --class`: everybody in the network reaches this machine by the address that is shown."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from simlab.classroom import serve as serving
from simlab.project import network
from tests.patience import answers, wait_until
from tests.servers import free_port


def test_the_address_is_shown_with_its_code_in_both_languages() -> None:
    said = network.told(["10.1.2.3", "desk"], 8000, 8001)
    assert "http://10.1.2.3:8000" in said
    assert "▄" in said
    assert "防火墙" in said
    assert "firewall" in said


def test_without_a_network_it_warns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "_way_out", lambda: "")
    monkeypatch.setattr(network, "_named", lambda: ["127.0.1.1", "169.254.3.4"])
    assert network.own_names() == []
    said = network.told([], 8000, 8001)
    assert "No network" in said
    assert "没有找到局域网" in said


def test_a_terminal_without_blocks_gets_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    class Plain:
        encoding = "ascii"

    monkeypatch.setattr(network.sys, "stdout", Plain())
    assert "\x1b[" in network.told(["10.1.2.3"], 8000, 8001)


def test_the_parts_know_their_names() -> None:
    known = serving._known_as(["10.1.2.3", "desk"], 8000)
    assert known["ALLOWED_HOSTS"].endswith(",10.1.2.3,desk")
    assert "127.0.0.1" in known["ALLOWED_HOSTS"]
    assert known["CSRF_TRUSTED_ORIGINS"].split(",")[-2:] == ["http://10.1.2.3:8000", "http://desk:8000"]
    assert known["SIMLAB_JOIN_ORIGIN"] == "http://10.1.2.3:8000"


@pytest.fixture
def told_address(tmp_path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """A class served by a process of its own: the address that it tells, and a person who can sign in."""
    environ = os.environ | {"SIMLAB_HOME": str(tmp_path), "DATABASE_URL": "", "REDIS_URL": "", "PYTHONUNBUFFERED": "1"}
    simlab = [sys.executable, "-m", "simlab.project.cli"]
    made = subprocess.run(
        [*simlab, "course", "create", "Trade"], env=environ, capture_output=True, text=True, check=True
    )
    code, number, phrase = (line.split()[-1] for line in made.stdout.splitlines())
    ports = ["--port", str(free_port()), "--live-port", str(free_port())]
    served = subprocess.Popen(
        [*simlab, "serve", "--class", *ports], env=environ, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        assert served.stdout is not None
        found = next(found for line in served.stdout if (found := re.search(r"http://\S+", line)))
        yield found[0], {"class_code": code, "student_number": number, "password": phrase}
    finally:
        served.send_signal(signal.SIGTERM)
        served.wait(timeout=30)


def test_somebody_signs_in_over_the_network(told_address: tuple[str, dict[str, str]]) -> None:
    address, person = told_address
    kept = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(kept), urllib.request.ProxyHandler({}))
    wait_until(lambda: answers(f"{address}/healthz"), lambda: "the pages did not come")
    browser.open(f"{address}/api/v1/session")
    token = next(cookie.value for cookie in kept if cookie.name == "csrftoken")
    headers = {"Origin": address, "X-CSRFToken": str(token), "Content-Type": "application/json"}
    asked = urllib.request.Request(f"{address}/api/v1/session", json.dumps(person).encode(), headers)
    assert json.load(browser.open(asked))["role"] == "instructor"
    other = urllib.request.Request(f"{address}/api/v1/session", headers={"Host": "elsewhere.example.org"})
    with pytest.raises(urllib.error.HTTPError, match="400"):
        browser.open(other)


def test_the_names_of_this_machine_are_those_of_the_network() -> None:
    names = network.own_names()
    if names:
        assert not socket.inet_aton(names[0]).startswith(b"\x7f")
