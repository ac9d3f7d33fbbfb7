"""What a team looks at before it decides: previews and the inbox."""

from __future__ import annotations

from django.http import HttpResponse
from rest_framework.request import Request

from simlab.classroom.api.lists import listing, paged
from simlab.classroom.contract import endpoint
from simlab.classroom.reads.cases import inbox
from simlab.classroom.reads.customs import customs
from simlab.classroom.reads.disputes import disputes
from simlab.classroom.reads.previews import landed_cost
from simlab.classroom.reads.quotes import quotes
from simlab.classroom.rules import STORE_READERS
from simlab.classroom.schemas.cases import CustomsSerializer, InboxSerializer
from simlab.classroom.schemas.disputes import DisputesSerializer
from simlab.classroom.schemas.previews import LandedCostQuerySerializer, LandedCostSerializer
from simlab.classroom.schemas.quotes import QuoteQuerySerializer, QuotesSerializer
from simlab.classroom.unchanged import unless_known
from simlab.classroom.views import OfStore


class ShippingQuotesView(OfStore):
    @listing("shipping_quotes_read", QuoteQuerySerializer, QuotesSerializer)
    def get(self, request: Request, store: str) -> HttpResponse:
        """What every service would charge for a parcel on the day to come, and when it would arrive."""
        return paged(request, self.access, QuoteQuerySerializer, quotes)


class LandedCostView(OfStore):
    @listing("landed_cost_read", LandedCostQuerySerializer, LandedCostSerializer)
    def get(self, request: Request, store: str) -> HttpResponse:
        """What one sale would cost and leave on the day to come, part by part."""
        return paged(request, self.access, LandedCostQuerySerializer, landed_cost)


class InboxView(OfStore):
    @endpoint("inbox_read", STORE_READERS, gives=InboxSerializer)
    def get(self, request: Request, store: str) -> HttpResponse:
        """Buyers' cases: open ones by their deadline, then the latest closed ones."""
        return unless_known(request, self.access, inbox)


class CustomsView(OfStore):
    @endpoint("customs_read", STORE_READERS, gives=CustomsSerializer)
    def get(self, request: Request, store: str) -> HttpResponse:
        """Parcels that customs holds, what inspections found, and the store's papers."""
        return unless_known(request, self.access, customs)


class DisputesView(OfStore):
    @endpoint("disputes_read", STORE_READERS, gives=DisputesSerializer)
    def get(self, request: Request, store: str) -> HttpResponse:
        """Card disputes: open ones by their deadline, then the others; and how the card networks see the store."""
        return unless_known(request, self.access, disputes)
