"""The books of a store. Assets and expenses stand above zero, debts, equity and sales below."""

from __future__ import annotations

from rest_framework import serializers

from simlab.classroom.schemas.lists import ACCOUNTS
from simlab.classroom.schemas.pages import QuerySerializer


class BalanceSerializer(serializers.Serializer):
    account = serializers.ChoiceField(choices=ACCOUNTS)
    currency = serializers.CharField()
    amount_minor = serializers.IntegerField()


class BalancesSerializer(serializers.Serializer):
    """Per currency the balances add up to zero."""

    day = serializers.IntegerField(help_text="The day after which they stand; -1 before the first.")
    balances = BalanceSerializer(many=True)


class BalanceQuerySerializer(QuerySerializer):
    day = serializers.IntegerField(required=False, min_value=0, max_value=2000)


class ProfitQuerySerializer(QuerySerializer):
    by = serializers.ChoiceField(choices=["day", "week"], default="week")


class ProfitLineSerializer(serializers.Serializer):
    account = serializers.ChoiceField(choices=ACCOUNTS)
    amount_minor = serializers.IntegerField(help_text="Earned above zero, spent below.")


class ProfitPeriodSerializer(serializers.Serializer):
    """Lines and revaluation add up to the profit. Revaluation: what moving rates, open deals and expected chargebacks are worth."""

    first_day = serializers.IntegerField()
    last_day = serializers.IntegerField()
    first_date = serializers.DateField()
    last_date = serializers.DateField()
    lines = ProfitLineSerializer(many=True)
    revaluation_minor = serializers.IntegerField()
    profit_minor = serializers.IntegerField()


class ProfitAndLossSerializer(serializers.Serializer):
    """In home money, each line at the rate of its day."""

    day = serializers.IntegerField(help_text="The last closed day; -1 before the first.")
    currency = serializers.CharField()
    by = serializers.ChoiceField(choices=["day", "week"])
    periods = ProfitPeriodSerializer(many=True)
    total = ProfitPeriodSerializer(allow_null=True)
