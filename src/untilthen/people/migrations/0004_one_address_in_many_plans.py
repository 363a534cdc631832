"""Who keeps for many finds them all: one mark of an address for all plans."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_no_mail_and_reports")]

    operations = [
        migrations.AddField(
            model_name="personrow",
            name="shared_mark",
            field=models.BinaryField(db_index=True, null=True),
        ),
        migrations.AddField(
            model_name="personrow",
            name="moved",
            field=models.BooleanField(default=False),
        ),
    ]
