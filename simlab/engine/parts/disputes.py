"""Disputes and monitoring of the section `payments` as arrays; without them nobody goes to a bank and nobody watches."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np

from payments.domain.disputes import Complaints, Disputes
from payments.domain.monitoring import Monitoring
from simlab.core import quantiles
from simlab.core.arrays import Ints
from simlab.core.rng import QUANTILES
from simlab.core.states import DisputeGround as Ground
from simlab.core.states import Evidence
from simlab.engine.parts.entities import Document, Sizes, ints

# whose rules a method's disputes follow: wallets ride on cards, and what has no rules of its own is told by a local scheme
FAMILIES = {"card": 0, "wallet": 0, "paypal": 1, "bnpl": 2, "local": 3, "bank": 3, "voucher": 3, "cod": 3}
_RULES = ("card", "paypal", "bnpl", "scheme")
_CODE_OF = {Ground.SHIFTED_FRAUD: Ground.FRAUD, Ground.LOST: Ground.NOT_RECEIVED}


def read_disputes(part: Document, disputed_e4: Ints, family: Ints) -> Disputes:
    """disputed_e4, family [M, P]."""
    codes, odds = part.get("codes", []), part.get("odds", [])
    delay = quantiles.lognormal_days(*part.get("delay_days", (1, 1)))
    return Disputes(
        on=bool(part),
        complaints=Complaints(**part.get("complaints", dict.fromkeys(Complaints.__dataclass_fields__, 0))),
        disputed_e4=disputed_e4,
        family=family,
        delay_days=delay,
        memory_days=round(float(delay.mean())),
        code_table=_code_table(codes),
        **{name: ints([row[name] for row in codes]) for name in ("window_days", "response_days", "fee_cents")},
        base_e4=_by_ground({row["ground"]: row["base_e4"] for row in odds}, 0),
        points_e4=_by_ground({row["ground"]: row["points_e4"] for row in odds}, [0] * len(Evidence)),
        represent_cents=part.get("represent_cents", 0),
        evidence_cents=part.get("evidence_cents", 0),
        ruling_days=part.get("ruling_days", 1),
    )


def _by_ground(told: dict[int, Any], nothing: Any) -> Ints:
    return ints([told.get(ground, nothing) for ground in Ground])


def _code_table(codes: list[Document]) -> Ints:
    """Codes in proportion to their shares, [families, grounds, QUANTILES]."""
    table = np.zeros((len(_RULES), len(Ground), QUANTILES), dtype=np.int64)
    for family, rules in enumerate(_RULES):
        for ground in Ground:
            told = _CODE_OF.get(ground, ground)
            mine = [n for n, row in enumerate(codes) if row["family"] == rules and row["ground"] == told]
            if mine:
                table[family, ground] = ints(mine)[quantiles.categories([codes[n]["share_e4"] for n in mine])]
    return table


def read_monitoring(document: Document, sizes: Sizes) -> Monitoring:
    """The limit of each day of the game."""
    part = document.get("payments", {}).get("chargebacks", {}).get("monitoring", {})
    limit = np.zeros(sizes.reach_days, dtype=np.int64)
    start = datetime.date.fromisoformat(document["start_date"])
    for rule in part.get("limits", []):
        first = (datetime.date.fromisoformat(rule["from"]) - start).days
        limit[max(first, 0) :] = rule["limit_e4"]
    names = ("least_cases", "fine_cents", "month_days", "months_to_leave")
    return Monitoring(limit_e4=limit, **{name: part.get(name, 1) for name in names})
