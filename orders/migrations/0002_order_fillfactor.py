from __future__ import annotations

from typing import Any

from django.db import migrations


def leave_room_for_status(apps: Any, schema_editor: Any) -> None:
    # Nearly all orders of a page are dispatched on the same day: with room for a second version of
    # every row, the change of status stays out of the indexes.
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE orders_order SET (fillfactor = 50)")


class Migration(migrations.Migration):
    dependencies = [("orders", "0001_initial")]
    operations = [migrations.RunPython(leave_room_for_status, migrations.RunPython.noop)]
