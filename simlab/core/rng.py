"""The only source of chance: a counter-based hash. Every draw has a name (stream), a day and a slot.

A draw is a pure function of (world key, stream, day, lane, slot): nothing is consumed, so nothing shifts. The mixer is
SplitMix64's finaliser (variant 13 of D. Stafford, 2011; used by java.util.SplittableRandom) over a Weyl sequence in the slot; the key of a
(world, stream, day, lane) comes from three rounds of the same mixer. tests/core/test_rng.py tests its statistics.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b

import numpy as np

from simlab.core.arrays import Bools, Floats, Ints, Words

_WEYL = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_WORD = (1 << 64) - 1
UNIFORM_BITS = 52  # of a uniform number
QUANTILES = 1024  # bins of every quantile table; a draw's top ten bits pick one


@dataclass(frozen=True)
class Luck:
    """The luck of a batch of worlds: `keys` uint64 [B, 2]; a `mirrored` world meets u where its twin meets 1 - u."""

    keys: Words
    mirrored: Bools
    streams: dict[np.uint64, Words] = field(default_factory=dict, compare=False, repr=False)  # kept by `stream_key`

    @staticmethod
    def of_seeds(seeds: Sequence[int], mirrored: Sequence[bool] | None = None) -> Luck:
        """Luck of 128-bit seeds, one per world."""
        keys = np.array([[seed >> 64 & _WORD, seed & _WORD] for seed in seeds], dtype=np.uint64).reshape(-1, 2)
        return Luck(keys, np.zeros(len(seeds), dtype=bool) if mirrored is None else np.array(mirrored, dtype=bool))


def derived_seed(seed: int, *names: str | int) -> int:
    """A 128-bit seed for a purpose, e.g. H(run seed, "fork", m)."""
    text = "/".join([f"{seed:032x}", *map(str, names)])
    return int.from_bytes(blake2b(text.encode(), digest_size=16).digest(), "little")


@lru_cache(maxsize=512)
def stream_id(stream: str, lane: int = 0) -> np.uint64:
    """A stable 64-bit number for a stream name such as "payments.authorisation"."""
    return np.uint64(int.from_bytes(blake2b(f"{stream}#{lane}".encode(), digest_size=8).digest(), "little"))


def _mix(x: Words) -> Words:
    """Stafford's variant 13, in place."""
    high = x >> np.uint64(30)
    x ^= high
    x *= _FIRST
    x ^= np.right_shift(x, np.uint64(27), out=high)
    x *= _SECOND
    x ^= np.right_shift(x, np.uint64(31), out=high)
    return x


def stream_key(luck: Luck, stream: str, lane: int = 0) -> Words:
    """One key per world for this stream and lane, the same every day: uint64 [B]."""
    number = stream_id(stream, lane)
    if number not in luck.streams:
        luck.streams[number] = _mix(_mix(luck.keys[:, 0] ^ number) + luck.keys[:, 1])
    return luck.streams[number]


def day_keys(luck: Luck, stream: str, day: int, lane: int = 0) -> Words:
    """One key per world for this stream, day and lane: uint64 [B]."""
    return _mix(stream_key(luck, stream, lane) + np.uint64((day + 1) * int(_WEYL) & _WORD))


def words(luck: Luck, stream: str, day: int, slot: Ints, *, lane: int = 0, row: Ints | None = None) -> Words:
    """64 random bits per slot. With `row` (world index per slot) shape [n]; without it `slot` [N] or [B, N] gives [B, N]."""
    keys = day_keys(luck, stream, day, lane)
    bits = slot.astype(np.int64, copy=False).view(np.uint64) * _WEYL
    if row is None:
        bits = bits + keys[:, None]
    else:
        bits += keys.take(row)
    _mix(bits)
    if luck.mirrored.any():
        flip = np.where(luck.mirrored, np.uint64(_WORD), np.uint64(0))
        bits ^= flip.take(row) if row is not None else flip[:, None]
    return bits


def as_uniform(bits: Words) -> Floats:
    """52 bits in the middle of their bin: never 0 or 1, and the mirror image is exactly 1 - u."""
    u = (bits >> np.uint64(64 - UNIFORM_BITS)).view(np.int64).astype(np.float64)
    u += 0.5
    u *= 2.0**-UNIFORM_BITS
    return u


def uniform(luck: Luck, stream: str, day: int, slot: Ints, *, lane: int = 0, row: Ints | None = None) -> Floats:
    """Uniform on (0, 1); shapes as in `words`."""
    return as_uniform(words(luck, stream, day, slot, lane=lane, row=row))


def bins(luck: Luck, stream: str, day: int, slot: Ints, *, lane: int = 0, row: Ints | None = None) -> Ints:
    """A bin 0..QUANTILES-1 for a quantile table; shapes as in `words`."""
    bits = words(luck, stream, day, slot, lane=lane, row=row)
    bits >>= np.uint64(54)
    return bits.view(np.int64)


def chance_e6(luck: Luck, stream: str, day: int, slot: Ints, *, lane: int = 0, row: Ints | None = None) -> Ints:
    """An integer 0..999,999 to hold against a probability in millionths; shapes as in `words`."""
    bits = words(luck, stream, day, slot, lane=lane, row=row)
    bits >>= np.uint64(32)
    bits *= np.uint64(1_000_000)
    bits >>= np.uint64(32)
    return bits.view(np.int64)
