"""One store as its team runs it. Money is in minor units; of the home currency unless a row names another."""

from __future__ import annotations

from rest_framework import serializers

PARCEL_STAGES = [
    "pick_up",
    "export",
    "line_haul",
    "import_hold",
    "last_mile",
    "redelivery",
    "pickup_point",
    "return_home",
]


class KpisSerializer(serializers.Serializer):
    """Sales, orders, on-time share and ad spend are of the last 7 days, profit is since opening, the rest stands at the
    close of the day. A delta compares with the same figure 7 days before; null where there is nothing to compare."""

    sales_minor = serializers.IntegerField()
    sales_minor_delta = serializers.IntegerField(allow_null=True)
    orders = serializers.IntegerField()
    orders_delta = serializers.IntegerField(allow_null=True)
    profit_minor = serializers.IntegerField()
    profit_minor_delta = serializers.IntegerField(allow_null=True)
    cash_minor = serializers.IntegerField()
    cash_minor_delta = serializers.IntegerField(allow_null=True)
    rating_e2 = serializers.IntegerField(allow_null=True)
    rating_e2_delta = serializers.IntegerField(allow_null=True)
    on_time_e4 = serializers.IntegerField(allow_null=True)
    on_time_e4_delta = serializers.IntegerField(allow_null=True)
    ad_spend_minor = serializers.IntegerField()
    ad_spend_minor_delta = serializers.IntegerField(allow_null=True)
    stock_minor = serializers.IntegerField()
    stock_minor_delta = serializers.IntegerField(allow_null=True)


class StoreSummarySerializer(serializers.Serializer):
    """`day` is the last closed day; -1, with `date` of the eve, before the first."""

    day = serializers.IntegerField()
    date = serializers.DateField()
    currency = serializers.CharField()
    kpis = KpisSerializer()


class StoreDaySerializer(serializers.Serializer):
    day = serializers.IntegerField()
    date = serializers.DateField()
    sales_minor = serializers.IntegerField()
    ad_spend_minor = serializers.IntegerField()
    orders = serializers.IntegerField()
    units = serializers.IntegerField()
    delivered = serializers.IntegerField()
    late = serializers.IntegerField()
    cash_minor = serializers.IntegerField()
    stock_minor = serializers.IntegerField()
    wealth_minor = serializers.IntegerField()
    rating_e2 = serializers.IntegerField(allow_null=True)


class OpenParcelsSerializer(serializers.Serializer):
    market = serializers.CharField()
    warehouse = serializers.CharField()
    stage = serializers.ChoiceField(choices=PARCEL_STAGES)
    parcels = serializers.IntegerField()


class DeliveredParcelsSerializer(serializers.Serializer):
    market = serializers.CharField()
    parcels = serializers.IntegerField()
    late = serializers.IntegerField()


class ShipmentsSerializer(serializers.Serializer):
    open = OpenParcelsSerializer(many=True)
    delivered_7d = DeliveredParcelsSerializer(many=True)


class PriceSettingSerializer(serializers.Serializer):
    market = serializers.CharField()
    channel = serializers.CharField()
    sku = serializers.CharField()
    price_minor = serializers.IntegerField()
    currency = serializers.CharField()
    listed = serializers.BooleanField()


class ServiceSettingSerializer(serializers.Serializer):
    market = serializers.CharField()
    service = serializers.CharField()


class AdBudgetSettingSerializer(serializers.Serializer):
    market = serializers.CharField()
    channel = serializers.CharField()
    ad_budget_minor = serializers.IntegerField(help_text="Home currency per day.")


class CoverSettingSerializer(serializers.Serializer):
    sku = serializers.CharField()
    cover_days = serializers.IntegerField()


class StoreSettingsSerializer(serializers.Serializer):
    """What stands when day `day` opens, decisions already made for it included."""

    day = serializers.IntegerField()
    version = serializers.CharField(help_text="What a decision may be `based_on`: the latest one that this shows.")
    prices = PriceSettingSerializer(many=True)
    services = ServiceSettingSerializer(many=True)
    ad_budgets = AdBudgetSettingSerializer(many=True)
    covers = CoverSettingSerializer(many=True)
    opened = serializers.ListField(child=serializers.CharField(), help_text="Products that the store carries, by SKU.")
