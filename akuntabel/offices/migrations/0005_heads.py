"""The wider guard: the head of a chain neither goes back nor goes away, and no table is emptied at once."""

from django.db import migrations

from akuntabel.offices.guard import put_guard, take_guard


def renew(apps, schema_editor):
    take_guard(schema_editor.connection)
    put_guard(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [("offices", "0004_doors")]

    operations = [migrations.RunPython(renew, migrations.RunPython.noop)]
