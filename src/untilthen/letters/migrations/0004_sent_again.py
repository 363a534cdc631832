"""Letters once read that their owner wants sent again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("letters", "0003_kept_shared_and_waiting")]

    operations = [
        migrations.AddField("delivery", "again", models.BooleanField(default=False)),
    ]
