"""Answers of before bear the name that their sender has now; from here on every one bears one."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def name_senders(apps, schema_editor):
    users = apps.get_model("accounts", "User").objects.filter(pk=OuterRef("submitted_by"))
    apps.get_model("consultations", "Response").objects.filter(sender_name="").update(
        sender_name=Subquery(users.values("full_name")[:1])
    )


class Migration(migrations.Migration):
    dependencies = [("consultations", "0002_agreements_and_senders")]

    operations = [
        migrations.RunPython(name_senders, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="response",
            name="sender_name",
            field=models.CharField(max_length=120, verbose_name="người gửi"),
        ),
    ]
