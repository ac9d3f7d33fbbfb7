"""Papers: applied for, granted, missing; listings without them are blocked, or sold anyway and found out."""

from __future__ import annotations

import numpy as np

from logistics.domain import compliance
from logistics.domain.compliance import Lacks
from simlab.core.arrays import Ints, add_at, each_at
from simlab.core.settings import Kind
from simlab.core.states import LedgerAccount as Account
from simlab.core.states import LedgerCause as Cause
from simlab.engine.stages.today import Shelf, Today

WHOLE_STORE = -1


def handle_papers(today: Today) -> None:
    """Papers that are granted today come into force; what was decided today is applied for."""
    if not today.world.customs.active:
        return
    _grant(today)
    _apply(today)
    today.lacks = compliance.lacking(today.world.customs.requirements, today.state.papers, today.day)


def _grant(today: Today) -> None:
    rows = today.state.queues["papers"].pop(today.day)
    whole = rows["sku"] == WHOLE_STORE
    for which, sku in ((whole, slice(None)), (~whole, rows["sku"][~whole])):
        today.state.writable("papers")[rows["world"][which], rows["store"][which], rows["paper"][which], sku] = (
            compliance.HELD
        )


def _apply(today: Today) -> None:
    """Registrations name a paper; certificates an article and, in `field`, a paper. Applying again costs nothing."""
    decisions, papers = today.events.decisions, today.world.customs.papers
    rows = decisions[np.isin(decisions["kind"], (Kind.REGISTER, Kind.CERTIFY))]
    if not len(rows):
        return
    certificate = rows["kind"] == Kind.CERTIFY
    paper = np.where(certificate, rows["field"], rows["target"])
    sku = np.where(certificate, rows["target"], 0)
    asked = np.stack([rows["world"], rows["store"], paper, sku])
    first = np.sort(np.unique(asked, axis=1, return_index=True)[1])
    rows, certificate, paper, sku = rows[first], certificate[first], paper[first], sku[first]
    new = np.flatnonzero(today.state.papers[rows["world"], rows["store"], paper, sku] == compliance.MISSING)
    rows, paper = rows[new], paper[new]
    sku = np.where(certificate[new], sku[new], WHOLE_STORE)
    cost = np.zeros(today.per_store, dtype=np.int64)
    add_at(cost, (rows["world"], rows["store"]), papers.cost_minor[paper])
    today.spend(Cause.PAPERS, Account.COMPLIANCE, cost)
    for which, whose in ((sku == WHOLE_STORE, slice(None)), (sku != WHOLE_STORE, sku[sku != WHOLE_STORE])):
        place = (rows["world"][which], rows["store"][which], paper[which], whose)
        today.state.writable("papers")[place] = compliance.APPLIED_FOR
    queued = {"world": rows["world"], "store": rows["store"], "paper": paper, "sku": sku}
    today.state.queues["papers"].push(queued, today.day + papers.days[paper])


def admit_listings(today: Today, shelf: Shelf) -> None:
    """Take off the shelf what may not be sold: listings that lack a paper, unless the store declares for itself that all is well;
    and those that were found out, until the papers are there."""
    if not today.world.customs.active:
        return
    state, listings, lacks = today.state, today.world.listings, today.lacks
    state.barred = state.barred * lacks.missing
    declared = state.settings["self_declared"][:, :, :, None] > 0
    allowed = (~lacks.missing | declared) & (state.barred == 0)
    shelf.live &= each_at(allowed, listings.store, listings.front, listings.sku)
    if lacks.missing.any():
        _find_out(today, lacks, shelf)


def _find_out(today: Today, lacks: Lacks, shelf: Shelf) -> None:
    """Market surveillance and the marketplace find some of what is on sale without papers: fined, and off the shelf from tomorrow."""
    number = today.world.listings.number
    on_sale = shelf.live.take(number, axis=1)
    found = compliance.found_out(lacks, today.luck, today.day, on_sale)
    if not found.size:
        return
    world, store, front, sku = np.unravel_index(found, on_sale.shape)
    today.state.writable("barred")[world, store, front, sku] = 1
    fine = lacks.fine_minor[world, store, front, sku]
    total: Ints = np.zeros(today.per_store, dtype=np.int64)
    add_at(total, (world, store), fine)
    today.spend(Cause.PENALTY, Account.PENALTIES, total)
    today.record("compliance_case", world=world, store=store, front=front, sku=sku, fine_minor=fine)
