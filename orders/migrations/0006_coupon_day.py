from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0005_campaign_day"),
    ]

    operations = [
        migrations.AddField(
            model_name="campaignday",
            name="personal_clicks",
            field=models.IntegerField(default=0),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="CouponDay",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("world", models.SmallIntegerField()),
                ("store", models.SmallIntegerField()),
                ("day", models.SmallIntegerField()),
                ("market", models.SmallIntegerField()),
                ("channel", models.SmallIntegerField()),
                ("sku", models.SmallIntegerField()),
                ("orders", models.IntegerField()),
                ("redeemed", models.IntegerField()),
                ("cost_minor", models.BigIntegerField()),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
