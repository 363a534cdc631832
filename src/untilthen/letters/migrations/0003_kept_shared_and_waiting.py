"""Letters that a keeper keeps or that stay until their own day, goodbyes shared with a keeper,
and a guardian's "not yet".
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add what the doors of recipients need to know."""

    dependencies = [("people", "0001_initial"), ("letters", "0002_sheets")]

    operations = [
        migrations.AddField("delivery", "kept_by", models.IntegerField(null=True)),
        migrations.AddField("delivery", "stays_until", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "delivery",
            models.Index(
                fields=["stays_until"],
                condition=models.Q(stays_until__isnull=False),
                name="doors_by_end",
            ),
        ),
        migrations.AddField("goodbye", "shared_with", models.IntegerField(null=True)),
        migrations.CreateModel(
            name="GuardianWait",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person", models.IntegerField()),
                ("release", models.IntegerField()),
                ("at", models.DateTimeField()),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="guardian_waits",
                        to="people.plan",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "person", "release"), name="one_guardian_wait"
                    )
                ],
            },
        ),
    ]
