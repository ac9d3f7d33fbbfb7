"""What a sale would leave, and product research. Money is in home currency unless a field says otherwise."""

from __future__ import annotations

from rest_framework import serializers

_MARKET_MONEY = "In the market's currency."


class LandedCostQuerySerializer(serializers.Serializer):
    """A listing by code; left out, the channel is the market's first and the price the one that stands."""

    market = serializers.CharField(max_length=8)
    channel = serializers.CharField(max_length=40, required=False)
    sku = serializers.CharField(max_length=40)
    price_minor = serializers.IntegerField(
        min_value=1, max_value=2_000_000_000, required=False, help_text=_MARKET_MONEY
    )


class CostPartSerializer(serializers.Serializer):
    """`code`: goods, shipping, duty or duty_<layer>, import_tax, clearance, tax, marketplace_fee, payment_fee, rebate."""

    code = serializers.CharField()
    amount_minor = serializers.IntegerField()


class LandedCostSerializer(serializers.Serializer):
    """Parts and margin add up to the price."""

    day = serializers.IntegerField(help_text="The day to come: its rules and the rates of the last close.")
    market = serializers.CharField()
    channel = serializers.CharField()
    sku = serializers.CharField()
    currency = serializers.CharField()
    market_currency = serializers.CharField()
    warehouse = serializers.CharField(help_text="Where the parcel would come from.")
    service = serializers.CharField()
    price_minor = serializers.IntegerField()
    margin_minor = serializers.IntegerField()
    break_even_acos_e4 = serializers.IntegerField()
    break_even_bid_minor = serializers.IntegerField()
    buyer_pays_minor = serializers.IntegerField(help_text=_MARKET_MONEY)
    at_door_minor = serializers.IntegerField(
        help_text=f"Duty, tax and fee that the buyer pays at the door. {_MARKET_MONEY}"
    )
    parts = CostPartSerializer(many=True)


class MarketResearchSerializer(serializers.Serializer):
    """Estimates of a week; search and competition are off by about a quarter. season_e4: 10000 is an ordinary day, of the next 8 weeks."""

    market = serializers.CharField()
    search_per_month = serializers.IntegerField()
    competition_e4 = serializers.IntegerField()
    margin_e4 = serializers.IntegerField(help_text="What goods and referral fee leave of the usual price.")
    season_e4 = serializers.IntegerField()


class CandidateSerializer(serializers.Serializer):
    sku = serializers.CharField()
    opened = serializers.BooleanField()
    compliance = serializers.ListField(child=serializers.CharField(), help_text="Marks and rules that markets ask for.")
    battery = serializers.BooleanField()
    liquid = serializers.BooleanField()
    burden = serializers.IntegerField(help_text="Marks, and two each for a battery and a liquid.")
    markets = MarketResearchSerializer(many=True)


class ResearchSerializer(serializers.Serializer):
    """Candidates that the store may open while it has room; none where the range is fixed."""

    day = serializers.IntegerField()
    open_products = serializers.IntegerField()
    most_products = serializers.IntegerField()
    products = CandidateSerializer(many=True)
