from __future__ import annotations

from django.db import models

from simlab.runs.rows import DayRow


class Payment(DayRow):
    """An attempt to pay, on the day of its order."""

    order_id = models.BigIntegerField()
    method = models.SmallIntegerField()
    amount_minor = models.BigIntegerField()
    status = models.SmallIntegerField()
    decline_code = models.SmallIntegerField()
    currency = models.SmallIntegerField()


class Approval(DayRow):
    """A payment came in, on this day and in so many instalments; only where the scenario has a checkout."""

    order_id = models.BigIntegerField()
    method = models.SmallIntegerField()
    instalments = models.SmallIntegerField()


class Refund(DayRow):
    order_id = models.BigIntegerField(db_index=True)
    reason = models.SmallIntegerField()
    amount_minor = models.BigIntegerField()
    currency = models.SmallIntegerField()


class Payout(DayRow):
    """A settlement of the marketplace, converted into the home currency."""

    currency = models.SmallIntegerField()
    amount_minor = models.BigIntegerField()
    rate_e8 = models.BigIntegerField()
    received_minor = models.BigIntegerField()


class Transfer(DayRow):
    """A payout of the payment provider by a rail; it lands in `landed_currency` on `due_day`."""

    rail = models.SmallIntegerField()
    currency = models.SmallIntegerField()
    amount_minor = models.BigIntegerField()
    fee_minor = models.BigIntegerField()
    landed_currency = models.SmallIntegerField()
    landed_minor = models.BigIntegerField()
    due_day = models.SmallIntegerField()


class Deal(DayRow):
    """A dealing in foreign money with the bank: `amount_minor` of a currency against home money; rate_e8 is the day's."""

    deal = models.SmallIntegerField()
    currency = models.SmallIntegerField()
    amount_minor = models.BigIntegerField()
    home_minor = models.BigIntegerField()
    rate_e8 = models.BigIntegerField()


class Dispute(DayRow):
    """A buyer's bank took a payment back; the store may answer until `due_day`. `proofs`: the evidence there is, as bits."""

    order_id = models.BigIntegerField(db_index=True)
    dispute_no = models.IntegerField()
    ground = models.SmallIntegerField()
    code = models.SmallIntegerField()
    proofs = models.SmallIntegerField()
    amount_minor = models.BigIntegerField()
    fee_minor = models.BigIntegerField()
    currency = models.SmallIntegerField()
    due_day = models.SmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["store", "dispute_no"], name="dispute_of_store")]


class DisputeStep(DayRow):
    """A dispute moved on to `state`: with which evidence and odds it was contested, and what came back."""

    order_id = models.BigIntegerField(db_index=True)
    dispute_no = models.IntegerField()
    state = models.SmallIntegerField()
    evidence = models.SmallIntegerField()
    odds_e4 = models.SmallIntegerField()
    amount_minor = models.BigIntegerField()
    fee_minor = models.BigIntegerField()


class MonitoringMonth(DayRow):
    """What card networks counted of a store in a month, the good months it still has to show, and its fine in home money."""

    fraud = models.IntegerField()
    disputes = models.IntegerField()
    settled = models.IntegerField()
    months_left = models.SmallIntegerField()
    fine_minor = models.BigIntegerField()


class Grant(DayRow):
    """An application for public money moved on: applied, paid, refused or taken back, with the home money that moved."""

    programme = models.SmallIntegerField()
    step = models.SmallIntegerField()
    amount_minor = models.BigIntegerField()


class LedgerEntry(DayRow):
    """Debit positive, credit negative; sums to zero per store, day, cause and currency."""

    cause = models.SmallIntegerField()
    currency = models.SmallIntegerField()
    account = models.SmallIntegerField()
    amount_minor = models.BigIntegerField()
