"""The office's name as an agreement printed it, kept at signing and covered by the seal from now on.

Agreements that were signed before keep the name of that time, as the audit trail knows it, and the seal
they have: it covers what it covered then (``sealed_as`` 1).
"""

from django.db import migrations, models


def keep_names(apps, schema_editor):
    Agreement = apps.get_model("planning", "Agreement")
    LogEntry = apps.get_model("offices", "LogEntry")
    signed = Agreement.objects.filter(models.Q(signed_on__isnull=False) | models.Q(first_signed_at__isnull=False))
    for agreement in signed.select_related("office"):
        agreement.office_name = agreement.office.name
        at = agreement.first_signed_at or agreement.second_signed_at
        if at is not None:
            later = LogEntry.objects.filter(
                deed="office.change", target_id=str(agreement.office_id), at__gt=at
            ).order_by("pk")
            renamed = next((row.changes["name"] for row in later if "name" in row.changes), None)
            agreement.office_name = renamed[0] if renamed else agreement.office.name
        if agreement.seal:
            agreement.sealed_as = 1
        agreement.save(update_fields=["office_name", "sealed_as"])


class Migration(migrations.Migration):

    dependencies = [
        ("offices", "0004_doors"),
        ("planning", "0003_drafting"),
    ]

    operations = [
        migrations.AddField(
            model_name="agreement",
            name="office_name",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="agreement",
            name="sealed_as",
            field=models.PositiveSmallIntegerField(default=2),
        ),
        migrations.RunPython(keep_names, migrations.RunPython.noop),
    ]
