from __future__ import annotations

from typing import Any

from django.db import migrations

from simlab.runs.partitions import split_by_run

TABLES = ("orders_order", "orders_review", "orders_buyer")


def split(apps: Any, schema_editor: Any) -> None:
    for table in TABLES:
        split_by_run(schema_editor, table)


class Migration(migrations.Migration):
    dependencies = [("orders", "0009_buyers_by_number")]
    operations = [migrations.RunPython(split, migrations.RunPython.noop)]
