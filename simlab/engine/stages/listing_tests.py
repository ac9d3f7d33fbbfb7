"""Tests of two variants of a listing in the day."""

from __future__ import annotations

import numpy as np

from orders.domain import listing_tests
from simlab.core import exact, rng
from simlab.core.arrays import Bools, Floats, Ints, tally
from simlab.core.rows import Rows
from simlab.engine.stages.today import Shelf, Today


def tested_prices(today: Today, price_minor: Ints) -> Ints:
    """Prices, [B, L]: the other one on every second day of a price test."""
    other = today.state.settings["test_price_minor"]
    if not other.any():
        return price_minor
    second = listing_tests.price_variant(today.state.settings["test_first_day"], today.day) == 1
    return np.where(_running(today) & (other > 0) & second, other, price_minor)


def show_variants(today: Today, shelf: Shelf) -> None:
    """Content variants are drawn when their test begins; tested listings show both, and afterwards the one that was chosen."""
    settings, state = today.state.settings, today.state
    if not (settings["test_days"].any() or state.variant_e3.any()):
        return
    running = _running(today) & (settings["test_price_minor"] == 0)
    begins = running & (settings["test_first_day"] == today.day) & (state.variant_e3 == 0)
    if begins.any():
        state.variant_e3 = np.where(begins, _drawn_e3(today), state.variant_e3)
    split = listing_tests.split_appeal_e3(state.variant_e3)
    shelf.appeal_e3 = shelf.appeal_e3 + np.where(running, split, settings["use_variant"] * state.variant_e3)


def _running(today: Today) -> Bools:
    settings = today.state.settings
    return listing_tests.running(settings["test_first_day"], settings["test_days"], today.day)


def _drawn_e3(today: Today) -> Ints:
    """What each listing's variant is worth; nobody is told. Never zero, which stands for none."""
    world = today.world
    slot = world.listings.cell_no[:: world.sizes.segments]
    normal = exact.normal_quantile(rng.uniform(today.luck, "marketing.variant", today.day, slot))
    drawn = np.rint(normal * world.marketing.variant_sd_e3).astype(np.int64)
    return np.where(drawn == 0, 1, drawn)


def record_tests(today: Today, shoppers: Floats, orders: Rows) -> None:
    """Shoppers who were shown each variant today and the orders that came of it; shoppers: means of the sets, [B, sets]."""
    settings, listings = today.state.settings, today.world.listings
    world, listing = np.nonzero(_running(today))
    if not len(world):
        return
    by_price = settings["test_price_minor"][world, listing] > 0
    second_day = listing_tests.price_variant(settings["test_first_day"][world, listing], today.day)
    came = np.rint(shoppers[world, today.world.marketing.page.set_of_listing[listing]]).astype(np.int64)
    sold, of_variant = _orders(today, orders)
    halves = np.stack([came - came // 2, came // 2])
    counts = np.stack([sold - of_variant, of_variant])[:, world, listing]
    for variant in (0, 1):
        kept = np.flatnonzero(~by_price | (second_day == variant))
        row, place = world[kept], listing[kept]
        today.record(
            "listing_test_day",
            world=row,
            store=listings.store[place],
            market=listings.market[place],
            channel=listings.channel[place],
            sku=listings.sku[place],
            variant=variant,
            shoppers=np.where(by_price[kept], came[kept], halves[variant, kept]),
            orders=np.where(by_price[kept], sold[row, place], counts[variant, kept]),
        )


def _orders(today: Today, orders: Rows) -> tuple[Ints, Ints]:
    """Paid orders of every listing, and those of the half that saw its content variant; [B, L] each."""
    worlds, listings = today.state.worlds, today.world.sizes.listings
    share = listing_tests.variant_share_e6(today.state.variant_e3)
    chance = rng.chance_e6(today.luck, "marketing.split", today.day, orders["slot"], row=orders["world"])
    cell = orders["world"] * np.int64(listings) + orders["listing"]
    saw = orders["paid"] & (chance < share[orders["world"], orders["listing"]])
    return (
        tally(cell[orders["paid"]], worlds * listings).reshape(worlds, listings),
        tally(cell[saw], worlds * listings).reshape(worlds, listings),
    )
