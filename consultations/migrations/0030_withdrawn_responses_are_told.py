"""Other systems are told when what was entered from a letter is withdrawn."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consultations', '0029_corrected_receipts'),
    ]

    operations = [
        migrations.AlterField(
            model_name='notification',
            name='event',
            field=models.CharField(choices=[('call.issued', 'Đã phát hành công văn lấy ý kiến'), ('response.received', 'Đã nhận ý kiến của một đơn vị'), ('response.withdrawn', 'Đã rút kết quả nhập từ văn bản của một đơn vị'), ('round.extended', 'Đã gia hạn, cho tất cả hoặc cho một đơn vị'), ('round.closed', 'Đã kết thúc đợt lấy ý kiến'), ('round.reopened', 'Đã mở lại đợt lấy ý kiến'), ('round.cancelled', 'Đã hủy đợt lấy ý kiến')], max_length=30, verbose_name='sự kiện'),
        ),
    ]
