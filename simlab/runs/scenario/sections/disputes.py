"""Disputes of own-site payments in the resolved document: codes and windows, complaints, odds by evidence, the monitoring programme."""

from __future__ import annotations

from typing import Any

from simlab.core.states import DisputeGround, Evidence
from simlab.runs.scenario.amounts import scaled
from simlab.runs.scenario.sections.payment_params import Parameters
from simlab.runs.scenario.sources import Sources
from simlab.runs.scenario.tables import Row, rows

_COMPLAINTS = {
    "friendly_fraud_e6": "friendly_fraud_in_3ds",
    "lost_e6": "not_received_lost",
    "late_e6": "not_received_late",
    "not_as_described_e6": "not_as_described",
    "defective_e6": "defective",
    "credit_not_processed_e6": "credit_not_processed",
}


def resolved_disputes(params: Parameters) -> dict[str, Any]:
    """Everything about disputes, in whole numbers."""
    return {
        "codes": [_code(row, params.sources) for row in rows("dispute_codes")],
        "delay_days": [params.number(f"dispute_delay_{part}_days") for part in ("median", "p95")],
        "complaints": {name: params.e6(told) for name, told in _COMPLAINTS.items()} | {"other_e6": _other_e6(params)},
        "odds": [_odds(row, params.sources) for row in rows("dispute_evidence")],
        "represent_cents": params.cents("represent_fee_usd"),
        "evidence_cents": params.cents("evidence_usd"),
        "ruling_days": round(params.number("ruling_days")),
        "monitoring": _monitoring(params),
    }


def _other_e6(params: Parameters) -> int:
    """Disputes for other grounds than fraud that a payment of the usual kind meets."""
    rate, fraud = params.number("usual_chargeback_rate"), params.number("fraud_share_of_chargebacks")
    return scaled(round(rate * (1 - fraud), 9), 1_000_000)


def _monitoring(params: Parameters) -> dict[str, Any]:
    return {
        "limits": [
            {"from": date, "limit_e4": params.e4(name)}
            for date, name in (("2025-06-01", "monitor_ratio_before"), ("2026-04-01", "monitor_ratio_from"))
        ],
        "least_cases": round(params.number("monitor_least_cases")),
        "fine_cents": params.cents("monitor_fee_usd"),
        "month_days": round(params.number("monitor_month_days")),
        "months_to_leave": round(params.number("monitor_months_to_leave")),
    }


def _code(row: Row, sources: Sources) -> dict[str, Any]:
    sources.row("payments.dispute_codes", row)
    return {
        "code": f"{row['network']} {row['code']}",
        "family": row["family"],
        "ground": DisputeGround[row["reason"].upper()].value,
        "share_e4": scaled(float(row["share"]), 10_000),
        "window_days": int(row["window_days"]),
        "response_days": int(row["response_days"]),
        "fee_cents": scaled(float(row["fee_usd"]), 100),
    }


def _odds(row: Row, sources: Sources) -> dict[str, Any]:
    sources.row(f"payments.dispute_evidence.{row['ground']}", row)
    return {
        "ground": DisputeGround[row["ground"].upper()].value,
        "base_e4": scaled(float(row["none"]), 10_000),
        "points_e4": [scaled(float(row[bit.name.lower()]), 10_000) for bit in Evidence],
    }
