
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('districts', '0003_countries_connected'),
        ('partners', '0006_examples_can_go'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='partner',
            name='partners_partner_last_contact',
        ),
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(fields=['kind', 'starts_on', 'ends_on'], name='partners_activity_counted'),
        ),
        migrations.AddIndex(
            model_name='partner',
            index=models.Index(condition=models.Q(('merged_into__isnull', True)), fields=['last_contact_on', 'tier', 'country'], name='partners_partner_counted'),
        ),
        migrations.AddIndex(
            model_name='relation',
            index=models.Index(condition=models.Q(('joined_into__isnull', True)), fields=['stage', 'partner'], name='partners_relation_at_stage'),
        ),
    ]
