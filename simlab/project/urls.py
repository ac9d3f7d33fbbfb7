from __future__ import annotations

from django.urls import include, path, re_path

from simlab.project import health
from simlab.project.metrics import metrics
from simlab.project.pages import spa

urlpatterns = [
    path("api/v1/", include("simlab.classroom.urls")),
    path("metrics", metrics),
    path("healthz", health.alive),
    path("readyz", health.ready),
    re_path(r"^(?!api/|static/).*$", spa, name="spa"),
]
handler500 = "simlab.classroom.views.failed"
