"""Addresses of personal data and of the record of who did what, under /api/v1/."""

from __future__ import annotations

from django.urls import path

from simlab.classroom.api import privacy

urlpatterns = [
    path("session/notice", privacy.NoticeView.as_view()),
    path("session/data", privacy.OwnDataView.as_view()),
    path("courses/<str:course>/seats/<str:seat>/data", privacy.SeatDataView.as_view()),
    path("courses/<str:course>/audit", privacy.AuditView.as_view()),
    path("courses/<str:course>/audit/counts", privacy.AuditCountsView.as_view()),
]
