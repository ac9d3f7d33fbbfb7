"""What happened to a store, a page at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request

from simlab.classroom.access import StoreAccess, row_number
from simlab.classroom.contract import Decorator, endpoint
from simlab.classroom.reads import advertising, cases, ledger, money, parcels, reviews
from simlab.classroom.rules import STORE_READERS
from simlab.classroom.schemas import examples, lists
from simlab.classroom.schemas.ledger import BalanceQuerySerializer, BalancesSerializer
from simlab.classroom.unchanged import unless_known
from simlab.classroom.views import OfStore

Page = Callable[[StoreAccess, dict[str, Any]], dict[str, Any]]


def queried(schema: type[serializers.Serializer], request: Request) -> dict[str, Any]:
    """The valid query of a request."""
    asked = schema(data=request.query_params)
    asked.is_valid(raise_exception=True)
    return dict(asked.validated_data)


def listing(
    name: str, query: type[serializers.Serializer], gives: type[serializers.Serializer], examples: Any = None
) -> Decorator:
    return endpoint(name, STORE_READERS, gives=gives, parameters=[query], problems=[400], examples=examples)


def paged(
    request: Request, access: StoreAccess, query: type[serializers.Serializer], page: Page, *, names: bool = False
) -> HttpResponse:
    """A wrong query is told before anything is read, also of a page that is known."""
    asked = queried(query, request)
    return unless_known(request, access, lambda access: page(access, asked), names=names)


class ParcelsView(OfStore):
    @listing("parcels_list", lists.ParcelQuerySerializer, lists.ParcelPageSerializer, examples.PARCELS)
    def get(self, request: Request, store: str) -> HttpResponse:
        """Parcels with their scans."""
        return paged(request, self.access, lists.ParcelQuerySerializer, parcels.parcel_page)


class PaymentsView(OfStore):
    @listing("payments_list", lists.PaymentQuerySerializer, lists.PaymentPageSerializer)
    def get(self, request: Request, store: str) -> HttpResponse:
        """Attempts of buyers to pay."""
        return paged(request, self.access, lists.PaymentQuerySerializer, money.payment_page)


class RefundsView(OfStore):
    @listing("refunds_list", lists.RefundQuerySerializer, lists.RefundPageSerializer)
    def get(self, request: Request, store: str) -> HttpResponse:
        """Money that went back to buyers."""
        return paged(request, self.access, lists.RefundQuerySerializer, money.refund_page)


class PayoutsView(OfStore):
    @listing("payouts_list", lists.PayoutQuerySerializer, lists.PayoutPageSerializer)
    def get(self, request: Request, store: str) -> HttpResponse:
        """Settlements of marketplaces."""
        return paged(request, self.access, lists.PayoutQuerySerializer, money.payout_page)


class TransfersView(OfStore):
    @listing("transfers_list", lists.PayoutQuerySerializer, lists.TransferPageSerializer)
    def get(self, request: Request, store: str) -> HttpResponse:
        """Payouts of the own site's payment provider."""
        return paged(request, self.access, lists.PayoutQuerySerializer, money.transfer_page)


class LedgerView(OfStore):
    @listing("ledger_list", lists.LedgerQuerySerializer, lists.LedgerPageSerializer, examples.LEDGER)
    def get(self, request: Request, store: str) -> HttpResponse:
        """The books, line by line: every cause of a day balances in every currency."""
        return paged(request, self.access, lists.LedgerQuerySerializer, ledger.ledger_page)


class BalancesView(OfStore):
    @listing("ledger_balances_read", BalanceQuerySerializer, BalancesSerializer)
    def get(self, request: Request, store: str) -> HttpResponse:
        """What lies on each account, by currency, when a day closed."""
        return paged(request, self.access, BalanceQuerySerializer, ledger.balances)


class LedgerOrdersView(OfStore):
    @listing("ledger_orders_list", lists.LedgerOrderQuerySerializer, lists.LedgerOrderPageSerializer)
    def get(self, request: Request, store: str, line: str) -> HttpResponse:
        """The orders behind a line of the books; 404 for a line that is not made of orders."""
        number = row_number(line)
        return paged(
            request,
            self.access,
            lists.LedgerOrderQuerySerializer,
            lambda access, asked: ledger.ledger_orders(access, number, asked),
        )


class ReviewsView(OfStore):
    @listing("reviews_list", lists.ReviewQuerySerializer, lists.ReviewPageSerializer)
    def get(self, request: Request, store: str) -> HttpResponse:
        """What buyers wrote."""
        return paged(request, self.access, lists.ReviewQuerySerializer, reviews.review_page)


class CasesView(OfStore):
    @listing("cases_list", lists.CaseQuerySerializer, lists.CasePageSerializer)
    def get(self, request: Request, store: str) -> HttpResponse:
        """Complaints, open and closed; the inbox shows those that can still be answered."""
        return paged(request, self.access, lists.CaseQuerySerializer, cases.case_page)


class CampaignsView(OfStore):
    @listing("campaigns_list", lists.CampaignQuerySerializer, lists.CampaignPageSerializer)
    def get(self, request: Request, store: str) -> HttpResponse:
        """Sponsored slots by day, market, channel and category."""
        return paged(request, self.access, lists.CampaignQuerySerializer, advertising.campaign_page)
