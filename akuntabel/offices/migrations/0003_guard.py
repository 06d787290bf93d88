"""The audit trail becomes append-only in the database itself."""

from django.db import migrations

from akuntabel.offices.guard import put_guard, take_guard


class Migration(migrations.Migration):
    dependencies = [("offices", "0002_trail")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: put_guard(schema_editor.connection),
            lambda apps, schema_editor: take_guard(schema_editor.connection),
        )
    ]
