"""A bot and the authorities: what it declares at the border, the papers and the public money it applies for."""

from __future__ import annotations

from typing import cast

import numpy as np

from logistics.domain.compliance import MISSING
from payments.domain.subsidies import may_apply
from simlab.core.arrays import Bools, Floats, Ints
from simlab.core.settings import DECISION_DTYPE, Kind, no_decisions
from simlab.engine.policies.traits import Traits, whole
from simlab.engine.state import State
from simlab.engine.world import World

_AHEAD_DAYS = 28  # papers that will be wanted so soon are applied for


def formalities(world: World, state: State, day: int, traits: Traits) -> dict[str, Ints]:
    """What it tells customs; nothing in a scenario without the section."""
    if not world.customs.active:
        return {}
    sizes, stores = world.sizes, state.cash_minor.shape
    right = cast(Floats, traits.right_heading)[:, :, None] > 0.5
    scheme = (world.customs.scheme_paper >= 0) & (whole(traits.collects_tax)[:, :, None] > 0)
    return {
        "declared_e2": np.broadcast_to(whole(traits.declared_e2)[:, :, None], (*stores, sizes.markets)),
        "heading": np.where(right, 0, _cheapest_heading(world, day)),
        "customs_papers": whole(traits.customs_papers)[:, :, None],
        "collects_tax": scheme.astype(np.int64),
        "self_declared": np.broadcast_to(whole(traits.self_declares)[:, :, None], (*stores, sizes.fronts)),
    }


def _cheapest_heading(world: World, day: int) -> Ints:
    """Place of the heading with the least duty over all markets among those an article may be declared under, [K]."""
    tariff = world.customs.tariff
    return np.asarray(tariff.duty_e4[day].sum(axis=0)[tariff.heading].argmin(axis=-1), dtype=np.int64)


def applications(world: World, state: State, day: int, traits: Traits, stores: Bools) -> np.ndarray:
    """What these stores [S] (mask) apply for in their turn."""
    awake = (np.broadcast_to(traits.active, state.cash_minor.shape) > 0) & stores
    return np.concatenate([_papers(world, state, day, traits, awake), _grants(world, state, day, traits, awake)])


def _grants(world: World, state: State, day: int, traits: Traits, awake: Bools) -> np.ndarray:
    """Applications for programmes whose condition the store's sales meet already."""
    terms = world.subsidies
    if not terms.amount_minor.size:
        return no_decisions()
    keen = awake & (np.broadcast_to(traits.seeks_grants, awake.shape) > 0.5)
    fit = (state.sold_minor[..., None] >= terms.least_sales_minor) & keen[..., None]
    place = np.nonzero(fit)
    open_ = may_apply(terms, place[2], day, state.grant[place], state.violations[place[:2]])
    world_no, store, programme = (part[open_] for part in place)
    return _rows(Kind.APPLY_SUBSIDY, day, world=world_no, store=store, target=programme, value=1)


def _papers(world: World, state: State, day: int, traits: Traits, awake: Bools) -> np.ndarray:
    """Applications for what the store's listings will soon want and it does not have."""
    if not world.customs.active:
        return no_decisions()
    keen = awake & (np.broadcast_to(traits.licensed, awake.shape) > 0.5)
    lacks = (state.papers == MISSING) & _wanted(world, day) & keen[:, :, None, None]
    if not lacks.any():
        return no_decisions()
    certificate = world.customs.papers.per_sku
    return np.concatenate([_registrations(lacks & ~certificate[:, None], day), _certificates(lacks, certificate, day)])


def _wanted(world: World, day: int) -> Bools:
    """Papers that some front asks for articles in the weeks ahead, or that its own site collects tax with, [P, K]."""
    requirements, customs = world.customs.requirements, world.customs
    soon = requirements.in_force[:, day : day + _AHEAD_DAYS].any(axis=1)
    wanted = np.zeros(customs.papers.held.shape, dtype=bool)
    np.logical_or.at(wanted, requirements.paper[soon], requirements.applies[soon].any(axis=1))
    if customs.own_site.any():
        wanted[customs.scheme_paper[customs.scheme_paper >= 0]] = True
    return wanted


def _registrations(lacks: Bools, day: int) -> np.ndarray:
    """One application for the whole store."""
    world, store, paper = np.nonzero(lacks.any(axis=-1))
    return _rows(Kind.REGISTER, day, world=world, store=store, target=paper, value=1)


def _certificates(lacks: Bools, certificate: Bools, day: int) -> np.ndarray:
    world, store, paper, sku = np.nonzero(lacks & certificate[:, None])
    return _rows(Kind.CERTIFY, day, world=world, store=store, target=sku, field=paper, value=1)


def _rows(kind: Kind, day: int, **columns: Ints | int) -> np.ndarray:
    rows = np.zeros(np.size(columns["world"]), dtype=DECISION_DTYPE)
    rows["kind"], rows["day"] = kind, day
    for name, column in columns.items():
        rows[name] = column
    return rows
