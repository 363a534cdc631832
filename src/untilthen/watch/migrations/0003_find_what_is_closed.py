"""An index of the closed plans of which something is still to be forgotten."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("watch", "0002_words_and_waits")]

    operations = [
        migrations.AddIndex(
            "switchrow",
            models.Index(fields=["plan"], condition=models.Q(state="closed"), name="closed"),
        ),
    ]
