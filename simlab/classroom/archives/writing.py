"""Put a run into one file: a zip of its facts, its rows and its snapshots, with the digest of every part.

Numbers of rows are kept relative to the run, so that it can be restored under another number, here or elsewhere.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import BinaryField, Model

from orders.models import Buyer
from simlab.classroom.archives.belongings import (
    IDENTITY,
    PERSONS,
    foreign_keys,
    is_outside,
    owned_models,
    path_to_run,
    plain_fields,
)
from simlab.engine import bulk, snapshots, versions
from simlab.engine.records import TABLES, widths
from simlab.engine.state import STATE_VERSION
from simlab.runs.models import DayClose, Run
from simlab.runs.rows import RUN_SHIFT, Columns, day_range

FORMAT = 1
MANIFEST, ABOUT, OUTSIDE, BUYERS = "manifest.json", "about.json", "outside.jsonl", "buyers.jsonl"
RUN_NUMBERED = ("id", "order_id")  # columns that begin with the run
Row = dict[str, Any]
_CHUNK = 20  # a row may hold a snapshot of megabytes


class Archive:
    """The file while it is written."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self._digests: dict[str, str] = {}

    def add(self, name: str, chunks: Iterable[bytes], *, packed: bool = False) -> None:
        """A part, written as it comes; `packed` ones are not packed again."""
        part, digest = zipfile.ZipInfo(name), hashlib.sha256()
        part.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
        with self._file.open(part, "w", force_zip64=True) as into:
            for chunk in chunks:
                digest.update(chunk)
                into.write(chunk)
        self._digests[name] = digest.hexdigest()

    def seal(self) -> str:
        """Write the digests of all parts; the digest of these names the whole archive."""
        manifest = json.dumps(self._digests, indent=1).encode()
        self._file.writestr(MANIFEST, manifest)
        seal = hashlib.sha256(manifest).hexdigest()
        self._file.comment = seal.encode()
        return seal


@transaction.atomic
def archive_run(run: Run, path: Path) -> str:
    """Write the archive; its digest. No day is played meanwhile."""
    Run.objects.select_for_update(no_key=True).get(pk=run.pk)
    unfinished = path.with_name(path.name + ".part")
    with zipfile.ZipFile(unfinished, "w") as file:
        archive = Archive(file)
        archive.add(ABOUT, [json.dumps(_about(run), indent=1, ensure_ascii=False).encode()])
        outside: dict[tuple[str, int], Row] = {}
        for model in owned_models():
            archive.add(f"facts/{model._meta.label}.jsonl", _lines(_owned_rows(model, run, outside)))
        archive.add(OUTSIDE, _lines({"model": label, "pk": pk, **row} for (label, pk), row in outside.items()))
        archive.add(BUYERS, _lines(_buyers(run)))
        for name, rows in _days(run):
            archive.add(name, [snapshots.packed(_row_bytes(run, rows))], packed=True)
        seal = archive.seal()
    unfinished.replace(path)
    return seal


def _about(run: Run) -> Row:
    last = DayClose.objects.filter(run=run).order_by("-day").values_list("digest", flat=True).first()
    return {
        "format": FORMAT,
        "run": run.pk,
        "title": run.title,
        "days": run.day,
        "digest": last,
        "engine": versions.ENGINE,
        "state_version": STATE_VERSION,
    }


def _owned_rows(model: type[Model], run: Run, outside: dict[tuple[str, int], Row]) -> Iterator[Row]:
    path = path_to_run(model)
    outward = [key for key in foreign_keys(model) if is_outside(key)]
    rows = model._default_manager.filter(**{path or "pk": run.pk}).order_by("pk")
    for found in rows.select_related(*(key.name for key in outward)).iterator(chunk_size=_CHUNK):
        for key in outward:
            _note_outside(getattr(found, key.name), outside)
        yield {"pk": found.pk, **_fields(found)}


def _note_outside(found: Model | None, outside: dict[tuple[str, int], Row]) -> None:
    """Rows that others refer to are noted after those they refer to themselves."""
    if found is None or (found._meta.label, found.pk) in outside:
        return
    label = found._meta.label
    kept = PERSONS.get(label) or (None if label in IDENTITY else ())
    if kept == ():
        raise LookupError(f"an archive does not know how to name a {label}")
    for key in foreign_keys(type(found)):
        if kept is None or key.name in kept:
            _note_outside(getattr(found, key.name), outside)
    fields = _fields(found)
    outside[label, found.pk] = fields if kept is None else {name: fields[name] for name in kept}


def _fields(found: Model) -> Row:
    keys = {key.name: getattr(found, key.attname) for key in foreign_keys(type(found))}
    return keys | {field.name: _told(field, getattr(found, field.attname)) for field in plain_fields(type(found))}


def _told(field: Any, value: Any) -> Any:
    if isinstance(field, BinaryField) and value is not None:
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if isinstance(value, datetime) else value  # Django's encoder would cut it to milliseconds


def _buyers(run: Run) -> Iterator[Row]:
    columns = [field.name for field in Buyer._meta.concrete_fields]
    for row in Buyer.objects.of_run(run.pk).order_by("id").values(*columns).iterator(chunk_size=5_000):
        yield row | {"id": row["id"] - (run.pk << RUN_SHIFT)}


def _days(run: Run) -> Iterator[tuple[str, Columns]]:
    for day in range(run.day):
        for table in TABLES:
            rows = bulk.read(table.model, tuple(widths(table.model)), day_range(run.pk, day, day))
            if rows["id"].size:
                yield f"rows/{day}/{table.event}", rows


def _row_bytes(run: Run, rows: Columns) -> bytes:
    """The names of the columns in a line, then each column as little-endian 64-bit integers."""
    base = np.int64(run.pk << RUN_SHIFT)
    columns = (rows[name] - base if name in RUN_NUMBERED else rows[name] for name in rows)
    return json.dumps(list(rows)).encode() + b"\n" + b"".join(column.astype("<i8").tobytes() for column in columns)


def _lines(rows: Iterable[Row]) -> Iterator[bytes]:
    return (json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False).encode() + b"\n" for row in rows)
