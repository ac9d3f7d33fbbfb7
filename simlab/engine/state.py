"""What the night keeps of a batch of worlds: integers only, B worlds on the leading axis, and queues of rows by due day."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields

import numpy as np

from orders.domain.culture import ASPECTS
from simlab.core.arrays import Ints
from simlab.core.rows import Queue, Rows
from simlab.core.settings import BY_NAME, COLUMNS
from simlab.core.states import HealthMetric
from simlab.engine.parts.entities import Sizes
from simlab.engine.shocks import NOT_BEGUN
from simlab.engine.world import World

STATE_VERSION = 4
_PARCEL = {
    "world": "<i4",
    "listing": "<i4",
    "slot": "<i8",
    "seq": "<i4",
    "units": "<i2",
    "price_minor": "<i8",  # of the whole order
    "net_minor": "<i8",
    "lane": "<i2",
    "leg": "i1",
    "promised_day": "<i2",
    "terms": "i1",
    "refusal_e6": "<i4",
    # customs
    "tax_minor": "<i8",  # inside the price
    "entry": "<i8",
    # payments
    "method": "i1",
    "screen": "i1",
}
_LOOSE = ("world", "slot", "lane", "leg")  # what every leg reads of a parcel
_CLAIM = {
    name: _PARCEL[name]
    for name in (
        *("world", "listing", "slot", "seq", "units", "price_minor", "net_minor", "tax_minor", "terms"),
        *("method", "screen"),
    )
}
_GRIEVANCE = {
    **{name: _PARCEL[name] for name in ("world", "listing", "slot", "seq", "net_minor", "tax_minor", "lane", "screen")},
    "ground": "i1",
    "code": "<i2",
}
_DISPUTE = _GRIEVANCE | {"dispute_no": "<i4"}
_CONTESTED = _DISPUTE | {"odds_e4": "<i2", "fee_minor": "<i8"}
_MISHAP = _CLAIM | {"reason": "i1"}
_BACKFLOW = {"world": "<i4", "store": "<i2", "sku": "<i2", "warehouse": "i1", "units": "<i4"}
_REVIEW = {"world": "<i4", "store": "<i2", "sku": "<i2", "slot": "<i8", "seq": "<i4", "stars": "i1"}
_PURCHASE = {
    "world": "<i4",
    "store": "<i2",
    "sku": "<i2",
    "po_no": "<i8",
    "units": "<i4",
    "defect_e6": "<i4",
    "due_minor": "<i8",
}
_CASE = {
    **{
        name: _PARCEL[name]
        for name in (
            *("world", "listing", "slot", "seq", "price_minor"),
            *("net_minor", "tax_minor", "lane", "method", "screen"),
        )
    },
    "case_no": "<i4",
    "kind": "i1",
}
_ANSWER = {"world": "<i4", "store": "<i2", "case_no": "<i4", "answer": "i1"}
_SHIPMENT = {
    "world": "<i4",
    "store": "<i2",
    "sku": "<i2",
    "route": "<i2",
    "ship_no": "<i8",
    "units": "<i4",
    "lost_units": "<i4",
}
_BALANCE = {"world": "<i4", "store": "<i2", "currency": "<i2", "amount_minor": "<i8"}
_FORWARD = {**_BALANCE, "home_minor": "<i8"}
Arrays = dict[str, np.ndarray]
QUEUES = {
    "approvals": _PARCEL,
    "parcels": _PARCEL,
    "losses": _MISHAP,
    "returns": _CLAIM,
    "backflow": _BACKFLOW,
    "reviews": _REVIEW,
    "purchases": _PURCHASE,
    # service
    "cases": _CASE,
    "answers": _ANSWER,
    # customs
    "papers": {"world": "<i4", "store": "<i2", "paper": "<i2", "sku": "<i2"},
    "rebates": {"world": "<i4", "store": "<i2", "amount_minor": "<i8"},
    "shipments": _SHIPMENT,
    # payments
    "forwards": _FORWARD,
    "settlements": _BALANCE,
    "reserves": _BALANCE,
    "remittances": {**_BALANCE, "fee_minor": "<i8"},
    "transfers": _BALANCE,
    # buyers who will go to their bank, disputes that wait for an answer, and those that wait for a ruling
    "grievances": _GRIEVANCE,
    "disputes": _DISPUTE,
    "rulings": _CONTESTED,
}


@dataclass
class State:
    """Arrays by name; shapes as [B, ...] in `opening_state`."""

    settings: dict[str, Ints]
    stock_units: Ints  # [B, S, K, H]
    pipeline_units: Ints  # [B, S, K]
    inbound_units: Ints  # [B, S, K, H] the part of the pipeline that travels to a warehouse
    received_units: Ints  # [B, S, K, H, P] receipts of the last periods, the present one first
    market_speed: Ints  # [B, S, K, M] as `speed`, by market; nothing without bulk routes
    defect_e6: Ints  # [B, S, K] defective share of what lies on the shelves
    supplier_due_minor: Ints  # [B, S] to be paid when goods on order arrive
    speed: Ints  # [B, S, K] smoothed orders a day, in 1/256
    rating_sum: Ints  # [B, S, K]
    rating_count: Ints
    mood_e6: Ints  # [B, sets]
    presented: Ints  # [B, S, F, aspects] levels of presentation that are paid for
    goodwill: Ints  # [B, S, F] deliveries that buyers remember, in 1/256; late ones count against them
    conduct_e3: Ints  # [B, S] how well buyers are treated beside price and time, 0 is usual
    rate_e8: Ints  # [B, C]
    cash_minor: Ints  # [B, S]
    loan_minor: Ints
    receivable_minor: Ints  # [B, S, C] all that the marketplace owes
    payable_minor: Ints  # [B, S, C] the part that is released
    release_minor: Ints  # [B, S, C, R] becomes payable on day % R
    payout_minor: Ints  # [B, S, D] home money on its way, arrives on day % D
    # customs
    papers: Ints  # [B, S, P, K] 1 where a registration (all K) or certificate is held, -1 where it is applied for
    barred: Ints  # [B, S, F, K] 1 where a listing without papers was found out
    record_e2: Ints  # [B, S] what customs remembers of a sender
    rebate_minor: Ints  # [B, S] export VAT to come back
    tax_due_minor: Ints  # [B, S, C] collected and not yet paid on
    # payments
    foreign_minor: Ints  # [B, S, C] foreign currency accounts
    forward_minor: Ints  # [B, S, C] sold ahead
    forward_home_minor: Ints  # [B, S] what the bank will pay for it
    credit_minor: Ints  # [B, S] drawn from the credit line
    provider_minor: Ints  # [B, S, C] balance of own sites at the payment provider
    available_minor: Ints  # [B, S, C] the part that can be paid out
    reserve_minor: Ints  # [B, S, C] kept back by the provider
    courier_minor: Ints  # [B, S, C] cash on delivery that is not passed on yet
    transit_minor: Ints  # [B, S, C] the provider's payouts on their way
    disputed_minor: Ints  # [B, S, C] taken back by banks and not yet lost
    hoped_minor: Ints  # [B, S, C] what of it the contested disputes should bring back
    exposed_minor: Ints  # [B, S, C] chargebacks to expect of past sales
    month_counts: Ints  # [B, S, 3] reported fraud, disputes and payments that the card networks count
    monitored: Ints  # [B, S] good months still to show in a monitoring programme, 0: in none
    shock_day: Ints  # [B, N] the day each shock began, NOT_BEGUN before
    # marketplace accounts, [B, S, A] unless said otherwise
    health_sums: Ints  # [B, S, A, Q, 2] bad and all in exponential windows, in 1/1024
    health_e4: Ints  # the score
    strike_e4: Ints  # what violations take off the score
    standing: Ints
    standing_day: Ints  # since when
    standing_until_day: Ints  # end of a suspension
    paused_sku: Ints  # -1: none
    appeal_day: Ints  # when it is answered, -1: none under way
    appeal_odds_e4: Ints
    appeals: Ints  # made so far
    claim_minor: Ints  # [B, S, P] home money that insurers and carriers owe, paid on day % P
    message_backlog: Ints  # [B, S, languages]
    reply_sums: Ints  # [B, S, F, 2] slow and all messages in an exponential window, in 1/1024
    cases_opened: Ints  # [B, S] this week
    # marketing
    ad_memory_e6: Ints  # [B, S, sets] remembered clicks per shopper
    privacy_exposure: Ints  # [B, S] clicks bought with personal data so far
    enrolled: Ints  # [B, S, K] paid for the early-review programme
    fake_reviews: Ints  # [B, S, K] bought and not yet found
    violations: Ints  # [B, S] times that something was found
    sold_minor: Ints  # [B, S] sales so far, counted where there are subsidies
    grant: Ints  # [B, S, P] where an application stands
    grant_day: Ints  # [B, S, P] when it is answered or was paid
    variant_e3: Ints  # [B, L] what the tested variant of the content is worth, 0 until it is tested
    queues: dict[str, Queue]

    @property
    def worlds(self) -> int:
        """B, the number of worlds in the batch."""
        return len(self.cash_minor)

    def writable(self, name: str) -> Ints:
        """An array to write into; before the first time it is copied."""
        array: Ints = getattr(self, name)
        if not array.flags.writeable:
            array = array.copy()
            setattr(self, name, array)
        return array


_ARRAYS = [field.name for field in fields(State) if field.name not in ("settings", "queues")]


def opening_state(world: World, worlds: int) -> State:
    """The evening before the first day, `worlds` times."""
    sizes, opening, terms = world.sizes, world.opening, world.terms
    per_store = (worlds, sizes.stores)
    return State(
        settings=_opening_settings(world, worlds),
        stock_units=np.broadcast_to(opening.stock_units, (*per_store, *opening.stock_units.shape)).copy(),
        pipeline_units=_zeros(*per_store, sizes.skus),
        inbound_units=_zeros(*per_store, sizes.skus, sizes.warehouses),
        received_units=_opening_receipts(world, worlds),
        market_speed=_opening_market_speed(world, worlds),
        defect_e6=_zeros(*per_store, sizes.skus) + world.supply.sourcing.defect_e6[0],
        supplier_due_minor=_zeros(*per_store),
        speed=np.broadcast_to(opening.speed, (*per_store, sizes.skus)).copy(),
        rating_sum=_zeros(*per_store, sizes.skus) + opening.opens * opening.rating_sum,
        rating_count=_zeros(*per_store, sizes.skus) + opening.opens * opening.rating_count,
        mood_e6=_zeros(worlds, len(world.demand.set_no)),
        presented=_opening_presentation(world, worlds),
        goodwill=_zeros(*per_store, sizes.fronts),
        conduct_e3=_zeros(*per_store),
        rate_e8=np.broadcast_to(opening.rate_e8, (worlds, sizes.currencies)).copy(),
        cash_minor=_zeros(*per_store) + opening.cash_minor,
        loan_minor=_zeros(*per_store),
        receivable_minor=_zeros(*per_store, sizes.currencies),
        payable_minor=_zeros(*per_store, sizes.currencies),
        release_minor=_zeros(*per_store, sizes.currencies, terms.release_days + world.shocks.longest_release_days + 1),
        payout_minor=_zeros(*per_store, terms.delay_days + 1),
        papers=_opening_papers(world, worlds),
        barred=np.zeros((*per_store, sizes.fronts, sizes.skus), dtype=np.int8),
        record_e2=_zeros(*per_store),
        rebate_minor=_zeros(*per_store),
        tax_due_minor=_zeros(*per_store, sizes.currencies),
        foreign_minor=_zeros(*per_store, sizes.currencies),
        forward_minor=_zeros(*per_store, sizes.currencies),
        forward_home_minor=_zeros(*per_store),
        credit_minor=_zeros(*per_store),
        provider_minor=_zeros(*per_store, sizes.currencies),
        available_minor=_zeros(*per_store, sizes.currencies),
        reserve_minor=_zeros(*per_store, sizes.currencies),
        courier_minor=_zeros(*per_store, sizes.currencies),
        transit_minor=_zeros(*per_store, sizes.currencies),
        disputed_minor=_zeros(*per_store, sizes.currencies),
        hoped_minor=_zeros(*per_store, sizes.currencies),
        exposed_minor=_zeros(*per_store, sizes.currencies),
        month_counts=_zeros(*per_store, 3),
        monitored=_zeros(*per_store),
        shock_day=_zeros(worlds, len(world.shocks.scheduled_day)) + NOT_BEGUN,
        **_opening_accounts(world, worlds),
        claim_minor=_zeros(*per_store, world.parcels.insurance.claim_days + 1),
        ad_memory_e6=_zeros(*per_store, sizes.sets),
        privacy_exposure=_zeros(*per_store),
        enrolled=_zeros(*per_store, sizes.skus),
        variant_e3=_zeros(worlds, sizes.listings),
        queues=_empty_queues(),
    )


def _empty_queues() -> dict[str, Queue]:
    return {name: Queue(columns, _LOOSE if columns is _PARCEL else ()) for name, columns in QUEUES.items()}


def _opening_papers(world: World, worlds: int) -> Ints:
    """Teams hold what the scenario gives them; rivals are established and hold everything."""
    held = world.customs.papers.held | (world.policy >= 0)[:, None, None]
    return np.broadcast_to(held.astype(np.int8), (worlds, *held.shape)).copy()


def _opening_presentation(world: World, worlds: int) -> Ints:
    levels = [BY_NAME[name].opening for name in ASPECTS]
    return np.asarray(_zeros(worlds, world.sizes.stores, world.sizes.fronts, len(ASPECTS)) + np.array(levels))


def _opening_accounts(world: World, worlds: int) -> dict[str, Ints]:
    """Every account is healthy and nothing has been counted."""
    accounts = (worlds, world.sizes.stores, world.health.accounts)
    zero = ("strike_e4", "standing", "standing_day", "standing_until_day", "appeal_odds_e4", "appeals")
    return {
        "health_sums": _zeros(*accounts, len(HealthMetric), 2),
        "health_e4": _zeros(*accounts) + 10_000,
        "paused_sku": _zeros(*accounts) - 1,
        "appeal_day": _zeros(*accounts) - 1,
        "message_backlog": _zeros(*accounts[:2], world.sizes.languages),
        "reply_sums": _zeros(*accounts[:2], world.sizes.fronts, 2),
        "cases_opened": _zeros(*accounts[:2]),
        "fake_reviews": _zeros(*accounts[:2], world.sizes.skus),
        "violations": _zeros(*accounts[:2]),
        "sold_minor": _zeros(*accounts[:2]),
        "grant": _zeros(*accounts[:2], len(world.subsidies.amount_minor)),
        "grant_day": _zeros(*accounts[:2], len(world.subsidies.amount_minor)),
        **{name: _zeros(*accounts) for name in zero},
    }


def _opening_receipts(world: World, worlds: int) -> Ints:
    """Stock is new on the first morning."""
    opening, periods = world.opening.stock_units, world.supply.warehouses.periods
    received = _zeros(worlds, world.sizes.stores, *opening.shape, periods)
    if periods:
        received[..., 0] = opening
    return received


def _opening_market_speed(world: World, worlds: int) -> Ints:
    if not world.supply.freight.routes:
        return _zeros(worlds, world.sizes.stores, world.sizes.skus, 0)
    speed = world.opening.speed[:, None] * world.market_share_e4 // 10_000
    return np.broadcast_to(speed, (worlds, world.sizes.stores, *speed.shape)).copy()


def _zeros(*shape: int) -> Ints:
    return np.zeros(shape, dtype=np.int64)


def column_shape(sizes: Sizes, per: str) -> tuple[int, ...]:
    """Shape of a settings column without the batch axis."""
    return {
        "listing": (sizes.listings,),
        "store": (sizes.stores, 1),
        "market": (sizes.stores, sizes.markets),
        "front": (sizes.stores, sizes.fronts),
        "campaign": (sizes.stores, sizes.sets),
        "sku": (sizes.stores, sizes.skus),
        "place": (sizes.stores, sizes.skus * sizes.warehouses),
        "currency": (sizes.stores, sizes.currencies),
        "language": (sizes.stores, sizes.languages),
    }[per]


def _opening_settings(world: World, worlds: int) -> dict[str, Ints]:
    opening = world.opening
    start: dict[str, Ints | int] = {
        "price_minor": opening.price_minor,
        "service": opening.service,
        "cover_days": opening.cover_days,
        "handling_days": world.parcels.handling_days,
        "offered_methods": world.payments.acceptance.opening_methods,
        "opened": opening.opens,
    }
    return {
        column.name: _zeros(worlds, *column_shape(world.sizes, column.per)) + start.get(column.name, column.opening)
        for column in COLUMNS
    }


def copied(state: State) -> State:
    """A state of its own. It shares arrays until it puts others in their place, or writes into them with `writable`."""
    arrays = {name: _read_only(getattr(state, name)) for name in _ARRAYS}
    settings = {name: _read_only(column) for name, column in state.settings.items()}
    return State(settings=settings, queues={name: queue.copy() for name, queue in state.queues.items()}, **arrays)


def _read_only(array: Ints) -> Ints:
    view = array.view()
    view.flags.writeable = False
    return view


def select(state: State, rows: Ints) -> State:
    """A batch made of these worlds of another, in this order, repeated at will."""
    arrays = {name: getattr(state, name)[rows] for name in _ARRAYS}
    settings = {name: column[rows] for name, column in state.settings.items()}
    queues = {name: queue.of_worlds(rows, state.worlds) for name, queue in state.queues.items()}
    return State(settings=settings, queues=queues, **arrays)


def to_bytes(state: State) -> bytes:
    """A header line (JSON: version, worlds, and name, type and shape of each array) and the raw little-endian arrays."""
    arrays = arrays_of(state)
    plan = [[name, array.dtype.str, list(array.shape)] for name, array in arrays]
    header = json.dumps({"version": STATE_VERSION, "arrays": plan}, separators=(",", ":")).encode() + b"\n"
    return header + b"".join(np.ascontiguousarray(array).tobytes() for _, array in arrays)


def arrays_of(state: State) -> list[tuple[str, np.ndarray]]:
    """Every array with its name: plain ones, `settings/...` and `queue/name/day/column`."""
    arrays = [(name, getattr(state, name)) for name in _ARRAYS]
    arrays += [(f"settings/{name}", column) for name, column in state.settings.items()]
    for name, queue in state.queues.items():
        for day, rows in queue.all_rows():
            arrays += [(f"queue/{name}/{day}/{column}", array) for column, array in rows.items()]
    return arrays


def from_bytes(data: bytes) -> State:
    """The state of `to_bytes`. Raises ValueError for another version (see upgrades.py) or a truncated snapshot."""
    version, arrays = parsed(data)
    if version != STATE_VERSION:
        raise ValueError(f"snapshot of state version {version}, this engine reads {STATE_VERSION}")
    return assembled(arrays)


def parsed(data: bytes) -> tuple[int, Arrays]:
    """Version and named arrays of a snapshot of any version. Raises ValueError for a truncated one."""
    line, _, body = data.partition(b"\n")
    header = json.loads(line)
    found: Arrays = {}
    at = 0
    for name, kind, shape in header["arrays"]:
        count = int(np.prod(shape))
        found[name] = np.frombuffer(body, dtype=kind, count=count, offset=at).reshape(shape)
        at += found[name].nbytes
    if at != len(body):
        raise ValueError("snapshot has more bytes than its header says")
    return int(header["version"]), found


def assembled(found: Arrays) -> State:
    """The state whose arrays these are."""
    queues = _empty_queues()
    chunks: dict[tuple[str, int], Rows] = {}
    for path, array in found.items():
        if path.startswith("queue/"):
            _, name, day, column = path.split("/")
            chunks.setdefault((name, int(day)), {})[column] = array
    for (queue, due_day), rows in chunks.items():
        queues[queue].push(rows, due_day)
    settings = {column.name: found[f"settings/{column.name}"] for column in COLUMNS}
    return State(settings=settings, queues=queues, **{name: found[name] for name in _ARRAYS})
