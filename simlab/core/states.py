"""The states of things, and which change may follow which. Stored as small integers; names are participles."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import Any

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
    DAMAGED = 20  # reached the buyer broken; the refund follows
    SENT_BACK = 21  # refused or not collected, back at the sender; the refund follows


ORDER_CHANGES: dict[OrderStatus, frozenset[OrderStatus]] = {
    OrderStatus.AUTHORISED: frozenset({OrderStatus.DISPATCHED}),
    OrderStatus.DISPATCHED: frozenset(
        {OrderStatus.DELIVERED, OrderStatus.LOST, OrderStatus.DAMAGED, OrderStatus.SENT_BACK}
    ),
    OrderStatus.LOST: frozenset({OrderStatus.REFUNDED}),
    OrderStatus.DAMAGED: frozenset({OrderStatus.REFUNDED}),
    OrderStatus.SENT_BACK: frozenset({OrderStatus.REFUNDED}),
    OrderStatus.DELIVERED: frozenset({OrderStatus.RETURNED}),
}


def may_change(old: Ints, new: Ints) -> Bools:
    """Elementwise: is this change of order status allowed?"""
    return _allowed(ORDER_CHANGES, old, new)


def _allowed(changes: Mapping[Any, frozenset[Any]], old: Ints, new: Ints) -> Bools:
    most = max(max(after) for after in changes.values() if after) + 1
    allowed = np.zeros((max(most, max(changes) + 1),) * 2, dtype=bool)
    for before, after in changes.items():
        allowed[before, list(after)] = True
    return np.asarray(allowed[old, new])


class PaymentStatus(IntEnum):
    """Outcome of an authorisation."""

    DECLINED = 0
    AUTHORISED = 1


class Authentication(IntEnum):
    """When an own site asks for 3-D Secure."""

    NEVER = 0
    RISK = 1  # from a fraud score on
    ALWAYS = 2


class Screen(IntEnum):
    """Bits of what an order of an own site carries along."""

    THREE_D_SECURE = 1  # its buyer was authenticated: the issuer answers for fraud
    FRAUD = 2  # paid with stolen details
    DISPUTED = 4  # the buyer went to the bank: no refund any more


class DisputeGround(IntEnum):
    """Why a cardholder goes to the bank."""

    SHIFTED_FRAUD = 0  # authenticated: the issuer pays, but the card network counts it
    FRAUD = 1
    NOT_RECEIVED = 2  # came late
    NOT_AS_DESCRIBED = 3
    CREDIT_NOT_PROCESSED = 4  # goods were sent back, the money did not come
    LOST = 5  # never came


class Evidence(IntEnum):
    """Bits of what a store sends the bank."""

    TRACKING = 1  # the carrier's scan at the door
    AUTHENTICATION = 2  # the record of 3-D Secure
    CORRESPONDENCE = 4  # with the buyer
    POLICY = 8  # terms and description as the buyer saw them


class DisputeState(IntEnum):
    """Where a dispute stands."""

    OPENED = 0  # the money is gone, the clock runs
    CONTESTED = 1
    ACCEPTED = 2
    EXPIRED = 3  # nobody answered in time
    WON = 4
    LOST = 5


DISPUTE_CHANGES: dict[DisputeState, frozenset[DisputeState]] = {
    DisputeState.OPENED: frozenset({DisputeState.CONTESTED, DisputeState.ACCEPTED, DisputeState.EXPIRED}),
    DisputeState.CONTESTED: frozenset({DisputeState.WON, DisputeState.LOST}),
}


class Refusal(IntEnum):
    """Why an order of an own site was not paid, beside the codes of issuers and wallets."""

    NO_METHOD = 1001  # the buyer's way to pay is not offered
    FRAUD_SCREEN = 1002  # the store's own threshold
    ABANDONED_3DS = 1003
    FAILED_3DS = 1004


class Leg(IntEnum):
    """Legs of a lane, in travelling order."""

    PICK_UP = 0
    EXPORT = 1
    LINE_HAUL = 2
    IMPORT_HOLD = 3
    LAST_MILE = 4
    REDELIVERY = 5  # until the second attempt
    PICKUP_POINT = 6  # waiting for the buyer to collect
    RETURN_HOME = 7  # on its way back to the sender


class Outcome(IntEnum):
    """How a parcel ends, numbered above the legs: what follows a leg is another leg or an outcome."""

    DELIVERED = len(Leg)
    LOST = len(Leg) + 1
    DAMAGED = len(Leg) + 2
    RETURNED_TO_SENDER = len(Leg) + 3
    DESTROYED = len(Leg) + 4  # seized by customs


class TrackingEvent(IntEnum):
    """Scans of a parcel; `logistics.domain.tracking` and the table `tracking_events` give their names at 17TRACK, AfterShip and the UPU."""

    PICKED_UP = 0
    EXPORTED = 1  # left the country of origin
    ARRIVED = 2  # in the destination country, cleared
    HELD = 3  # stopped by import customs
    RELEASED = 4
    DELIVERED = 5
    LOST = 6
    ATTEMPT_FAILED = 7  # nobody was at home
    AWAITING_PICKUP = 8  # second attempt failed; waits at a pick-up point
    REFUSED = 9  # at the door
    NOT_COLLECTED = 10  # leaves the pick-up point for its sender
    RETURNED_TO_SENDER = 11
    DAMAGED = 12  # delivered, broken
    DESTROYED = 13  # seized by customs


_AT_THE_DOOR = frozenset(
    {
        TrackingEvent.DELIVERED,
        TrackingEvent.DAMAGED,
        TrackingEvent.REFUSED,
        TrackingEvent.ATTEMPT_FAILED,
    }
)
# The first scan is PICKED_UP. A scan that nothing may follow is an end, and every parcel has exactly one.
TRACKING_CHANGES: dict[TrackingEvent, frozenset[TrackingEvent]] = {
    # a parcel from a warehouse in its market goes straight to the last mile
    TrackingEvent.PICKED_UP: _AT_THE_DOOR | {TrackingEvent.EXPORTED},
    TrackingEvent.EXPORTED: frozenset(
        {TrackingEvent.ARRIVED, TrackingEvent.HELD, TrackingEvent.LOST, TrackingEvent.DESTROYED}
    ),
    TrackingEvent.HELD: frozenset({TrackingEvent.RELEASED, TrackingEvent.DESTROYED}),
    TrackingEvent.RELEASED: _AT_THE_DOOR,
    TrackingEvent.ARRIVED: _AT_THE_DOOR,
    TrackingEvent.ATTEMPT_FAILED: frozenset(
        {TrackingEvent.DELIVERED, TrackingEvent.DAMAGED, TrackingEvent.AWAITING_PICKUP}
    ),
    TrackingEvent.AWAITING_PICKUP: frozenset(
        {TrackingEvent.DELIVERED, TrackingEvent.DAMAGED, TrackingEvent.NOT_COLLECTED}
    ),
    TrackingEvent.REFUSED: frozenset({TrackingEvent.RETURNED_TO_SENDER}),
    TrackingEvent.NOT_COLLECTED: frozenset({TrackingEvent.RETURNED_TO_SENDER}),
}
LAST_SCANS: frozenset[TrackingEvent] = frozenset(TrackingEvent) - frozenset(TRACKING_CHANGES)


def may_scan(old: Ints, new: Ints) -> Bools:
    """Elementwise: may this scan follow that one?"""
    return _allowed(TRACKING_CHANGES, old, new)


class RefundReason(IntEnum):
    """Why a buyer got the money back."""

    LOST = 1
    RETURNED = 2
    DAMAGED = 20
    SENT_BACK = 21
    SEIZED = 50  # by customs


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


class Incoterm(IntEnum):
    """Who pays duty and tax: the store (delivered duty paid) or the buyer, at the door (delivered at place)."""

    DDP = 0
    DAP = 1


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
    INBOUND_FREIGHT = 32
    INBOUND_DUTY = 33
    TRANSFER = 34  # goods between warehouses
    REMOVAL = 35
    STOCK_LOSS = 14
    # customs
    CLEARANCE = 50  # export declarations, papers and brokers
    IMPORT_TAX = 51  # VAT or GST paid at the border
    REBATE = 52  # VAT that the state will give back on exports
    REBATE_ARRIVAL = 53
    TAX_PAYMENT = 54  # of tax collected at the checkout
    PAPERS = 55  # registrations and certificates
    PENALTY = 56
    TAX_COLLECTED = 57  # at the checkout of the store's own site
    PRESENTATION = 17
    # marketing
    PROMOTION = 20  # coupons, deals, early reviews
    # payments
    CONVERSION = 60  # foreign currency accounts into home money
    FORWARD = 61  # a forward settled
    CREDIT = 62  # drawn from or paid back to the credit line
    CAPTURE = 63  # sales of own sites
    RESERVE_RELEASE = 64
    REMITTANCE = 65  # couriers pass on what buyers paid at the door
    WITHDRAWAL = 66  # payouts of the payment provider
    WITHDRAWAL_ARRIVAL = 67
    CHARGEBACK = 90  # a buyer's bank takes the money back
    REPRESENTMENT = 91
    DISPUTE_END = 92
    MONITORING = 93  # a card network's programme
    # parcels
    INSURANCE = 40
    CLAIM = 41  # against a carrier or an insurer, when the parcel is lost or broken
    CLAIM_PAYMENT = 42
    RETURN = 43  # labels, handling and disposal of goods that come back
    RESTOCK = 44  # goods that came back go on the shelf again
    # service, platform, ethics, policy
    SERVICE_WAGES = 80
    PLATFORM_FEE = 81
    GOODWILL = 82  # partial refunds
    BUYER_CLAIM = 83  # refunds that a marketplace grants a buyer
    SHORTCUT = 85
    FINE = 86
    SUBSIDY = 87


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
    INBOUND_FREIGHT = 33
    GOODS_IN_TRANSIT = 34
    REMOVAL = 35
    PRESENTATION = 17  # translations, pictures and gift wrapping
    # marketing
    PROMOTIONS = 20  # what promotions cost
    # payments
    FOREIGN_CASH = 60  # foreign currency accounts at the bank
    FORWARD_RESULT = 61
    CREDIT_LINE = 62
    PROVIDER = 63  # balance at the payment provider
    PROVIDER_RESERVE = 64
    COURIER_CASH = 65  # owed for parcels paid at the door
    WITHDRAWAL = 66  # provider's payouts on their way
    PROCESSING_FEES = 67
    DISPUTED = 90  # taken back by banks, and not yet lost
    CHARGEBACKS = 91  # sales lost to disputes
    DISPUTE_FEES = 92
    LOSSES = 18  # goods destroyed
    # parcels
    INSURANCE = 40
    CLAIMS_RECEIVABLE = 41
    CLAIMS = 42
    RETURNS = 43
    # service, platform, ethics, policy
    SERVICE = 80  # agents
    GOODWILL = 81
    CONDUCT = 82  # what shortcuts cost, and fines
    SUBSIDIES = 83
    # customs
    CLEARANCE = 50
    IMPORT_TAX = 51
    REBATE_RECEIVABLE = 52
    REBATES = 53
    TAX_DUE = 54  # collected from buyers, owed to the market's tax office
    COMPLIANCE = 55
    PENALTIES = 56
