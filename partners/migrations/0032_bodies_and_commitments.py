"""A body is asked once however its name is written; a commitment may be withdrawn.

Where one was asked twice under two spellings both rows stay, told apart by their keys.
"""

from django.db import migrations, models

from vietnamese.text import fold

LENGTH = 200


def fold_bodies(apps, schema_editor):
    opinions = apps.get_model("partners", "AgreementOpinion").objects
    seen = set()
    for opinion in opinions.order_by("pk"):
        folded = fold(opinion.body)[:LENGTH]
        if (key := (opinion.agreement_id, opinion.turn, folded)) in seen:
            folded = f"{folded[: LENGTH - 12]} {opinion.pk}"
        seen.add(key)
        opinions.filter(pk=opinion.pk).update(folded_body=folded)


def leave(apps, schema_editor):
    """The column goes with the migration."""


def settle(apps, schema_editor):
    """Let PostgreSQL check what waits for the end, before the tables change again."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [("partners", "0031_history_of_changes")]

    operations = [
        migrations.AddField(
            model_name="agreementopinion",
            name="folded_body",
            field=models.CharField(default="", editable=False, max_length=LENGTH),
            preserve_default=False,
        ),
        migrations.RunPython(fold_bodies, leave, elidable=False),
        migrations.RunPython(settle, settle, elidable=False),
        migrations.RemoveConstraint(
            model_name="agreementopinion", name="partners_opinion_asked_once"
        ),
        migrations.AddConstraint(
            model_name="agreementopinion",
            constraint=models.UniqueConstraint(
                fields=("agreement", "turn", "folded_body"), name="partners_opinion_asked_once"
            ),
        ),
        migrations.AddField(
            model_name="commitment",
            name="withdrawn_on",
            field=models.DateField(blank=True, null=True, verbose_name="ngày rút lại"),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("done_on__isnull", True), ("withdrawn_on__isnull", True), _connector="OR"
                ),
                name="partners_commitment_done_or_withdrawn",
            ),
        ),
    ]
