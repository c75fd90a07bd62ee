"""Remarks reach the blocks of appendices; a pen says since when it is held.

Pens are of people writing at this moment: those of before the change are laid down.
"""

from datetime import UTC, datetime

from django.db import migrations, models


def lay_down(apps, schema_editor):
    apps.get_model("dispatches", "WritingLease").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('dispatches', '0036_enclosures_partners_storage'),
    ]

    operations = [
        migrations.RunPython(lay_down, migrations.RunPython.noop, elidable=True),
        migrations.AlterModelOptions(
            name='remark',
            options={'ordering': [models.OrderBy(models.F('appendix'), nulls_first=True), 'block_index', 'pk'], 'verbose_name': 'nhận xét'},
        ),
        migrations.AddField(
            model_name='remark',
            name='appendix',
            field=models.PositiveIntegerField(help_text='from 0; empty for a block of the text itself', null=True),
        ),
        migrations.AlterField(
            model_name='remark',
            name='block_index',
            field=models.PositiveIntegerField(help_text='from 0, of the text or of its appendix'),
        ),
        migrations.AddField(
            model_name='writinglease',
            name='since',
            field=models.DateTimeField(default=datetime(2021, 1, 1, tzinfo=UTC), verbose_name='từ'),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name='writinglease',
            constraint=models.CheckConstraint(condition=models.Q(('until__gte', models.F('since'))), name='dispatches_writinglease_lasts'),
        ),
    ]
