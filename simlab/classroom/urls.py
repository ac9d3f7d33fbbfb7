"""Addresses under /api/v1/."""

from __future__ import annotations

from django.urls import path, re_path

from simlab.classroom.api import (
    desk,
    failures,
    live,
    runs,
    schema,
    scorecards,
    session,
    shocks,
    stores,
)
from simlab.classroom.deciding_urls import urlpatterns as deciding
from simlab.classroom.people_urls import urlpatterns as people
from simlab.classroom.privacy_urls import urlpatterns as privacy
from simlab.classroom.reading_urls import urlpatterns as reading
from simlab.classroom.run_urls import urlpatterns as run_control
from simlab.classroom.views import nothing_here

urlpatterns = [
    *people,
    *privacy,
    *run_control,
    *deciding,
    *reading,
    path("session", session.SessionView.as_view()),
    path("live", live.LiveView.as_view()),
    path("runs/<str:run>", runs.RunView.as_view()),
    path("runs/<str:run>/leaderboard", runs.LeaderboardView.as_view()),
    path("runs/<str:run>/days", runs.DaysView.as_view()),
    path("runs/<str:run>/clock", runs.ClockView.as_view()),
    path("runs/<str:run>/failures", failures.FailuresView.as_view()),
    path("runs/<str:run>/shocks", shocks.ShocksView.as_view()),
    path("runs/<str:run>/scorecards", scorecards.ScorecardsView.as_view()),
    path("stores/<str:store>/summary", stores.SummaryView.as_view()),
    path("stores/<str:store>/days", stores.StoreDaysView.as_view()),
    path("stores/<str:store>/shipments", stores.ShipmentsView.as_view()),
    path("stores/<str:store>/news", stores.NewsView.as_view()),
    path("stores/<str:store>/orders", stores.OrdersView.as_view()),
    path("stores/<str:store>/orders/<str:order>", stores.OrderView.as_view()),
    path("stores/<str:store>/shipping-quotes", desk.ShippingQuotesView.as_view()),
    path("stores/<str:store>/landed-cost", desk.LandedCostView.as_view()),
    path("stores/<str:store>/inbox", desk.InboxView.as_view()),
    path("stores/<str:store>/disputes", desk.DisputesView.as_view()),
    path("stores/<str:store>/customs", desk.CustomsView.as_view()),
    path("stores/<str:store>/settings", stores.SettingsView.as_view()),
    path("stores/<str:store>/scorecard", scorecards.ScorecardView.as_view()),
    path("schema", schema.SchemaView.as_view(), name="schema"),
    path("docs", schema.DocsView.as_view()),
    re_path("", nothing_here),
]
