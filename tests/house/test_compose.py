"""No container engine is needed to see that the compose file holds together."""

from __future__ import annotations

import importlib
import re
from typing import Any

import pytest
import yaml

from tests.house.pure_packages import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]


def test_every_part_of_the_production_profile_is_there() -> None:
    assert {"postgres", "redis", "web", "live", "worker", "grader", "ticker", "beat", "proxy"} <= set(SERVICES)


def test_nobody_is_root_and_nobody_writes_but_to_memory_and_volumes() -> None:
    for name, service in SERVICES.items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert "no-new-privileges:true" in service["security_opt"], name
    users = {name: str(service.get("user", "")).split(":")[0] for name, service in SERVICES.items()}
    assert {name for name, user in users.items() if user in ("", "root", "0")} == {"proxy"}
    stages = (ROOT / "Dockerfile").read_text(encoding="utf-8").split("\nFROM ")
    assert all("\nUSER 10001:10001\n" in stage for stage in stages if "AS proxy" in stage or "AS simlab" in stage)


def test_the_proxy_is_the_only_door() -> None:
    assert {name for name, service in SERVICES.items() if "ports" in service} == {"proxy"}
    doors = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    assert set(re.findall(r"reverse_proxy (\w+):", doors)) == {"web", "live"}


def test_what_is_to_last_lies_in_a_volume_and_comes_back_after_a_fall() -> None:
    volumes = {name for service in SERVICES.values() for name in service.get("volumes", [])}
    assert {volume.split(":")[0] for volume in volumes} == set(COMPOSE["volumes"])
    restarts = {name: service["restart"] for name, service in SERVICES.items()}
    assert restarts == dict.fromkeys(SERVICES, "unless-stopped") | {"migrate": "no"}


@pytest.mark.parametrize("name", ["web", "live", "worker", "grader", "ticker", "beat"])
def test_parts_wait_for_healthy_stores(name: str) -> None:
    waits = SERVICES[name]["depends_on"]
    assert waits["postgres"]["condition"] == waits["redis"]["condition"] == "service_healthy"
    assert set(waits) <= set(SERVICES)


def test_whatever_is_waited_for_says_how_it_is() -> None:
    awaited = {name for service in SERVICES.values() for name in service.get("depends_on", {})} - {"migrate"}
    assert {name for name in awaited if "healthcheck" not in SERVICES[name]} == set()


def test_secrets_come_from_the_environment() -> None:
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            if any(word in name for word in ("SECRET", "PASSWORD")):
                assert value.startswith(f"${{{name}:?"), name


@pytest.mark.parametrize(("name", "position"), [("web", -1), ("live", 2)])
def test_the_servers_name_things_that_exist(name: str, position: int) -> None:
    module, _, attribute = SERVICES[name]["command"][position].partition(":")
    assert callable(getattr(importlib.import_module(module), attribute))


def test_the_image_copies_only_what_is_there() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    copied = [
        word for line in lines if line.startswith("COPY ") and "--from" not in line for word in line.split()[1:-1]
    ]
    assert [name for name in copied if not (ROOT / name).exists()] == []


def test_some_worker_serves_every_queue() -> None:
    from simlab.project.celery import app

    served = [SERVICES[name]["command"][-1].split(",") for name in ("worker", "grader")]
    assert sorted(queue for queues in served for queue in queues) == sorted(
        queue.name for queue in app.conf.task_queues
    )


@pytest.mark.parametrize("name", ["ticker", "beat"])
def test_chores_are_commands(name: str) -> None:
    from simlab.project.playing import playing_app

    names = {
        command.name or command.callback.__name__ for command in playing_app.registered_commands if command.callback
    }
    assert SERVICES[name]["command"][-1] in names
