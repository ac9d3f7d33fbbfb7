from __future__ import annotations

from django.db import models

from simlab.runs.rows import DayRow


class Parcel(DayRow):
    """A parcel on the day it was dispatched; where it is now is told by its tracking events."""

    order_id = models.BigIntegerField(db_index=True)
    warehouse = models.SmallIntegerField()
    service = models.SmallIntegerField()
    weight_g = models.IntegerField()
    shipping_minor = models.BigIntegerField()
    duty_minor = models.BigIntegerField()
    promised_day = models.SmallIntegerField()
    market = models.SmallIntegerField()


class TrackingEvent(DayRow):
    order_id = models.BigIntegerField(db_index=True)
    event = models.SmallIntegerField()


class PurchaseOrder(DayRow):
    po_no = models.BigIntegerField()
    sku = models.SmallIntegerField()
    units = models.IntegerField()
    cost_minor = models.BigIntegerField()


class Receipt(DayRow):
    """Units of a purchase order received into the warehouse."""

    po_no = models.BigIntegerField()
    sku = models.SmallIntegerField()
    units = models.IntegerField()


class CustomsCase(DayRow):
    """A parcel that customs inspected: how it ended, what was found, and the penalty."""

    order_id = models.BigIntegerField(db_index=True)
    outcome = models.SmallIntegerField()
    faults = models.SmallIntegerField()
    penalty_minor = models.BigIntegerField()


class ComplianceCase(DayRow):
    """A listing that was sold without a paper its market wants, and was found out."""

    front = models.SmallIntegerField()
    sku = models.SmallIntegerField()
    fine_minor = models.BigIntegerField()


class InboundShipment(DayRow):
    """Goods in bulk between warehouses: a row when they depart (event 0) and one whenever some are received (1)."""

    ship_no = models.BigIntegerField()
    sku = models.SmallIntegerField()
    origin = models.SmallIntegerField()
    destination = models.SmallIntegerField()
    mode = models.SmallIntegerField()
    event = models.SmallIntegerField()
    units = models.IntegerField()
    lost_units = models.IntegerField()
    freight_minor = models.BigIntegerField()
    duty_minor = models.BigIntegerField()
