"""Addresses of decisions and goals, and of the tokens by which machines make them."""

from __future__ import annotations

from django.urls import path

from simlab.classroom.api import decisions, goals, tokens

urlpatterns = [
    path("decision-kinds", decisions.DecisionKindsView.as_view()),
    path("stores/<str:store>/decision-forms", decisions.DecisionFormsView.as_view()),
    path("stores/<str:store>/standing-values", decisions.StandingValuesView.as_view()),
    path("stores/<str:store>/decisions", decisions.DecisionsView.as_view()),
    path("stores/<str:store>/decisions/preview", decisions.DecisionPreviewView.as_view()),
    path("stores/<str:store>/decisions/<str:decision>/cancel", decisions.CancelView.as_view()),
    path("stores/<str:store>/decisions/<str:decision>/approve", decisions.ApproveView.as_view()),
    path("stores/<str:store>/decisions/<str:decision>/decline", decisions.DeclineView.as_view()),
    path("stores/<str:store>/goals", goals.StoreGoalsView.as_view()),
    path("runs/<str:run>/goals", goals.RunGoalsView.as_view()),
    path("runs/<str:run>/goal-rules", goals.PointsRulesView.as_view()),
    path("courses/<str:course>/tokens", tokens.TokensView.as_view()),
    path("courses/<str:course>/tokens/<str:token>", tokens.TokenView.as_view()),
]
