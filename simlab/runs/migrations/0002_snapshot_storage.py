from __future__ import annotations

from typing import Any

from django.db import migrations


def keep_as_it_is(apps: Any, schema_editor: Any) -> None:
    # A snapshot is compressed already; PostgreSQL would try again and find nothing.
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE runs_dayclose ALTER COLUMN snapshot SET STORAGE EXTERNAL")


class Migration(migrations.Migration):
    dependencies = [("runs", "0001_initial")]
    operations = [migrations.RunPython(keep_as_it_is, migrations.RunPython.noop)]
