"""Addresses of what staff do to runs and what students practise, under /api/v1/."""

from __future__ import annotations

from django.urls import path

from simlab.classroom.api import board, branches, classruns, practice, runs, scenarios, shocks

urlpatterns = [
    path("courses/<str:course>/runs", classruns.ClassRunsView.as_view()),
    path("courses/<str:course>/scenarios", scenarios.ScenariosView.as_view()),
    path("courses/<str:course>/scenarios/check", scenarios.ScenarioCheckView.as_view()),
    path("courses/<str:course>/scenarios/<str:scenario>", scenarios.ScenarioView.as_view()),
    path("courses/<str:course>/practice", practice.PracticeView.as_view()),
    path("practice/<str:practice>", practice.PracticeRunView.as_view()),
    path("practice/<str:practice>/days", practice.PracticeDaysView.as_view()),
    path("practice/<str:practice>/grading", practice.PracticeGradingView.as_view()),
    path("runs/<str:run>/deadline", runs.DeadlineView.as_view()),
    path("runs/<str:run>/release", runs.ReleaseView.as_view()),
    path("runs/<str:run>/grading", runs.GradingView.as_view()),
    path("runs/<str:run>/copies", runs.CopiesView.as_view()),
    path("runs/<str:run>/board", board.BoardView.as_view()),
    path("runs/<str:run>/announcements", board.AnnouncementsView.as_view()),
    path("runs/<str:run>/shock-previews", shocks.ShockPreviewsView.as_view()),
    path("runs/<str:run>/branches", branches.BranchesView.as_view()),
]
