"""Blocked addresses move to the people; the table only gets another name."""

from django.db import migrations


class Migration(migrations.Migration):
    """Give the table away as it is."""

    dependencies = [("watch", "0005_settings_wait_with_other_changes")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.AlterModelTable("blockedaddress", "people_blockedaddress")
            ],
            state_operations=[migrations.DeleteModel("BlockedAddress")],
        ),
    ]
