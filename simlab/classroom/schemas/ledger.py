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
