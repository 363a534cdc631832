from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("demo", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="stage",
            name="words",
            field=models.JSONField(default=dict),
        ),
    ]
