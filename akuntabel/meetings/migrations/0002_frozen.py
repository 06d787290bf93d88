"""What closed minutes print besides the figures, frozen with them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="meeting", name="frozen", field=models.JSONField(blank=True, default=dict)
        ),
    ]
