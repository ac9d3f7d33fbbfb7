"""What every long list takes and gives."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from simlab.classroom.wording import wording


class QuerySerializer(serializers.Serializer):
    """The query of an address; a name that it does not know is an error and not ignored."""

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        unknown = set(self.initial_data) - set(self.fields)
        if unknown:
            raise serializers.ValidationError(
                dict.fromkeys(sorted(unknown), wording("unknown_filter")), "unknown_filter"
            )
        return attrs


class PageQuerySerializer(QuerySerializer):
    """Filters name things by their codes. A list adds its own filters and orderings."""

    cursor = serializers.CharField(required=False, max_length=200, help_text="`next` or `previous` of another page.")
    limit = serializers.IntegerField(min_value=1, max_value=200, default=50)


class DatedQuerySerializer(PageQuerySerializer):
    """A list of what happened on days."""

    first_day = serializers.IntegerField(required=False, min_value=0, max_value=2000)
    last_day = serializers.IntegerField(required=False, min_value=0, max_value=2000)


class PageSerializer(serializers.Serializer):
    next = serializers.CharField(allow_null=True, help_text="Value for `cursor` that gives the page after this one.")
    previous = serializers.CharField(
        allow_null=True, help_text="Value for `cursor` that gives the page before this one."
    )


def ordering(*columns: str) -> serializers.ChoiceField:
    """Newest first unless another order is asked for; "-" turns it round. `id` is the order of happening."""
    names = ("id", *columns)
    return serializers.ChoiceField(choices=[f"{sign}{name}" for name in names for sign in ("-", "")], default="-id")


def code(length: int = 40) -> serializers.CharField:
    return serializers.CharField(required=False, max_length=length)


def one_of(choices: list[str]) -> serializers.ChoiceField:
    return serializers.ChoiceField(choices=choices, required=False)
