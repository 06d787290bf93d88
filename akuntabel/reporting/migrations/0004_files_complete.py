"""An edition that has all of its files takes no further one: the guard of 0003, put anew."""

from django.db import migrations

from akuntabel.offices.guard import put_guard


class Migration(migrations.Migration):
    dependencies = [("reporting", "0003_guard")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: put_guard(schema_editor.connection), migrations.RunPython.noop
        )
    ]
