"""Elementary functions made of IEEE additions, multiplications and divisions only.

The C library and numpy pick other code for exp and log on other CPUs, and the last bit differs. These give the same bits
everywhere, so a day is the same day on every machine.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from simlab.core.arrays import Floats

_LN2_HIGH = 6.93147180369123816490e-01  # fdlibm e_exp.c: ln 2 split so that k * high is exact
_LN2_LOW = 1.90821492927058770002e-10
_BLOCK = 32_768
_EXPONENT_BIAS, _MANTISSA_BITS = 1023, 52
_MANTISSA_MASK = (1 << _MANTISSA_BITS) - 1
_SQRT_HALF_BITS = int(np.array(0.7071067811865476).view(np.int64))
_INVERSE_LN2 = 1.44269504088896338700e00
# Taylor to the 12th power: relative error below 1e-16 for |r| <= ln(2)/2
_EXP = [1.0 / f for f in (479001600, 39916800, 3628800, 362880, 40320, 5040, 720, 120, 24, 6, 2, 1, 1)]
_LOG = [1.0 / n for n in (21, 19, 17, 15, 13, 11, 9, 7, 5, 3, 1)]
# P. J. Acklam (2003), inverse of the normal distribution, relative error below 1.15e-9
_A = (
    -3.969683028665376e01,
    2.209460984245205e02,
    -2.759285104469687e02,
    1.383577518672690e02,
    -3.066479806614716e01,
    2.506628277459239e00,
)
_B = (
    -5.447609879822406e01,
    1.615858368580409e02,
    -1.556989798598866e02,
    6.680131188771972e01,
    -1.328068155288572e01,
    1.0,
)
_C = (
    -7.784894002430293e-03,
    -3.223964580411365e-01,
    -2.400758277161838e00,
    -2.549732539343734e00,
    4.374664141464968e00,
    2.938163982698783e00,
)
_D = (7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e00, 3.754408661907416e00, 1.0)
_TAIL = 0.02425


def _polynomial(x: Floats, coefficients: tuple[float, ...] | list[float]) -> Floats:
    total = np.full_like(x, coefficients[0])
    for coefficient in coefficients[1:]:
        total *= x
        total += coefficient
    return total


def exp(x: Floats) -> Floats:
    """e**x for |x| < 700, any shape."""
    return _in_blocks(_exp, x)


def _in_blocks(function: Callable[[Floats], Floats], x: Floats) -> Floats:
    """A function of many passes goes through large arrays piece by piece: each stays in the processor's cache."""
    if x.size <= _BLOCK:
        return function(x)
    flat = np.ascontiguousarray(x).reshape(-1)
    result = np.empty_like(flat)
    for start in range(0, flat.size, _BLOCK):
        result[start : start + _BLOCK] = function(flat[start : start + _BLOCK])
    return result.reshape(x.shape)


def _exp(x: Floats) -> Floats:
    """2**k is written straight into the exponent bits."""
    k = np.rint(x * _INVERSE_LN2)
    r = x - k * _LN2_HIGH
    r -= k * _LN2_LOW
    power = ((k.astype(np.int64) + _EXPONENT_BIAS) << _MANTISSA_BITS).view(np.float64)
    return np.asarray(_polynomial(r, _EXP) * power)


def log(x: Floats) -> Floats:
    """Natural logarithm of x >= 2**-1022, any shape."""
    return _in_blocks(_log, np.asarray(x, dtype=np.float64))


def _log(x: Floats) -> Floats:
    """x = mantissa x 2**power with a mantissa from sqrt(1/2) to sqrt(2), read from the bits."""
    above = x.view(np.int64) - _SQRT_HALF_BITS
    power = (above >> _MANTISSA_BITS).astype(np.float64)
    mantissa = ((above & _MANTISSA_MASK) + _SQRT_HALF_BITS).view(np.float64)
    f = (mantissa - 1.0) / (mantissa + 1.0)
    return 2.0 * f * _polynomial(f * f, _LOG) + power * _LN2_LOW + power * _LN2_HIGH


def normal_quantile(u: Floats) -> Floats:
    """Inverse of the standard normal distribution at 0 < u < 1."""
    u = np.asarray(u, dtype=np.float64)
    tail = np.minimum(u, 1.0 - u)
    q = np.sqrt(-2.0 * log(np.minimum(tail, _TAIL)))
    far = _polynomial(q, _C) / _polynomial(q, _D)
    c = u - 0.5
    near = c * _polynomial(c * c, _A) / _polynomial(c * c, _B)
    return np.where(tail < _TAIL, np.where(u < 0.5, far, -far), near)
