"""A sealed edition is written once: the database refuses to change or delete its rows."""

from django.db import migrations

from akuntabel.offices.guard import put_guard


class Migration(migrations.Migration):
    dependencies = [("offices", "0005_heads"), ("reporting", "0002_editions")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: put_guard(schema_editor.connection), migrations.RunPython.noop
        )
    ]
