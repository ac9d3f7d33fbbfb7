"""Our exp, log and normal quantile against the standard library's."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np

from simlab.core import exact


def test_exp() -> None:
    x = np.linspace(-40, 40, 20_001)
    assert np.allclose(exact.exp(x), [math.exp(v) for v in x], rtol=1e-15, atol=0)
    assert exact.exp(np.zeros(1))[0] == 1.0


def test_log() -> None:
    x = np.geomspace(1e-12, 1e12, 20_001)
    assert np.allclose(exact.log(x), [math.log(v) for v in x], rtol=4e-16, atol=4e-16)
    assert exact.log(np.ones(1))[0] == 0.0


def test_normal_quantile() -> None:
    u = np.concatenate(
        [np.geomspace(1e-12, 0.02, 500), np.linspace(0.02, 0.98, 500), 1 - np.geomspace(1e-9, 0.02, 500)]
    )
    assert np.allclose(exact.normal_quantile(u), [NormalDist().inv_cdf(v) for v in u], rtol=2e-9, atol=2e-9)
