"""The product's addresses, and a list of 50 rows as Django REST framework gives it with nothing around."""

from __future__ import annotations

from django.urls import path
from rest_framework.generics import ListAPIView
from rest_framework.pagination import CursorPagination
from rest_framework.serializers import ModelSerializer

from orders.models import Order
from simlab.project.urls import handler500, urlpatterns

__all__ = ["handler500", "urlpatterns"]


class BareOrder(ModelSerializer[Order]):
    class Meta:
        model = Order
        fields = "__all__"


class FiftyRows(CursorPagination):
    page_size = 50
    ordering = "-id"


class BareOrders(ListAPIView[Order]):
    authentication_classes = ()
    permission_classes = ()
    serializer_class = BareOrder
    pagination_class = FiftyRows
    queryset = Order.objects.all()


urlpatterns = [path("bare-orders", BareOrders.as_view()), *urlpatterns]
