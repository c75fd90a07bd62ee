"""The list of activities is sorted and searched by an index."""

import partners.models.name_index
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('districts', '0022_countries_open'),
        ('partners', '0035_notes_that_tell_apart'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='activity',
            name='starts_on',
            field=models.DateField(verbose_name='từ ngày'),
        ),
        migrations.AddIndex(
            model_name='activity',
            index=partners.models.name_index.NameIndex(fields=['starts_on', 'id'], name='partners_activity_searched', searched=['folded_title']),
        ),
    ]
