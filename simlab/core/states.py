"""The states of things, and which change may follow which. Stored as small integers; names are participles."""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from simlab.core.arrays import Bools, Ints


class OrderStatus(IntEnum):
    """An order as its seller sees it."""

    DECLINED = 0  # the buyer's payment was refused
    CANCELLED = 1  # paid, but no stock was left
    AUTHORISED = 2  # paid, being packed
    DISPATCHED = 3  # handed to the carrier
    DELIVERED = 4
    LOST = 5
    REFUNDED = 6  # after a loss
    RETURNED = 7  # sent back and refunded


ORDER_CHANGES: dict[OrderStatus, frozenset[OrderStatus]] = {
    OrderStatus.AUTHORISED: frozenset({OrderStatus.DISPATCHED}),
    OrderStatus.DISPATCHED: frozenset({OrderStatus.DELIVERED, OrderStatus.LOST}),
    OrderStatus.LOST: frozenset({OrderStatus.REFUNDED}),
    OrderStatus.DELIVERED: frozenset({OrderStatus.RETURNED}),
}


def may_change(old: Ints, new: Ints) -> Bools:
    """Elementwise: is this change of order status allowed?"""
    allowed = np.zeros((len(OrderStatus), len(OrderStatus)), dtype=bool)
    for before, after in ORDER_CHANGES.items():
        allowed[before, list(after)] = True
    return allowed[old, new]


class PaymentStatus(IntEnum):
    """Outcome of an authorisation."""

    DECLINED = 0
    AUTHORISED = 1


class Leg(IntEnum):
    """Legs of a lane, in travelling order."""

    PICK_UP = 0
    EXPORT = 1
    LINE_HAUL = 2
    IMPORT_HOLD = 3
    LAST_MILE = 4


class TrackingEvent(IntEnum):
    """Scans of a parcel; a subset of the 17TRACK main and sub statuses (InTransit_PickedUp, ..., Delivered)."""

    PICKED_UP = 0
    EXPORTED = 1  # left the country of origin
    ARRIVED = 2  # in the destination country, cleared
    HELD = 3  # stopped by import customs
    RELEASED = 4
    DELIVERED = 5
    LOST = 6


class RefundReason(IntEnum):
    """Why a buyer got the money back."""

    LOST = 1
    RETURNED = 2


class Deal(IntEnum):
    """Dealings of a store with its bank in foreign money."""

    CONVERSION = 1
    FORWARD_BOUGHT = 2
    FORWARD_SETTLED = 3


class HealthMetric(IntEnum):
    """What a marketplace watches of an account; each is a share of bad orders (or messages)."""

    ORDER_DEFECT = 0
    LATE_SHIPMENT = 1
    CANCELLATION = 2
    INVALID_TRACKING = 3
    LATE_DELIVERY = 4
    SLOW_REPLY = 5


class AccountStanding(IntEnum):
    """The rungs of a marketplace's ladder. From ACCOUNT_SUSPENDED on nothing is on sale and payouts are held."""

    HEALTHY = 0
    WARNED = 1
    LISTING_SUSPENDED = 2
    ACCOUNT_SUSPENDED = 3
    CLOSED = 4  # an appeal was refused


class LedgerCause(IntEnum):
    """What a ledger entry is for."""

    OPENING = 0
    SALE = 1
    REFUND = 2
    SHIPPING = 3
    DUTY = 4
    ADVERTISING = 5
    STORAGE = 6
    PURCHASE = 7
    RECEIPT = 8
    COST_OF_SALES = 9
    PAYOUT = 10
    PAYOUT_ARRIVAL = 11
    LOAN = 12
    INTEREST = 13
    # suppliers and warehouses
    SUPPLIER_BALANCE = 30  # what was left to pay when the goods arrived
    INSPECTION = 31
    STOCK_LOSS = 14
    PRESENTATION = 17
    # payments
    CONVERSION = 60  # foreign currency accounts into home money
    FORWARD = 61  # a forward settled
    CREDIT = 62  # drawn from or paid back to the credit line


class LedgerAccount(IntEnum):
    """Accounts of a store. Assets and expenses grow by debits (+), the rest by credits (-)."""

    CASH = 0
    RECEIVABLE = 1
    PAYOUT_IN_TRANSIT = 2
    STOCK = 3
    GOODS_ON_ORDER = 4
    LOAN = 5
    EQUITY = 6
    SALES = 7
    FEES = 8
    SHIPPING = 9
    DUTY = 10
    ADVERTISING = 11
    STORAGE = 12
    COST_OF_SALES = 13
    INTEREST = 14
    EXCHANGE = 15  # position of each currency in the conversion account
    EXCHANGE_COST = 16  # what the spread of a conversion costs
    # suppliers and warehouses
    SUPPLIERS_OWED = 30
    PURCHASE_VARIANCE = 31  # stock is kept at the usual price of an article; this is what was paid beyond it
    INSPECTION = 32
    PRESENTATION = 17  # translations, pictures and gift wrapping
    # payments
    FOREIGN_CASH = 60  # foreign currency accounts at the bank
    FORWARD_RESULT = 61
    CREDIT_LINE = 62
    LOSSES = 18  # goods destroyed
