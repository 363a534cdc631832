"""Shorter waits that begin later now wait beside every other change; their dates stay."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def move(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Carry each row over."""
    waiting = apps.get_model("people", "WaitingChange")
    before: str = "watch.PendingSettings"
    for row in apps.get_model(before).objects.all():
        waiting.objects.create(
            plan_id=row.plan_id,
            kind="settings",
            values=row.values,
            asked_at=row.asked_at,
            begins_at=row.begins_at,
        )


class Migration(migrations.Migration):
    dependencies = [("watch", "0004_calendar_address"), ("people", "0002_waiting_changes")]

    operations = [
        migrations.RunPython(move, migrations.RunPython.noop),
        migrations.DeleteModel("PendingSettings"),
    ]
