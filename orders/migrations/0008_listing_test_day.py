from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0007_conduct_event"),
    ]

    operations = [
        migrations.CreateModel(
            name="ListingTestDay",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("world", models.SmallIntegerField()),
                ("store", models.SmallIntegerField()),
                ("day", models.SmallIntegerField()),
                ("market", models.SmallIntegerField()),
                ("channel", models.SmallIntegerField()),
                ("sku", models.SmallIntegerField()),
                ("variant", models.SmallIntegerField()),
                ("shoppers", models.IntegerField()),
                ("orders", models.IntegerField()),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
