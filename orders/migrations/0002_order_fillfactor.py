from __future__ import annotations

from typing import Any

from django.db import migrations


def leave_room_for_status(apps: Any, schema_editor: Any) -> None:
    # An order's status changes a few times; room on its page keeps that change out of the indexes.
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE orders_order SET (fillfactor = 80)")


class Migration(migrations.Migration):
    dependencies = [("orders", "0001_initial")]
    operations = [migrations.RunPython(leave_room_for_status, migrations.RunPython.noop)]
