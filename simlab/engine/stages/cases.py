"""The inbox: a few deliveries become cases; the team answers, or its standing policy does when the time is over."""

from __future__ import annotations

import numpy as np

from orders.domain import cases
from orders.domain.cases import CaseKind
from simlab.core import rng
from simlab.core.arrays import Ints, add_at
from simlab.core.money import share
from simlab.core.rows import EitherRows, Records, Rows, last_match, size, take
from simlab.core.settings import Kind
from simlab.core.states import DisputeGround as Ground
from simlab.core.states import LedgerCause as Cause
from simlab.engine.stages.accounts import count_defects
from simlab.engine.stages.concessions import refund_orders
from simlab.engine.stages.grievances import by_bank, go_to_bank
from simlab.engine.stages.today import Today, order_names

_STANDING = tuple(f"standing_{kind.name.lower()}" for kind in CaseKind)
_CASE_BITS = 32
_ORDER = (
    *("world", "listing", "slot", "seq", "price_minor"),
    *("net_minor", "tax_minor", "lane", "method", "screen"),
)
_GROUND = np.array([Ground.NOT_RECEIVED, Ground.NOT_AS_DESCRIBED, Ground.NOT_AS_DESCRIBED])  # of a case's kind


def work_inbox(today: Today, delivered: Rows) -> None:
    """New cases come in, and those that are due are settled."""
    open_cases(today, delivered)
    close_cases(today)


def open_cases(today: Today, delivered: Rows) -> None:
    """Unhappy buyers of today's deliveries, the first few of a week in the order of a draw."""
    cases_, state, listings = today.world.cases, today.state, today.world.listings
    if not cases_.per_week:
        return
    if today.day % 7 == 0:
        state.cases_opened = np.zeros_like(state.cases_opened)
    row, slot, listing = delivered["world"], delivered["slot"], delivered["listing"]
    drawn = rng.chance_e6(today.luck, "orders.case", today.day, slot, row=row)
    quality = today.world.goods.quality_bins.take(listings.sku.take(listing))
    kind = cases.case_kind(cases_, drawn, delivered["promised_day"] < today.day, quality)
    unhappy = np.flatnonzero((kind >= 0) & (delivered["ground"] != Ground.FRAUD))
    worlds, stores = today.per_store
    store = row[unhappy] * np.int64(stores) + listings.store[listing[unhappy]]
    order, place = cases.first_of_each(today.luck, today.day, slot[unhappy], row[unhappy], store, worlds * stores)
    kept = place < cases_.per_week - state.cases_opened.ravel()[store[order]]
    chosen = unhappy[order[kept]]
    delivered["ground"][chosen] = 0  # these buyers wait for the answer
    opened = take({name: delivered[name] for name in _ORDER}, chosen)
    opened |= {"kind": kind[chosen], "case_no": cases.case_number(today.day, place[kept])}
    add_at(state.writable("cases_opened"), (opened["world"], listings.store[opened["listing"]]), 1)
    due = np.full(size(opened), today.day + cases_.answer_days)
    state.queues["cases"].push(opened, due)
    standing = _standing_answer(today, opened)
    numbers = {"case_no": opened["case_no"], "kind": opened["kind"], "due_day": due, "standing_answer": standing}
    today.record("case", **order_names(opened, today.world), **numbers)


def _standing_answer(today: Today, rows: EitherRows) -> Ints:
    """What the store's standing policy says to each case [n]."""
    policies = np.stack([today.state.settings[name][..., 0] for name in _STANDING], axis=-1)
    return np.asarray(policies[rows["world"], today.world.listings.store[rows["listing"]], rows["kind"]])


def close_cases(today: Today) -> None:
    """Cases that are due today are settled by the last answer given, or by the standing policy."""
    if not today.world.cases.per_week:
        return
    _keep_answers(today)
    due, given = (today.state.queues[name].pop(today.day) for name in ("cases", "answers"))
    answer, by_team = _answers(today, due, given)
    _settle(today, due, answer, by_team)


def _keep_answers(today: Today) -> None:
    """Today's answers wait for the day their case is due; those that come too late are lost."""
    rows = today.events.decisions
    rows = rows[rows["kind"] == Kind.ANSWER_CASE]
    due = cases.case_day(rows["target"]) + today.world.cases.answer_days
    rows, due = rows[due >= today.day], due[due >= today.day]
    answers = {"world": rows["world"], "store": rows["store"], "case_no": rows["target"], "answer": rows["value"]}
    today.state.queues["answers"].push(answers, due)


def _answers(today: Today, due: Records, given: Records) -> tuple[Ints, Ints]:
    """Answer to each case [n], and 1 where the team gave it."""
    answer = _standing_answer(today, due)
    stores = np.int64(today.world.sizes.stores)
    store = today.world.listings.store[due["listing"]]
    wanted = (due["world"] * stores + store) << _CASE_BITS | due["case_no"]
    known = (given["world"] * stores + given["store"]) << _CASE_BITS | given["case_no"]
    found, by_team = last_match(known, wanted)
    answer[by_team] = given["answer"][found[by_team]]
    return answer, by_team.astype(np.int64)


def _settle(today: Today, due: Records, answer: Ints, by_team: Ints) -> None:
    """What an answer costs, and whether the buyer files a claim or leaves one star."""
    cases_, listings = today.world.cases, today.world.listings
    place = (due["kind"], answer)
    row, slot = due["world"], due["slot"]
    refund = share(due["price_minor"], cases_.refund_e4[place], 10_000)
    refund_orders(today, Cause.GOODWILL, due, refund)
    claimed = rng.chance_e6(today.luck, "orders.case_claim", today.day, slot, row=row) < cases_.claim_e6[place]
    count_defects(today, take(due, claimed))
    to_bank = take(due, claimed & by_bank(today, due))
    go_to_bank(today, to_bank, _GROUND[to_bank["kind"]])
    bad = rng.chance_e6(today.luck, "orders.case_review", today.day, slot, row=row) < cases_.bad_review_e6[place]
    told = take(due, bad)
    review = {"world": told["world"], "slot": told["slot"], "seq": told["seq"], "stars": np.ones(size(told), np.int64)}
    review |= {"store": listings.store[told["listing"]], "sku": listings.sku[told["listing"]]}
    today.state.queues["reviews"].push(review, today.day + 1)
    outcome = {"refund_minor": refund, "claimed": claimed, "bad_review": bad}
    today.record(
        "case_close",
        **order_names(due, today.world),
        case_no=due["case_no"],
        answer=answer,
        by_team=by_team,
        **outcome,
    )
