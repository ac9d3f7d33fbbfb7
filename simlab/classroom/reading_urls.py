"""Addresses of what a store's team reads: lists, reports and files."""

from __future__ import annotations

from django.urls import path

from simlab.classroom.api import downloads, lists, reports

urlpatterns = [
    path("stores/<str:store>/advertising", reports.AdvertisingView.as_view()),
    path("stores/<str:store>/parcels", lists.ParcelsView.as_view()),
    path("stores/<str:store>/payments", lists.PaymentsView.as_view()),
    path("stores/<str:store>/refunds", lists.RefundsView.as_view()),
    path("stores/<str:store>/payouts", lists.PayoutsView.as_view()),
    path("stores/<str:store>/transfers", lists.TransfersView.as_view()),
    path("stores/<str:store>/ledger", lists.LedgerView.as_view()),
    path("stores/<str:store>/ledger/balances", lists.BalancesView.as_view()),
    path("stores/<str:store>/ledger/<str:line>/orders", lists.LedgerOrdersView.as_view()),
    path("stores/<str:store>/reviews", lists.ReviewsView.as_view()),
    path("stores/<str:store>/cases", lists.CasesView.as_view()),
    path("stores/<str:store>/campaigns", lists.CampaignsView.as_view()),
    path("stores/<str:store>/research", reports.ResearchView.as_view()),
    path("stores/<str:store>/account", reports.AccountView.as_view()),
    path("stores/<str:store>/stock", reports.StockView.as_view()),
    path("stores/<str:store>/listings", reports.ListingsView.as_view()),
    path("stores/<str:store>/profit-and-loss", reports.ProfitView.as_view()),
    path("stores/<str:store>/competitors", reports.CompetitorsView.as_view()),
    path("stores/<str:store>/market-report", reports.MarketReportView.as_view()),
    path("stores/<str:store>/downloads/<str:table>.<str:kind>", downloads.DownloadView.as_view()),
]
