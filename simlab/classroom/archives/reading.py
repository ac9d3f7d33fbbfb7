"""Bring a run back from its file, under a number of its own: nothing is kept unless every part is what was archived."""

from __future__ import annotations

import base64
import hashlib
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from django.apps import apps
from django.db import transaction
from django.db.models import BinaryField, DateTimeField, JSONField, Model

from orders.models import Buyer
from simlab.classroom.archives.belongings import IDENTITY, PERSONS, foreign_keys, owned_models, plain_fields
from simlab.classroom.archives.writing import ABOUT, BUYERS, FORMAT, MANIFEST, OUTSIDE, RUN_NUMBERED
from simlab.engine import bulk, snapshots
from simlab.engine.records import TABLES
from simlab.engine.verify import check_kept
from simlab.runs import partitions
from simlab.runs.models import Run, RunState
from simlab.runs.rows import RUN_SHIFT, Columns

Row = dict[str, Any]
Numbers = dict[tuple[str, int], int | None]  # (model, number in the archive) -> number here
_BATCH = 500


class ArchiveDamaged(ValueError):  # noqa: N818  it says what is wrong
    """The file is not an archive, or not what was archived; nothing was restored."""


class Opened:
    """An archive whose parts are checked as they are read."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        manifest = file.read(MANIFEST)
        if hashlib.sha256(manifest).hexdigest().encode() != file.comment:
            raise ArchiveDamaged("the list of digests was changed")
        self._digests: dict[str, str] = json.loads(manifest)
        if set(self._digests) != set(file.namelist()) - {MANIFEST}:
            raise ArchiveDamaged("parts were added or are missing")

    def part(self, name: str) -> bytes:
        content = self._file.read(name)
        if hashlib.sha256(content).hexdigest() != self._digests[name]:
            raise ArchiveDamaged(f"{name} was changed")
        return content

    def rows(self, name: str) -> Iterator[Row]:
        return (json.loads(line) for line in self.part(name).splitlines())

    def names(self, folder: str) -> list[str]:
        return [name for name in self._digests if name.startswith(f"{folder}/")]


def restore_run(path: Path) -> Run:
    """The restored run; one that was running is paused. Raises ArchiveDamaged."""
    try:
        with zipfile.ZipFile(path) as file:
            return _restored(Opened(file))
    except (zipfile.BadZipFile, KeyError, json.JSONDecodeError, snapshots.Damaged) as error:
        raise ArchiveDamaged(f"not an archive that can be read: {error}") from error


def _restored(archive: Opened) -> Run:
    about = json.loads(archive.part(ABOUT))
    if about["format"] != FORMAT:
        raise ArchiveDamaged(f"an archive of format {about['format']}; this is format {FORMAT}")
    with transaction.atomic():
        numbers = _find_outside(archive)
        for model in owned_models():
            if f"facts/{model._meta.label}.jsonl" in archive.names("facts"):
                _restore_facts(archive, model, numbers)
        run = Run.objects.get(pk=numbers[Run._meta.label, about["run"]] or 0)
        partitions.make_room(run.pk)
        _restore_rows(archive, run)
        _restore_buyers(archive, run)
        Run.objects.filter(pk=run.pk, state=RunState.RUNNING).update(state=RunState.PAUSED)
        run.refresh_from_db()
        findings = list(check_kept(run))
        if findings:
            raise ArchiveDamaged("; ".join(findings[:3]))
    return run


def _find_outside(archive: Opened) -> Numbers:
    """What the run refers to, found here by its identity or made; persons are only found."""
    numbers: Numbers = {}
    for row in archive.rows(OUTSIDE):
        label, pk = row.pop("model"), row.pop("pk")
        model = apps.get_model(label)
        values = _values(model, row, numbers)
        identity = [model._meta.get_field(name).attname for name in PERSONS.get(label) or IDENTITY[label]]
        known = {name: values.get(name) for name in identity}
        found = None if None in known.values() else _number_of(model, known)
        if found is None and label not in PERSONS:
            found = model._default_manager.create(**values).pk
        numbers[label, pk] = found
    return numbers


def _number_of(model: type[Model], known: Row) -> int | None:
    return model._default_manager.filter(**known).order_by("pk").values_list("pk", flat=True).first()


def _values(model: type[Model], row: Row, numbers: Numbers) -> Row:
    """Values for the columns of a row, with the numbers of here; columns that the archive does not know keep their defaults."""
    values = {field.attname: _value(field, row[field.name]) for field in plain_fields(model) if field.name in row}
    for key in foreign_keys(model):
        if row.get(key.name) is not None:
            values[key.attname] = numbers[key.related_model._meta.label, row[key.name]]
    return values


def _made(model: type[Model], values: Row) -> Model:
    for key in foreign_keys(model):
        if values.get(key.attname) is None and not key.null:
            raise ArchiveDamaged(f"{model._meta.label} needs a {key.related_model._meta.label} that is not known here")
    return model(**values)


def _value(field: Any, told: Any) -> Any:
    if told is None or isinstance(field, JSONField):
        return told
    return base64.b64decode(told) if isinstance(field, BinaryField) else field.to_python(told)


def _restore_facts(archive: Opened, model: type[Model], numbers: Numbers) -> None:
    rows = list(archive.rows(f"facts/{model._meta.label}.jsonl"))
    made = [_made(model, _values(model, row, numbers)) for row in rows]
    stamps = [field for field in plain_fields(model) if isinstance(field, DateTimeField) and field.auto_now_add]
    told = [{field.attname: getattr(found, field.attname) for field in stamps} for found in made]
    model._default_manager.bulk_create(made, batch_size=_BATCH)
    numbers |= {(model._meta.label, row["pk"]): found.pk for row, found in zip(rows, made, strict=True)}
    if not (stamps and made):
        return
    for found, times in zip(made, told, strict=True):  # making a row stamps it with today
        for name, time in times.items():
            setattr(found, name, time)
    model._default_manager.bulk_update(made, [field.name for field in stamps], batch_size=_BATCH)


def _restore_rows(archive: Opened, run: Run) -> None:
    models = {table.event: table.model for table in TABLES}
    for name in archive.names("rows"):
        event = name.rpartition("/")[2]
        bulk.insert_all([(models[event], _columns(run, snapshots.unpacked(archive.part(name))))])


def _columns(run: Run, content: bytes) -> Columns:
    line, _, body = content.partition(b"\n")
    names = json.loads(line)
    table = np.frombuffer(body, "<i8").reshape(len(names), -1)
    base = np.int64(run.pk << RUN_SHIFT)
    return {name: column + base if name in RUN_NUMBERED else column for name, column in zip(names, table, strict=True)}


def _restore_buyers(archive: Opened, run: Run) -> None:
    base = run.pk << RUN_SHIFT
    people = (Buyer(**row | {"id": row["id"] + base}) for row in archive.rows(BUYERS))
    Buyer.objects.bulk_create(people, batch_size=_BATCH)
