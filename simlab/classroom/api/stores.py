"""One store: figures, days, parcels, orders, settings."""

from __future__ import annotations

from django.http import HttpResponse
from rest_framework.request import Request

from simlab.classroom.access import row_number
from simlab.classroom.api.lists import listing, paged
from simlab.classroom.contract import endpoint
from simlab.classroom.reads import orders, stores
from simlab.classroom.reads.advertising import advertising
from simlab.classroom.reads.news import news
from simlab.classroom.reads.settings import settings
from simlab.classroom.rules import STORE_READERS
from simlab.classroom.schemas import examples
from simlab.classroom.schemas.advertising import AdvertisingSerializer
from simlab.classroom.schemas.news import NewsSerializer
from simlab.classroom.schemas.orders import OrderDetailSerializer, OrderPageSerializer, OrderQuerySerializer
from simlab.classroom.schemas.stores import (
    ShipmentsSerializer,
    StoreDaySerializer,
    StoreSettingsSerializer,
    StoreSummarySerializer,
)
from simlab.classroom.unchanged import unless_known
from simlab.classroom.views import OfStore


class SummaryView(OfStore):
    @endpoint("summary_read", STORE_READERS, gives=StoreSummarySerializer)
    def get(self, request: Request, store: str) -> HttpResponse:
        """The key figures of a store at the last closed day."""
        return unless_known(request, self.access, stores.summary)


class StoreDaysView(OfStore):
    @endpoint("store_days_list", STORE_READERS, gives=StoreDaySerializer(many=True))
    def get(self, request: Request, store: str) -> HttpResponse:
        """All closed days of a store, oldest first."""
        return unless_known(request, self.access, stores.days)


class ShipmentsView(OfStore):
    @endpoint("shipments_read", STORE_READERS, gives=ShipmentsSerializer)
    def get(self, request: Request, store: str) -> HttpResponse:
        """Parcels on their way by market, warehouse and stage, and those delivered in the last 7 days."""
        return unless_known(request, self.access, stores.shipments)


class SettingsView(OfStore):
    @endpoint("settings_read", STORE_READERS, gives=StoreSettingsSerializer)
    def get(self, request: Request, store: str) -> HttpResponse:
        """What stands when the next day opens."""
        return unless_known(request, self.access, settings)


class AdvertisingView(OfStore):
    @endpoint("advertising_read", STORE_READERS, gives=AdvertisingSerializer)
    def get(self, request: Request, store: str) -> HttpResponse:
        """What advertising brought in the last 7 days, where it stops paying, and what listing tests say."""
        return unless_known(request, self.access, advertising)


class NewsView(OfStore):
    @endpoint("news_list", STORE_READERS, gives=NewsSerializer(many=True))
    def get(self, request: Request, store: str) -> HttpResponse:
        """What a seller has heard of so far, the latest first: what is announced, and what has begun and was noticed."""
        return unless_known(request, self.access, news)


class OrdersView(OfStore):
    @listing("orders_list", OrderQuerySerializer, OrderPageSerializer, examples.ORDERS)
    def get(self, request: Request, store: str) -> HttpResponse:
        """One page of a store's orders."""
        return paged(request, self.access, OrderQuerySerializer, orders.order_page, names=True)


class OrderView(OfStore):
    @endpoint("order_read", STORE_READERS, gives=OrderDetailSerializer)
    def get(self, request: Request, store: str, order: str) -> HttpResponse:
        """One order with everything that happened to it."""
        number = row_number(order)
        return unless_known(request, self.access, lambda access: orders.order_detail(access, number), names=True)
