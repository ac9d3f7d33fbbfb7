"""A bot and its buyers: how many agents answer, what is offered for trouble, what cases get."""

from __future__ import annotations

from typing import cast

import numpy as np

from orders.domain import care
from simlab.core.arrays import Floats, Ints
from simlab.core.settings import BY_NAME
from simlab.engine.policies.outlook import LATE_SHARE, units_a_day
from simlab.engine.policies.traits import Traits, whole
from simlab.engine.state import State
from simlab.engine.world import World

_HOURS_A_DAY = 8


def buyer_service(world: World, state: State, traits: Traits) -> dict[str, Ints]:
    """Staff and standing answers; nothing in a scenario where nobody writes."""
    if not world.care.on:
        return {}
    answer = whole(traits.generosity)[:, :, None]
    return {
        **_staff(world, state, traits),
        "goodwill_e4": whole(traits.goodwill_e4)[:, :, None],
        "standing_late": answer,
        "standing_not_as_described": answer,
    }


def return_policy(world: World, state: State, traits: Traits) -> dict[str, Ints]:
    """On what terms goods may come back; nothing in a scenario that does not price returns."""
    if not world.parcels.backflow.label_minor.any():
        return {}
    markets = (*state.cash_minor.shape, world.sizes.markets)
    wanted = {
        "free_returns": traits.free_returns,
        "local_return_address": traits.local_address,
        "keep_below_minor": traits.keep_below_minor,
    }
    return {name: np.broadcast_to(whole(trait)[:, :, None], markets) for name, trait in wanted.items()}


def _staff(world: World, state: State, traits: Traits) -> dict[str, Ints]:
    """Agents for the messages that a usual day brings, by language."""
    terms, over = world.care, cast(Floats, traits.staffing)[:, :, None]
    units = units_a_day(world, state)
    messages = care.mean_messages(terms, units, units, units * LATE_SHARE)
    load = np.stack(
        [messages[..., terms.language_of_front == number].sum(axis=-1) for number in range(len(terms.wage_minor))],
        axis=-1,
    )
    hours = np.ceil(load * over / terms.contacts_per_hour).astype(np.int64)
    agents = np.clip(-(-hours // _HOURS_A_DAY), 1, BY_NAME["agents"].most)
    shift = np.clip(-(-hours // agents), 1, BY_NAME["agent_hours"].most)
    return {
        "agents": np.where(over > 0, agents, state.settings["agents"]),
        "agent_hours": np.where(over > 0, shift, state.settings["agent_hours"]),
    }
