"""Addresses of courses and their people, under /api/v1/."""

from __future__ import annotations

from django.urls import path

from simlab.classroom.api import checkin, courses, roster, seats

urlpatterns = [
    path("institutions", courses.InstitutionsView.as_view()),
    path("courses", courses.CoursesView.as_view()),
    path("courses/<str:course>", courses.CourseView.as_view()),
    path("courses/<str:course>/class-code", courses.ClassCodeView.as_view()),
    path("courses/<str:course>/sections", courses.SectionsView.as_view()),
    path("courses/<str:course>/sections/<str:section>", courses.SectionView.as_view()),
    path("courses/<str:course>/teams", courses.TeamsView.as_view()),
    path("courses/<str:course>/teams/<str:team>", courses.TeamView.as_view()),
    path("courses/<str:course>/seats", seats.SeatsView.as_view()),
    path("courses/<str:course>/seats/<str:seat>", seats.SeatView.as_view()),
    path("courses/<str:course>/anonymous-seats", seats.AnonymousSeatsView.as_view()),
    path("courses/<str:course>/roster", roster.RosterView.as_view()),
    path("courses/<str:course>/join", roster.JoinView.as_view()),
    path("courses/<str:course>/slips", roster.SlipsView.as_view()),
    path("runs/<str:run>/check-in", checkin.CheckInView.as_view()),
    path("runs/<str:run>/stores/<str:store>/bot", checkin.BotView.as_view()),
]
