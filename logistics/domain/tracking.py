"""A parcel's state in one word, as 17TRACK's main statuses have it."""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from simlab.core.arrays import Ints
from simlab.core.states import TrackingEvent

NO_SCAN = -1


class TrackingStatus(IntEnum):
    """17TRACK main statuses that a parcel of a simulated carrier can have."""

    INFO_RECEIVED = 0  # label bought, no scan yet
    IN_TRANSIT = 1
    AVAILABLE_FOR_PICKUP = 2
    DELIVERY_FAILURE = 3
    DELIVERED = 4
    EXCEPTION = 5


_STATUS_OF: dict[TrackingEvent, TrackingStatus] = {
    TrackingEvent.PICKED_UP: TrackingStatus.IN_TRANSIT,
    TrackingEvent.EXPORTED: TrackingStatus.IN_TRANSIT,
    TrackingEvent.ARRIVED: TrackingStatus.IN_TRANSIT,
    TrackingEvent.HELD: TrackingStatus.IN_TRANSIT,
    TrackingEvent.RELEASED: TrackingStatus.IN_TRANSIT,
    TrackingEvent.DELIVERED: TrackingStatus.DELIVERED,
    TrackingEvent.LOST: TrackingStatus.EXCEPTION,
    TrackingEvent.ATTEMPT_FAILED: TrackingStatus.DELIVERY_FAILURE,
    TrackingEvent.AWAITING_PICKUP: TrackingStatus.AVAILABLE_FOR_PICKUP,
    TrackingEvent.REFUSED: TrackingStatus.DELIVERY_FAILURE,
    TrackingEvent.NOT_COLLECTED: TrackingStatus.EXCEPTION,
    TrackingEvent.RETURNED_TO_SENDER: TrackingStatus.EXCEPTION,
    TrackingEvent.DAMAGED: TrackingStatus.EXCEPTION,
    TrackingEvent.DESTROYED: TrackingStatus.EXCEPTION,
}
_STATUS = np.array([_STATUS_OF[event] for event in TrackingEvent])


def tracking_status(event: Ints) -> Ints:
    """The status after each last scan; NO_SCAN before the first."""
    return np.asarray(np.where(event == NO_SCAN, TrackingStatus.INFO_RECEIVED, _STATUS[np.maximum(event, 0)]))
