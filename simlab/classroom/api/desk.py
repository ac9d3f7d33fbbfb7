"""What a team looks at before it decides: previews, research, and the inbox."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response

from simlab.classroom.access import store_access
from simlab.classroom.contract import endpoint
from simlab.classroom.reads.account import account
from simlab.classroom.reads.cases import inbox
from simlab.classroom.reads.customs import customs
from simlab.classroom.reads.disputes import disputes
from simlab.classroom.reads.previews import landed_cost
from simlab.classroom.reads.quotes import quotes
from simlab.classroom.reads.research import research
from simlab.classroom.schemas.account import AccountSerializer
from simlab.classroom.schemas.cases import CustomsSerializer, InboxSerializer
from simlab.classroom.schemas.disputes import DisputesSerializer
from simlab.classroom.schemas.previews import LandedCostQuerySerializer, LandedCostSerializer, ResearchSerializer
from simlab.classroom.schemas.quotes import QuoteQuerySerializer, QuotesSerializer
from simlab.classroom.unchanged import unless_known
from simlab.classroom.views import ApiView


class ShippingQuotesView(ApiView):
    @endpoint("shipping_quotes_read", gives=QuotesSerializer, parameters=[QuoteQuerySerializer], problems=[400])
    def get(self, request: Request, store: str) -> Response:
        """What every service would charge for a parcel on the day to come, and when it would arrive."""
        access = store_access(request.user, store)
        asked = QuoteQuerySerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        return Response(quotes(access, asked.validated_data))


class LandedCostView(ApiView):
    @endpoint("landed_cost_read", gives=LandedCostSerializer, parameters=[LandedCostQuerySerializer], problems=[400])
    def get(self, request: Request, store: str) -> Response:
        """What one sale would cost and leave on the day to come, part by part."""
        access = store_access(request.user, store)
        asked = LandedCostQuerySerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        return Response(landed_cost(access, asked.validated_data))


class ResearchView(ApiView):
    @endpoint("research_read", gives=ResearchSerializer)
    def get(self, request: Request, store: str) -> Response:
        """The products that the store may open, with its estimates of this week."""
        return unless_known(request, store_access(request.user, store), research)


class InboxView(ApiView):
    @endpoint("inbox_read", gives=InboxSerializer)
    def get(self, request: Request, store: str) -> Response:
        """Buyers' cases: open ones by their deadline, then the latest closed ones."""
        return unless_known(request, store_access(request.user, store), inbox)


class CustomsView(ApiView):
    @endpoint("customs_read", gives=CustomsSerializer)
    def get(self, request: Request, store: str) -> Response:
        """Parcels that customs holds, what inspections found, and the store's papers."""
        return unless_known(request, store_access(request.user, store), customs)


class DisputesView(ApiView):
    @endpoint("disputes_read", gives=DisputesSerializer)
    def get(self, request: Request, store: str) -> Response:
        """Card disputes: open ones by their deadline, then the others; and how the card networks see the store."""
        return unless_known(request, store_access(request.user, store), disputes)


class AccountView(ApiView):
    @endpoint("account_read", gives=AccountSerializer)
    def get(self, request: Request, store: str) -> Response:
        """How marketplaces judge the store, and its buyer service of the last 7 days."""
        return unless_known(request, store_access(request.user, store), account)
