"""Shocks of a run, for its instructors: what there is, what it would do, and throwing one in."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from simlab.classroom import control
from simlab.classroom.api.runs import checked
from simlab.classroom.contract import endpoint
from simlab.classroom.reads.foresight import previews
from simlab.classroom.rules import RUN_STAFF
from simlab.classroom.schemas.shocks import (
    NewShockSerializer,
    ShockPreviewSerializer,
    ShockSerializer,
    ThrownShockSerializer,
)
from simlab.classroom.views import OfRun
from simlab.engine.playing import evening_before, game_of
from simlab.engine.shocks import NOT_BEGUN
from simlab.runs.documents import document_of
from simlab.runs.models import Run


class ShocksView(OfRun):
    @endpoint("shocks_list", RUN_STAFF, gives=ShockSerializer(many=True), problems=[403])
    def get(self, request: Request, run: str) -> Response:
        """The shocks of the scenario with their effects, and which have begun (instructors)."""
        return Response(_shown(self.access.run))

    @endpoint(
        "shock_inject",
        RUN_STAFF,
        takes=NewShockSerializer,
        gives=ThrownShockSerializer,
        status=201,
        problems=[400, 403, 409],
    )
    def post(self, request: Request, run: str) -> Response:
        """Throw a shock in: it begins when the next day opens, in every world of the run (instructors)."""
        code = checked(NewShockSerializer, request)["code"]
        return Response({"code": code, "day": control.throw_in(self.access, code)}, status=201)


class ShockPreviewsView(OfRun):
    @endpoint("shock_previews_list", RUN_STAFF, gives=ShockPreviewSerializer(many=True), problems=[403])
    def get(self, request: Request, run: str) -> Response:
        """What was asked about shocks that would begin when the next day opens (staff)."""
        return Response(previews(self.access.run))

    @endpoint(
        "shock_preview",
        RUN_STAFF,
        takes=NewShockSerializer,
        gives=ShockPreviewSerializer,
        status=202,
        problems=[400, 403, 409],
    )
    def post(self, request: Request, run: str) -> Response:
        """Ask what a shock would do to each team over two weeks; the answer is among the previews in a while (staff)."""
        asked = control.preview_shock(self.access, checked(NewShockSerializer, request)["code"])
        return Response(next(row for row in previews(self.access.run) if row["code"] == asked.code), status=202)


def _shown(run: Run) -> list[dict[str, Any]]:
    state, _ = evening_before(game_of(run), run.day)
    begun = state.shock_day[0].tolist()
    return [
        {
            **{name: shock[name] for name in ("code", "kind", "name", "announced_day", "effects")},
            "begun_day": None if day == NOT_BEGUN else day,
        }
        for shock, day in zip(document_of(run).get("shocks", []), begun, strict=True)
    ]
