"""Drafts that two people may have open: who changed them last, and how often; the top of a planned range."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('planning', '0002_signing'),
    ]

    operations = [
        migrations.AddField(
            model_name='agreement',
            name='changed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='agreement',
            name='returned',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='agreement',
            name='touched',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='indicator',
            name='planned_upper',
            field=models.DecimalField(blank=True, decimal_places=8, max_digits=24, null=True),
        ),
        migrations.AddField(
            model_name='plan',
            name='changed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='plan',
            name='touched',
            field=models.PositiveIntegerField(default=0),
        ),
    ]
