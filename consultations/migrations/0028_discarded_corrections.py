"""A correction that was begun and not sent may be thrown away; its version is not used again."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consultations', '0027_withdrawn_entries'),
    ]

    operations = [
        migrations.AddField(
            model_name='consultee',
            name='discarded_version',
            field=models.PositiveIntegerField(help_text='of the last draft that was thrown away; the next counts on from it', null=True),
        ),
    ]
