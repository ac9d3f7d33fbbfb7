"""What belongs to a run, read off the models themselves: whatever hangs on it by a cascading foreign key, now and later."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from django.apps import apps
from django.db.models import CASCADE, Field, ForeignKey, Model

from simlab.runs.models import Run

# What a run refers to beyond itself, known by these fields; made anew where it is not there.
IDENTITY: dict[str, tuple[str, ...]] = {
    "runs.Institution": ("name",),
    "runs.Course": ("institution", "name", "term"),
    "runs.Team": ("course", "name"),
    "runs.ScenarioVersion": ("content_hash",),
    "scoring.Tuning": ("content_hash",),
}
# Persons are found again by their names and never made: an archive holds no password and opens no account.
PERSONS: dict[str, tuple[str, ...]] = {"auth.User": ("username",), "runs.Seat": ("user", "course")}


@cache
def owned_models() -> tuple[type[Model], ...]:
    """The run and all that is deleted with it; what refers to another of these comes after it."""
    owned: list[type[Model]] = [Run]
    rest = [model for model in apps.get_models(include_auto_created=True) if model is not Run]
    while found := [model for model in rest if any(_owner(key) in owned for key in foreign_keys(model))]:
        owned += found
        rest = [model for model in rest if model not in found]
    return tuple(_in_order(owned))


def _in_order(models: list[type[Model]]) -> Iterator[type[Model]]:
    waiting = list(models)
    while waiting:
        free = [model for model in waiting if not {key.related_model for key in foreign_keys(model)} & set(waiting)]
        if not free:
            raise LookupError(f"these models refer to each other: {[model._meta.label for model in waiting]}")
        yield from free
        waiting = [model for model in waiting if model not in free]


@cache
def path_to_run(model: type[Model]) -> str:
    """The lookup that leads from a row to its run; empty for the run itself."""
    if model is Run:
        return ""
    key = next(key for key in foreign_keys(model) if _owner(key) in owned_models())
    further = path_to_run(_target(key))
    return f"{key.name}__{further}" if further else key.name


def foreign_keys(model: type[Model]) -> list[ForeignKey]:
    """Without those to the model itself: the run from which another branched has an archive of its own."""
    keys = [field for field in model._meta.concrete_fields if isinstance(field, ForeignKey)]
    return [key for key in keys if key.related_model is not model]


def plain_fields(model: type[Model]) -> list[Field]:
    """What is neither the row's own number nor another's."""
    return [field for field in model._meta.concrete_fields if not (field.primary_key or field.is_relation)]


def is_outside(key: ForeignKey) -> bool:
    return _target(key) not in owned_models()


def _owner(key: ForeignKey) -> type[Model] | None:
    return _target(key) if key.remote_field.on_delete is CASCADE else None


def _target(key: ForeignKey) -> type[Model]:
    target: type[Model] = key.related_model
    return target
