"""Statistics of the mixer and the promises of named, slotted draws."""

from __future__ import annotations

import numpy as np
import pytest

from simlab.core import rng
from simlab.core.rng import Luck

SLOTS = np.arange(200_000)
SEED = 0x0123456789ABCDEF_FEDCBA9876543210


def draws(
    stream: str = "test.a", day: int = 0, lane: int = 0, seed: int = SEED, slots: np.ndarray = SLOTS
) -> np.ndarray:
    return rng.uniform(Luck.of_seeds([seed]), stream, day, slots, lane=lane)[0]


def chi_square_z(u: np.ndarray, cells: int) -> float:
    """Standardised chi-square of equal cells."""
    counts = np.bincount((u * cells).astype(int), minlength=cells)
    expected = len(u) / cells
    chi = ((counts - expected) ** 2 / expected).sum()
    return float((chi - (cells - 1)) / np.sqrt(2 * (cells - 1)))


STRIDES = [1, 8, 1 << 16, 1 << 36, (1 << 36) + 1, 1 << 52]


@pytest.mark.parametrize("stride", STRIDES)
def test_uniform_over_slots_of_every_stride(stride: int) -> None:
    count = min(len(SLOTS), (1 << 63) // stride)
    slots = np.arange(count, dtype=np.int64) * stride
    if count >= 1000:
        assert abs(chi_square_z(draws(slots=slots), 100)) < 5


def test_uniform_over_days_streams_lanes_and_seeds() -> None:
    one = np.array([7])
    by_day = np.concatenate([draws(day=day, slots=one) for day in range(3000)])
    by_lane = np.concatenate([draws(lane=lane, slots=one) for lane in range(3000)])
    by_stream = np.concatenate([draws(stream=f"test.{n}", slots=one) for n in range(3000)])
    by_seed = rng.uniform(Luck.of_seeds(range(3000)), "test.a", 0, one)[:, 0]
    for u in (by_day, by_lane, by_stream, by_seed):
        assert abs(chi_square_z(u, 30)) < 5


def test_neighbours_are_not_correlated() -> None:
    u = draws()
    pairs = {
        "slot": (u[:-1], u[1:]),
        "day": (u, draws(day=1)),
        "lane": (u, draws(lane=1)),
        "stream": (u, draws(stream="test.b")),
        "seed": (u, draws(seed=SEED + 1)),
        "seed, high word": (u, draws(seed=SEED + (1 << 64))),
    }
    for name, (a, b) in pairs.items():
        assert abs(np.corrcoef(a, b)[0, 1]) < 5 / np.sqrt(len(a)), name


def test_pairs_fill_the_square() -> None:
    u = draws()
    cell = (u[::2] * 20).astype(int) * 20 + (u[1::2] * 20).astype(int)
    assert abs(chi_square_z((cell + 0.5) / 400, 400)) < 5


def test_one_bit_of_the_slot_flips_half_of_the_word() -> None:
    luck = Luck.of_seeds([SEED])
    base = rng.words(luck, "test.a", 0, SLOTS[:2000])[0]
    for bit in range(0, 62, 3):
        other = rng.words(luck, "test.a", 0, SLOTS[:2000] ^ (1 << bit))[0]
        flipped = np.unpackbits((base ^ other).view(np.uint8)).mean()
        assert 0.49 < flipped < 0.51, bit


def test_no_collisions_in_a_million_words() -> None:
    words = rng.words(Luck.of_seeds([SEED]), "test.a", 0, np.arange(1_000_000))[0]
    assert np.unique(words).size == words.size


def test_a_mirrored_world_meets_the_mirror_image() -> None:
    luck = Luck.of_seeds([SEED, SEED], [False, True])
    u = rng.uniform(luck, "test.a", 3, SLOTS[:1000])
    assert np.array_equal(u[1], 1.0 - u[0])
    assert np.array_equal(rng.bins(luck, "test.a", 3, SLOTS[:1000]).sum(axis=0), np.full(1000, rng.QUANTILES - 1))


def test_rows_and_grids_draw_the_same() -> None:
    luck = Luck.of_seeds([1, 2, 3])
    grid = rng.uniform(luck, "test.a", 5, SLOTS[:50])
    row, slot = (axis.ravel() for axis in np.indices((3, 50)))
    assert np.array_equal(rng.uniform(luck, "test.a", 5, slot, row=row), grid.ravel())


def test_a_draw_does_not_depend_on_its_company() -> None:
    whole = draws()
    assert np.array_equal(draws(slots=SLOTS[1000:1010]), whole[1000:1010])


def test_chances_are_millionths() -> None:
    e6 = rng.chance_e6(Luck.of_seeds([SEED]), "test.a", 0, SLOTS)[0]
    assert e6.min() >= 0
    assert e6.max() < 1_000_000
    assert abs((e6 < 250_000).mean() - 0.25) < 0.005


def test_the_numbers_themselves_never_change() -> None:
    """A run replays only while these stay: a change here is a new engine."""
    words = rng.words(Luck.of_seeds([SEED]), "orders.choice", 12, np.array([0, 1, 1 << 40]))[0]
    assert [f"{word:016x}" for word in words.tolist()] == GOLDEN


GOLDEN = ["9cfb71466196d627", "dde0c0c1a5ddb9d9", "5ef2d299540c5f3b"]
