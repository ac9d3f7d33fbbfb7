"""Reports of a store. That a student opened one is noted once a day; the pages say so."""

from __future__ import annotations

from django.http import HttpResponse
from rest_framework.request import Request

from simlab.classroom.api.lists import listing, paged
from simlab.classroom.contract import endpoint
from simlab.classroom.openings import note_opening
from simlab.classroom.reads.account import account
from simlab.classroom.reads.advertising import advertising
from simlab.classroom.reads.listings import listings
from simlab.classroom.reads.market import competitors, market_report
from simlab.classroom.reads.profit import profit_and_loss
from simlab.classroom.reads.research import research
from simlab.classroom.reads.stock import stock
from simlab.classroom.rules import STORE_READERS
from simlab.classroom.schemas import examples
from simlab.classroom.schemas.account import AccountSerializer
from simlab.classroom.schemas.advertising import AdvertisingSerializer
from simlab.classroom.schemas.goods import ListingSerializer, StockSerializer
from simlab.classroom.schemas.ledger import ProfitAndLossSerializer, ProfitQuerySerializer
from simlab.classroom.schemas.market import CompetitorQuerySerializer, CompetitorsSerializer, MarketReportSerializer
from simlab.classroom.schemas.previews import ResearchSerializer
from simlab.classroom.unchanged import unless_known
from simlab.classroom.views import OfStore


class StockView(OfStore):
    @endpoint("stock_read", STORE_READERS, gives=StockSerializer)
    def get(self, request: Request, store: str) -> HttpResponse:
        """Goods on the shelves by warehouse and age, on their way, and on order."""
        return unless_known(request, self.access, stock)


class ListingsView(OfStore):
    @endpoint("listings_list", STORE_READERS, gives=ListingSerializer(many=True))
    def get(self, request: Request, store: str) -> HttpResponse:
        """Every product on every front: what stands for it, and how it sold."""
        return unless_known(request, self.access, listings)


class ProfitView(OfStore):
    @listing("profit_and_loss_read", ProfitQuerySerializer, ProfitAndLossSerializer, examples.PROFIT_AND_LOSS)
    def get(self, request: Request, store: str) -> HttpResponse:
        """Profit and loss by day or week, and in sum."""
        note_opening(self.access, "profit_and_loss")
        return paged(request, self.access, ProfitQuerySerializer, profit_and_loss)


class CompetitorsView(OfStore):
    @listing("competitors_read", CompetitorQuerySerializer, CompetitorsSerializer, examples.COMPETITORS)
    def get(self, request: Request, store: str) -> HttpResponse:
        """All listings of a market as any shopper saw them on the last closed day."""
        note_opening(self.access, "competitors")
        return paged(request, self.access, CompetitorQuerySerializer, competitors)


class MarketReportView(OfStore):
    @endpoint("market_report_read", STORE_READERS, gives=MarketReportSerializer)
    def get(self, request: Request, store: str) -> HttpResponse:
        """Size and prices of every category in every market."""
        note_opening(self.access, "market_report")
        return unless_known(request, self.access, market_report)


class ResearchView(OfStore):
    @endpoint("research_read", STORE_READERS, gives=ResearchSerializer)
    def get(self, request: Request, store: str) -> HttpResponse:
        """The products that the store may open, with its estimates of this week."""
        note_opening(self.access, "research")
        return unless_known(request, self.access, research)


class AdvertisingView(OfStore):
    @endpoint("advertising_read", STORE_READERS, gives=AdvertisingSerializer)
    def get(self, request: Request, store: str) -> HttpResponse:
        """What advertising brought in the last 7 days, where it stops paying, and what listing tests say."""
        note_opening(self.access, "advertising")
        return unless_known(request, self.access, advertising)


class AccountView(OfStore):
    @endpoint("account_read", STORE_READERS, gives=AccountSerializer)
    def get(self, request: Request, store: str) -> HttpResponse:
        """How marketplaces judge the store, and its buyer service of the last 7 days."""
        note_opening(self.access, "account")
        return unless_known(request, self.access, account)
