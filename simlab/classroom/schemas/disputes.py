"""Card disputes of one store."""

from __future__ import annotations

from rest_framework import serializers

from simlab.core.states import DisputeGround, DisputeState, Evidence

GROUNDS = [ground.name.lower() for ground in DisputeGround if ground]
STATES = [state.name.lower() for state in DisputeState]
EVIDENCE = [bit.name.lower() for bit in Evidence]


class _EvidenceSerializer(serializers.ListField):
    child = serializers.ChoiceField(choices=EVIDENCE)


class DisputeSerializer(serializers.Serializer):
    """Amounts are in `currency`. `proofs`: the evidence that there is; `odds_e4`: the chance with what was sent."""

    dispute_no = serializers.IntegerField()
    order = serializers.CharField()
    ground = serializers.ChoiceField(choices=GROUNDS)
    reason_code = serializers.CharField(help_text="Card network and its code, such as Visa 13.1.")
    state = serializers.ChoiceField(choices=STATES)
    opened_day = serializers.IntegerField()
    due_day = serializers.IntegerField(help_text="The last day on which an answer counts.")
    days_left = serializers.IntegerField(allow_null=True, help_text="0: an answer counts when the next day is played.")
    end_day = serializers.IntegerField(allow_null=True)
    amount_minor = serializers.IntegerField()
    fee_minor = serializers.IntegerField(help_text="Charged when the dispute was opened.")
    currency = serializers.CharField()
    proofs = _EvidenceSerializer()
    evidence = _EvidenceSerializer()
    odds_e4 = serializers.IntegerField(allow_null=True)
    given_evidence = _EvidenceSerializer(
        allow_null=True, help_text="What the team has decided to send; empty: it accepts; null: nothing yet."
    )


class DisputePointsSerializer(serializers.Serializer):
    evidence = serializers.ChoiceField(choices=EVIDENCE)
    points_e4 = serializers.IntegerField()


class DisputeOddsSerializer(serializers.Serializer):
    """The chance of winning without evidence, and what each piece adds at most."""

    ground = serializers.ChoiceField(choices=GROUNDS)
    base_e4 = serializers.IntegerField()
    points = DisputePointsSerializer(many=True)


class StandingEvidenceSerializer(serializers.Serializer):
    """Evidence that is sent as soon as such a dispute is opened; none: the team decides."""

    ground = serializers.ChoiceField(choices=GROUNDS)
    evidence = _EvidenceSerializer()


class DisputeCostsSerializer(serializers.Serializer):
    """US cents: the provider's fee for contesting, which comes back when the dispute is won, and the work on a piece of evidence."""

    represent_cents = serializers.IntegerField()
    evidence_cents = serializers.IntegerField()
    ruling_days = serializers.IntegerField()


class MonitoringSerializer(serializers.Serializer):
    """What card networks count of the store this month. Ratio and limit are cases in settled payments, in ten-thousandths."""

    fraud = serializers.IntegerField()
    disputes = serializers.IntegerField()
    settled = serializers.IntegerField()
    ratio_e4 = serializers.IntegerField()
    limit_e4 = serializers.IntegerField(help_text="0: no programme yet.")
    least_cases = serializers.IntegerField(help_text="Months with fewer cases are never bad.")
    month_ends_day = serializers.IntegerField()
    months_left = serializers.IntegerField(help_text="Good months still to show; 0: in no programme.")


class DisputesSerializer(serializers.Serializer):
    day = serializers.IntegerField()
    monitoring = MonitoringSerializer(allow_null=True, help_text="Null where the scenario has no card payments.")
    costs = DisputeCostsSerializer(allow_null=True)
    standing = StandingEvidenceSerializer(many=True)
    odds = DisputeOddsSerializer(many=True)
    disputes = DisputeSerializer(many=True)
