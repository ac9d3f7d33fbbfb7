"""A store's own tables as files."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import FileResponse, HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from simlab.classroom.contract import endpoint
from simlab.classroom.reads.downloads import TABLES, written
from simlab.classroom.rules import STORE_READERS
from simlab.classroom.views import OfStore
from simlab.engine.export import FORMATS
from simlab.runs import audit

MEDIA = {"csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet"}


class _TheOnlyKind(BaseContentNegotiation):
    """The address says what is wanted; only a refusal is JSON."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        first = next(iter(renderers))
        return first, str(first.media_type)


class DownloadView(OfStore):
    content_negotiation_class = _TheOnlyKind

    @endpoint(
        "download_read",
        STORE_READERS,
        gives={media.partition(";")[0]: OpenApiTypes.BINARY for media in MEDIA.values()},
        parameters=[
            OpenApiParameter("table", str, OpenApiParameter.PATH, enum=list(TABLES)),
            OpenApiParameter("kind", str, OpenApiParameter.PATH, enum=list(FORMATS)),
        ],
    )
    def get(self, request: Request, store: str, table: str, kind: str) -> HttpResponseBase:
        """All closed days of a table as a file: CSV in UTF-8 with a byte order mark, or Parquet. A promised day of -1 is none."""
        file, run = written(self.access, table, kind), self.access.run
        audit.record(
            "export",
            actor=self.access.seat,
            course=run.course,
            subject=f"store {self.access.store.pk}",
            detail={"run": str(run.pk), "table": table, "kind": kind, "days": run.day},
        )
        name = f"store-{self.access.store.pk}-{table}-day-{run.day}.{kind}"
        return FileResponse(file, as_attachment=True, filename=name, content_type=MEDIA[kind])
