"""Presses in mails to the owner, for the report of coming back."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_waiting_changes"),
        ("watch", "0006_blocked_addresses_move"),
    ]

    operations = [
        migrations.CreateModel(
            name="Press",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("sealed", models.BinaryField()),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presses",
                        to="people.plan",
                    ),
                ),
            ],
        ),
    ]
