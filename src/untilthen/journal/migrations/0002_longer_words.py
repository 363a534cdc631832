"""Room for the longest word a delivery can have, with_recipient_sealed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [
        migrations.AlterField("line", "before", models.CharField(max_length=24, blank=True)),
        migrations.AlterField("line", "after", models.CharField(max_length=24, blank=True)),
    ]
