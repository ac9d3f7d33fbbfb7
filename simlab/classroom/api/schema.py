"""The API described by itself."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny

from simlab.classroom.rules import PUBLIC


class SchemaView(SpectacularAPIView):
    authentication_classes: list[Any] = []
    permission_classes = [AllowAny]

    @extend_schema(exclude=True)
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        return super().get(request, *args, **kwargs)

    get.rule = PUBLIC  # type: ignore[attr-defined]


class DocsView(SpectacularSwaggerSplitView):
    """The page that shows the description, from files of this server; its script is a file too, as the page's policy asks."""

    authentication_classes: list[Any] = []
    permission_classes = [AllowAny]
    url_name = "schema"

    @extend_schema(exclude=True)
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        return super().get(request, *args, **kwargs)

    get.rule = PUBLIC  # type: ignore[attr-defined]
