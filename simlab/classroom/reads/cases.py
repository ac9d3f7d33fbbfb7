"""The inbox: complaints that the store may decide itself, what its standing policy says, and how earlier ones ended."""

from __future__ import annotations

from typing import Any

from orders.domain.cases import Answer, CaseKind
from orders.selectors import cases_of_store, complaints_of_store, ends_of_cases, goods_of_orders
from simlab.classroom.access import StoreAccess
from simlab.classroom.briefing import Briefing, briefing
from simlab.classroom.pages import page_of
from simlab.classroom.reads.filters import narrowed
from simlab.classroom.reads.settings import standing
from simlab.classroom.reads.stores import store_key
from simlab.runs.models import Decision

Shown = dict[str, Any]
_END = ("answer", "by_team", "refund_minor", "claimed", "bad_review")


def inbox(access: StoreAccess) -> Shown:
    """Open cases by their deadline, then the latest closed ones."""
    brief, day = briefing(access.run), access.run.day
    rows, given = cases_of_store(store_key(access)), _given(access)
    settings = standing(access)
    policy = {kind: int(settings[f"standing_{kind.name.lower()}"][0]) for kind in CaseKind}
    still = [row for row in rows if row["end"] is None]
    return {
        "day": day,
        "standing": [{"case": _code(kind), "answer": _code(Answer(answer))} for kind, answer in policy.items()],
        "refunds": brief.case_refunds,
        "open": [
            _case(brief, row)
            | {"days_left": row["due_day"] - day, "standing_answer": _code(Answer(policy[CaseKind(row["kind"])]))}
            | {"given_answer": given.get(row["case_no"])}
            for row in sorted(still, key=lambda row: (row["due_day"], row["case_no"]))
        ],
        "closed": [_case(brief, row) | _end(row["end"]) for row in rows if row["end"] is not None],
    }


def case_page(access: StoreAccess, asked: Shown) -> Shown:
    """All cases, open and closed."""
    brief, key = briefing(access.run), store_key(access)
    wanted = asked["state"] == "open" if "state" in asked else None
    rows = narrowed(complaints_of_store(key, is_open=wanted), access, asked, {"kind": CaseKind})
    page = page_of(rows, ("id", "day", "order_id", "case_no", "kind", "due_day"), asked)
    ends = ends_of_cases(key, (row["case_no"] for row in page.rows))
    goods = goods_of_orders(key.run_id, (row["order_id"] for row in page.rows))
    return page.shown([_listed(brief, row, goods[row["order_id"]], ends.get(row["case_no"])) for row in page.rows])


def _listed(brief: Briefing, row: Shown, sold: Shown, end: Shown | None) -> Shown:
    return {
        "id": str(row["id"]),
        "order": str(row["order_id"]),
        "day": row["day"],
        "date": brief.date_of(row["day"]),
        "case_no": row["case_no"],
        "kind": _code(CaseKind(row["kind"])),
        "sku": brief.skus[sold["sku"]],
        "market": brief.markets[sold["market"]],
        "due_day": row["due_day"],
        "closed_day": end["day"] if end else None,
        **(_end(end) if end else dict.fromkeys(_END)),
    }


def _given(access: StoreAccess) -> dict[int, str]:
    """The latest answer that the team gave to each case."""
    made = Decision.objects.standing().filter(store=access.store, kind="answer_case").order_by("id")
    return {payload["case_no"]: payload["answer"] for payload in made.values_list("payload", flat=True)}


def _case(brief: Briefing, row: Shown) -> Shown:
    return {
        "case_no": row["case_no"],
        "kind": _code(CaseKind(row["kind"])),
        "order": str(row["order_id"]),
        "sku": brief.skus[row["sku"]],
        "market": brief.markets[row["market"]],
        "currency": brief.currencies[row["market"]],
        "price_minor": row["price_minor"],
        "promised_day": row["promised_day"],
        "opened_day": row["day"],
        "due_day": row["due_day"],
    }


def _end(row: Shown) -> Shown:
    return {
        "answer": _code(Answer(row["answer"])),
        "by_team": bool(row["by_team"]),
        "refund_minor": row["refund_minor"],
        "claimed": bool(row["claimed"]),
        "bad_review": bool(row["bad_review"]),
    }


def _code(member: CaseKind | Answer) -> str:
    return member.name.lower()
