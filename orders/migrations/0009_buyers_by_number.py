from __future__ import annotations

from typing import Any

from django.db import migrations, models


def keep_names(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute(
        "INSERT INTO orders_buyer (id, market, buyer_no, name, city, address, email, language) "
        "SELECT run_id * 549755813888 + market * 2147483648 + buyer_no, market, buyer_no, name, city, address, email, language "
        "FROM orders_namedbuyer"
    )


class Migration(migrations.Migration):
    dependencies = [("orders", "0008_listing_test_day")]
    operations = [
        migrations.RenameModel("Buyer", "NamedBuyer"),
        migrations.CreateModel(
            name="Buyer",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("market", models.SmallIntegerField()),
                ("buyer_no", models.IntegerField()),
                ("name", models.CharField(max_length=120)),
                ("city", models.CharField(max_length=120)),
                ("address", models.CharField(max_length=250)),
                ("email", models.CharField(max_length=200)),
                ("language", models.CharField(max_length=8)),
            ],
        ),
        migrations.RunPython(keep_names, migrations.RunPython.noop),
        migrations.DeleteModel("NamedBuyer"),
    ]
