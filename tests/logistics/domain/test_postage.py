from __future__ import annotations

import numpy as np

from logistics.domain.postage import asked


def test_a_fee_is_asked_below_the_threshold_of_the_order_and_always_without_one() -> None:
    value = np.array([999, 1_000, 3_000])
    assert asked(np.array(1_000), value).tolist() == [1, 0, 0]
    assert asked(np.array(0), value).tolist() == [1, 1, 1]
