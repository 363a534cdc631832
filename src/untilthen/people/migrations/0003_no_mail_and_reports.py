"""Blocked addresses come to the people, whose letters are checked against them too; nobody is lost
on the way.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Take over the table of blocked addresses; note who wants no mail, and what was reported."""

    dependencies = [("people", "0002_waiting_changes"), ("watch", "0006_blocked_addresses_move")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="BlockedAddress",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("mark", models.BinaryField(unique=True)),
                        ("at", models.DateTimeField()),
                    ],
                ),
            ],
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=12)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="personrow", name="no_mail_at", field=models.DateTimeField(null=True)
        ),
    ]
