"""The inbox of a store: buyers' cases, and what customs asks and finds."""

from __future__ import annotations

from rest_framework import serializers

from logistics.domain.clearance import Fault, Outcome
from orders.domain.cases import Answer, CaseKind
from simlab.classroom.reads.customs import ANSWERS
from simlab.classroom.schemas.texts import LocalTextSerializer

CASES = [kind.name.lower() for kind in CaseKind]
CASE_ANSWERS = [answer.name.lower() for answer in Answer]
OUTCOMES = [outcome.name.lower() for outcome in Outcome]
FAULTS = [str(fault.name).lower() for fault in Fault]


class StandingPolicySerializer(serializers.Serializer):
    case = serializers.ChoiceField(choices=CASES)
    answer = serializers.ChoiceField(choices=CASE_ANSWERS)


class CaseRefundSerializer(StandingPolicySerializer):
    refund_e4 = serializers.IntegerField(help_text="Share of the order's price that this answer gives back.")


class CaseSerializer(serializers.Serializer):
    """Prices and refunds are in `currency`."""

    case_no = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=CASES)
    order = serializers.CharField()
    sku = serializers.CharField()
    market = serializers.CharField()
    currency = serializers.CharField()
    price_minor = serializers.IntegerField()
    promised_day = serializers.IntegerField()
    opened_day = serializers.IntegerField()
    due_day = serializers.IntegerField(
        help_text="The day on which it is settled; an answer must be given before it opens."
    )


class OpenCaseSerializer(CaseSerializer):
    days_left = serializers.IntegerField(
        help_text="Days that can still be played before it is settled; 0: the next day settles it."
    )
    standing_answer = serializers.ChoiceField(choices=CASE_ANSWERS)
    given_answer = serializers.ChoiceField(
        choices=CASE_ANSWERS, allow_null=True, help_text="What the team has answered so far."
    )


class ClosedCaseSerializer(CaseSerializer):
    answer = serializers.ChoiceField(choices=CASE_ANSWERS)
    by_team = serializers.BooleanField(help_text="False: the standing policy answered.")
    refund_minor = serializers.IntegerField()
    claimed = serializers.BooleanField()
    bad_review = serializers.BooleanField()


class InboxSerializer(serializers.Serializer):
    day = serializers.IntegerField()
    standing = StandingPolicySerializer(many=True)
    refunds = CaseRefundSerializer(many=True)
    open = OpenCaseSerializer(many=True)
    closed = ClosedCaseSerializer(many=True)


class _OfParcelSerializer(serializers.Serializer):
    order = serializers.CharField()
    day = serializers.IntegerField()
    sku = serializers.CharField()
    market = serializers.CharField()


class HeldParcelSerializer(_OfParcelSerializer):
    held_days = serializers.IntegerField()


class CustomsFindingSerializer(_OfParcelSerializer):
    outcome = serializers.ChoiceField(choices=OUTCOMES)
    faults = serializers.ListField(child=serializers.ChoiceField(choices=FAULTS))
    penalty_minor = serializers.IntegerField(help_text="Home currency.")


class ComplianceFindingSerializer(serializers.Serializer):
    """A listing that was sold without a paper and was found out."""

    day = serializers.IntegerField()
    market = serializers.CharField()
    channel = serializers.CharField()
    sku = serializers.CharField()
    fine_minor = serializers.IntegerField(help_text="Home currency.")


class PaperSerializer(serializers.Serializer):
    """A registration stands for the store (`standing`), a certificate for products (`held_skus`, `applied_skus`)."""

    code = serializers.CharField()
    name = LocalTextSerializer()
    certificate = serializers.BooleanField()
    days = serializers.IntegerField(help_text="From application to grant.")
    cost_minor = serializers.IntegerField(help_text="Home currency.")
    standing = serializers.ChoiceField(choices=["held", "applied_for", "missing"], allow_null=True)
    held_skus = serializers.ListField(child=serializers.CharField())
    applied_skus = serializers.ListField(child=serializers.CharField())


class CustomsSerializer(serializers.Serializer):
    day = serializers.IntegerField()
    document_policy = serializers.ChoiceField(
        choices=list(ANSWERS), help_text="How requests for documents are answered."
    )
    held = HeldParcelSerializer(many=True)
    findings = CustomsFindingSerializer(many=True)
    compliance = ComplianceFindingSerializer(many=True)
    papers = PaperSerializer(many=True)
