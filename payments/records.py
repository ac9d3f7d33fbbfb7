"""How the day's events become rows of this app."""

from __future__ import annotations

from payments.models import (
    Approval,
    Deal,
    Dispute,
    DisputeStep,
    Grant,
    LedgerEntry,
    MonitoringMonth,
    Payment,
    Payout,
    Refund,
    Transfer,
)
from simlab.runs.rows import Table

TABLES = (
    Table(
        event="payment",
        model=Payment,
        columns=("method", "amount_minor", "status", "decline_code", "currency"),
        names_order=True,
    ),
    Table(event="approval", model=Approval, columns=("method", "instalments"), names_order=True),
    Table(event="refund", model=Refund, columns=("reason", "amount_minor", "currency"), names_order=True),
    Table(event="payout", model=Payout, columns=("currency", "amount_minor", "rate_e8", "received_minor")),
    Table(
        event="transfer",
        model=Transfer,
        columns=("rail", "currency", "amount_minor", "fee_minor", "landed_currency", "landed_minor", "due_day"),
    ),
    Table(event="deal", model=Deal, columns=("deal", "currency", "amount_minor", "home_minor", "rate_e8")),
    Table(
        event="dispute",
        model=Dispute,
        columns=("dispute_no", "ground", "code", "proofs", "amount_minor", "fee_minor", "currency", "due_day"),
        names_order=True,
    ),
    Table(
        event="dispute_step",
        model=DisputeStep,
        columns=("dispute_no", "state", "evidence", "odds_e4", "amount_minor", "fee_minor"),
        names_order=True,
    ),
    Table(
        event="monitoring_month",
        model=MonitoringMonth,
        columns=("fraud", "disputes", "settled", "months_left", "fine_minor"),
    ),
    Table(event="grant", model=Grant, columns=("programme", "step", "amount_minor")),
    Table(event="ledger", model=LedgerEntry, columns=("cause", "currency", "account", "amount_minor")),
)
