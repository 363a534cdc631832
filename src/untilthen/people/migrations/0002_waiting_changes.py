"""Changes that begin seven days after they were asked for."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="WaitingChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("subject", models.BigIntegerField(default=0)),
                ("values", models.JSONField(default=dict)),
                ("sealed", models.BinaryField(default=b"")),
                ("asked_at", models.DateTimeField()),
                ("begins_at", models.DateTimeField(db_index=True)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="waiting_changes",
                        to="people.plan",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "kind", "subject"), name="one_change_a_subject"
                    )
                ],
            },
        ),
    ]
