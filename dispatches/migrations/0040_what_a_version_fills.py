"""A version says of which one it is the filled text, so that a return can open the places again."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dispatches', '0039_scans_may_follow'),
    ]

    operations = [
        migrations.AddField(
            model_name='dispatchversion',
            name='fills',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dispatches.dispatchversion'),
        ),
    ]
