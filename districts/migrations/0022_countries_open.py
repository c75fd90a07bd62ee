"""Countries of an orientation may be named as examples: another one is then not off plan."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('districts', '0021_reports_taken_back'),
    ]

    operations = [
        migrations.AddField(
            model_name='orientation',
            name='countries_open',
            field=models.BooleanField(default=False, verbose_name='nước nêu ví dụ, để mở'),
        ),
    ]
