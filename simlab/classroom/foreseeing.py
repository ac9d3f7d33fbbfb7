"""Previews of shocks: asked for by staff, worked out by a task, looked at when they are there."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import numpy as np
from django.db import transaction
from django.utils import timezone

from simlab.classroom.models import ShockPreview
from simlab.core.arrays import Ints
from simlab.engine.foresight import ShockJob, changes_of
from simlab.engine.playing import decisions_of, seed_on, state_at
from simlab.engine.state import to_bytes
from simlab.runs.documents import document_of
from simlab.runs.intents import FORESEE
from simlab.runs.models import Intent, Run, Store
from simlab.runs.scenario.canonical import canonical_json


@transaction.atomic
def request_preview(run: Run, code: str) -> ShockPreview:
    """The preview of a shock that would begin when the next day opens; asked for once a day."""
    preview, is_new = ShockPreview.objects.get_or_create(run=run, day=run.day, code=code)
    if is_new:
        Intent.objects.create(kind=FORESEE, run=run, due_day=run.day, payload={"preview": preview.pk})
    return preview


def work_out(intent_id: int, *, apart: bool) -> None:
    """Play both ways; `apart` in a process of its own, so that the threads of this one keep running."""
    asked = Intent.objects.values_list("payload", flat=True).get(pk=intent_id)
    preview = ShockPreview.objects.select_related("run__scenario_version").get(pk=asked["preview"])
    job = _job(preview)
    changes = _apart(job) if apart else changes_of(job)
    preview.effects, preview.answered_at = _effects(preview.run, changes), timezone.now()
    preview.save(update_fields=["effects", "answered_at"])


def _job(preview: ShockPreview) -> ShockJob:
    run, document = preview.run, document_of(preview.run)
    codes = [shock["code"] for shock in document["shocks"]]
    return ShockJob(
        document=canonical_json(document),
        state=to_bytes(state_at(run, preview.day)),
        rows=decisions_of(run, preview.day),
        day=preview.day,
        shock=codes.index(preview.code),
        seed=seed_on(run, preview.day),
    )


def _apart(job: ShockJob) -> Ints:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(changes_of, job).result()


def _effects(run: Run, changes: Ints) -> list[dict[str, Any]]:
    """What the teams' stores would gain or lose: the mean, and the least and the most of the draws."""
    stores = Store.objects.filter(world__run=run, policy="").select_related("world").order_by("world__number", "number")
    return [_effect(store, changes[:, store.world.number, store.number]) for store in stores]


def _effect(store: Store, change: Ints) -> dict[str, Any]:
    mean, low, high = (int(np.rint(value)) for value in (change.mean(), change.min(), change.max()))
    return {"store": store.pk, "mean_minor": mean, "low_minor": low, "high_minor": high}
