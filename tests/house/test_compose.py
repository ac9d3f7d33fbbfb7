"""No container engine is needed to see that the compose file holds together."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
import yaml

from tests.house.pure_packages import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]


def test_every_part_of_the_production_profile_is_there() -> None:
    assert {"postgres", "redis", "web", "live", "worker", "grader", "ticker", "beat"} <= set(SERVICES)


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
