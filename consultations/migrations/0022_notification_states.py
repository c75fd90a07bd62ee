"""A notification is taken by another system, not by the mail server (tin sự kiện)."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consultations', '0021_entry_corrections'),
    ]

    operations = [
        migrations.AlterField(
            model_name='notification',
            name='state',
            field=models.CharField(choices=[('pending', 'Chờ gửi'), ('sending', 'Đang gửi'), ('sent', 'Hệ thống kia đã nhận'), ('failed', 'Không gửi được'), ('stale', 'Không còn cần gửi')], default='pending', max_length=10, verbose_name='trạng thái'),
        ),
    ]
