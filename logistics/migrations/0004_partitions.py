from __future__ import annotations

from typing import Any

from django.db import migrations

from simlab.runs.partitions import split_by_run

TABLES = ("logistics_parcel", "logistics_trackingevent")


def split(apps: Any, schema_editor: Any) -> None:
    for table in TABLES:
        split_by_run(schema_editor, table)


class Migration(migrations.Migration):
    dependencies = [("logistics", "0003_inbound_shipments")]
    operations = [migrations.RunPython(split, migrations.RunPython.noop)]
