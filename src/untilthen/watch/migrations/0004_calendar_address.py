"""The secret address of each plan's calendar."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("watch", "0003_find_what_is_closed")]

    operations = [
        migrations.CreateModel(
            "CalendarAddress",
            [
                (
                    "plan",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="people.plan",
                    ),
                ),
                ("number", models.IntegerField()),
                ("made_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
            ],
        ),
    ]
