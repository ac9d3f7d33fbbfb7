from __future__ import annotations

import numpy as np

from logistics.domain import export
from logistics.domain.export import Mode, Modes

MODES = Modes(
    rate_e4=np.array([1_300, 1_300, 1_300, 0]),
    days=np.array([20, 15, 30, 8]),
    fee_minor=np.array([30, 100, 20, 80]),
    invoiced=np.array([True, False]),
    vat_e4=1_300,
    filing=0,
)


def test_a_purchase_of_113_with_vat_gives_13_back() -> None:
    cost = np.array([11_300, 11_300])
    assert export.rebate_minor(MODES, np.array(Mode.RETAIL_9610), np.array([0, 1]), cost).tolist() == [1_300, 0]
    assert export.rebate_minor(MODES, np.array(Mode.BONDED_1210), np.array([0]), cost[:1]).tolist() == [0]


def test_parcels_from_home_earn_when_sold_and_9810_earns_in_bulk() -> None:
    mode, warehouse = np.array([0, 0, 2, 2]), np.array([0, 1, 0, 1])
    assert export.earns_by_parcel(mode, warehouse).tolist() == [True, False, False, False]
    assert export.earns_in_bulk(mode).tolist() == [False, False, True, True]
