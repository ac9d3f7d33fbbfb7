from __future__ import annotations

from typing import Any

from django.db import migrations

from simlab.runs.partitions import split_by_run

TABLES = ("payments_payment", "payments_approval", "payments_refund", "payments_ledgerentry")


def split(apps: Any, schema_editor: Any) -> None:
    for table in TABLES:
        split_by_run(schema_editor, table)


class Migration(migrations.Migration):
    dependencies = [("payments", "0005_grant")]
    operations = [migrations.RunPython(split, migrations.RunPython.noop)]
