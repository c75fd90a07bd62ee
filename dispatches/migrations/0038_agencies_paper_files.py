"""Signatories and documents belong to an agency; paper documents and files put in by hand stay.

Number and symbol are one document's in a year of an agency, whatever the book (Decree 30/2020/NĐ-CP,
art. 15). """

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts import joint_rules
from accounts.joint_rules import Rule

issued = import_module("dispatches.migrations.0002_what_is_issued_stays")
was_frozen = import_module("dispatches.migrations.0005_kind_required").FROZEN
enclosed = import_module("dispatches.migrations.0036_enclosures_partners_storage")
KIND, TEMPLATE = "dispatches_documentkind", "dispatches_lettertemplate"
UNIT, SIGNATORY = "dispatches_draftingunit", "dispatches_signatory"
DISPATCH, REQUIREMENT = "dispatches_dispatch", "dispatches_requirement"
KEPT = {
    "dispatches_dossierfile": "a file of a dossier is never changed or deleted",
    "dispatches_paperrecord": "the record of a paper document is never changed or deleted",
}
STAYS = "the agency of a kind, a drafting unit, a signatory never changes"
OWN_SIGNATORY = "a kind is signed by a signatory of its agency"
OWN_OFFICE = "a template has a drafting unit and a signatory of the agency of its kind"
OWN_AGENCY = "a dispatch is of the agency of its kind"
ENCLOSABLE = "a requirement is met by a document with a text, or by a file"


def _stranger(table, column, agency):
    return (
        f"(NEW.{column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {table} s "
        f"WHERE s.id = NEW.{column} AND s.agency_id = {agency}))"
    )


OF_KIND = f"(SELECT k.agency_id FROM {KIND} k WHERE k.id = NEW.kind_id)"
CONDITIONS = [
    ("dispatches_kind_own_signatory", KIND, _stranger(SIGNATORY, "signatory_id", "NEW.agency_id"), OWN_SIGNATORY),
    (
        "dispatches_template_own_office",
        TEMPLATE,
        f"{_stranger(SIGNATORY, 'signatory_id', OF_KIND)} OR {_stranger(UNIT, 'unit_id', OF_KIND)}",
        OWN_OFFICE,
    ),
    ("dispatches_dispatch_own_agency", DISPATCH, f"NEW.agency_id <> {OF_KIND}", OWN_AGENCY),
    (
        "dispatches_requirement_enclosable",
        REQUIREMENT,
        f"EXISTS (SELECT 1 FROM {DISPATCH} d WHERE d.id = NEW.document_id AND d.letter IS NULL)",
        ENCLOSABLE,
    ),
]
RULES = [
    Rule(f"{name}_{event.lower()}", table, event, condition, message)
    for name, table, condition, message in CONDITIONS
    for event in ("INSERT", "UPDATE")
]


def _of_enclosures(differs):
    changed = " OR ".join(
        f'NEW."{column}" {differs} OLD."{column}"' for column in [*enclosed.FROZEN, "file_id"]
    )
    printed = f"(OLD.pdf_id IS NOT NULL AND NEW.pdf_id {differs} OLD.pdf_id)"
    name, table = "dispatches_enclosure", enclosed.TABLE
    yield (f"{name}_kept", table, "DELETE", "1 = 1", enclosed.MESSAGE)
    yield (f"{name}_same", table, "UPDATE", f"{changed} OR {printed}", enclosed.MESSAGE)


def _triggers(differs):
    yield from _of_enclosures(differs)
    for table, message in KEPT.items():
        yield (f"{table}_kept", table, "DELETE", "1 = 1", message)
        yield (f"{table}_same", table, "UPDATE", "1 = 1", message)
    for table in (KIND, UNIT, SIGNATORY):
        moved = f"NEW.agency_id {differs} OLD.agency_id"
        yield (f"{table}_agency_stays", table, "UPDATE", moved, STAYS)


def let_go_before(apps, schema_editor):
    issued.let_go(apps, schema_editor)
    enclosed.let_go(apps, schema_editor)


def keep_before(apps, schema_editor):
    issued.keep(apps, schema_editor, was_frozen)
    enclosed.keep(apps, schema_editor)


def keep(apps, schema_editor):
    create, _drop, differs = issued.VENDORS[schema_editor.connection.vendor]
    issued.keep(apps, schema_editor, [*was_frozen, "agency_id"])
    for trigger in _triggers(differs):
        schema_editor.execute(create(*trigger))
    joint_rules.keep(schema_editor, RULES)


def let_go(apps, schema_editor):
    _create, drop, differs = issued.VENDORS[schema_editor.connection.vendor]
    issued.let_go(apps, schema_editor)
    for name, table, *_rest in _triggers(differs):
        schema_editor.execute(drop(name, table))
    joint_rules.let_go(schema_editor, RULES)


def tie(apps, schema_editor):
    """Give every signatory and document its agency; who signs for two is entered for each."""
    models_ = {name: apps.get_model("dispatches", name) for name in (
        "Agency", "Dispatch", "DocumentKind", "LetterTemplate", "Requirement", "Signatory",
    )}  # fmt: skip
    for kind in models_["DocumentKind"].objects.all():
        models_["Dispatch"].objects.filter(kind=kind).update(agency=kind.agency_id)
        _own_signatory(models_["Signatory"], kind, kind.agency_id)
    for template in models_["LetterTemplate"].objects.select_related("kind", "unit"):
        _own_signatory(models_["Signatory"], template, template.kind.agency_id)
        if template.unit and template.unit.agency_id != template.kind.agency_id:
            template.unit = None
            template.save(update_fields=["unit"])
    first = models_["Agency"].objects.order_by("pk").first()
    models_["Signatory"].objects.filter(agency=None).update(agency=first)
    models_["Requirement"].objects.filter(document__letter__isnull=True).update(document=None)
    if schema_editor.connection.vendor == "postgresql":
        # It alters no table whose rows still wait for their references to be checked.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


def _own_signatory(signatories, signed, agency):
    signatory = signatories.objects.filter(pk=signed.signatory_id).first()
    if signatory is None or signatory.agency_id == agency:
        return
    if signatory.agency_id is None:
        signatories.objects.filter(pk=signatory.pk).update(agency=agency)
        return
    facts = {name: getattr(signatory, name) for name in ("name", "authority", "active")}
    signed.signatory = signatories.objects.get_or_create(agency_id=agency, **facts)[0]
    signed.save(update_fields=["signatory"])


class Migration(migrations.Migration):

    dependencies = [
        ('dispatches', '0037_writing_and_exchange'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(let_go_before, keep_before, elidable=False),
        migrations.CreateModel(
            name='DossierFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(max_length=500, verbose_name='tên tài liệu')),
                ('language', models.CharField(choices=[('vi', 'Tiếng Việt'), ('en', 'Tiếng Anh'), ('ko', 'Tiếng Hàn')], max_length=2, verbose_name='ngôn ngữ')),
                ('names_field', models.BooleanField(default=False, verbose_name='có nêu lĩnh vực hợp tác cụ thể')),
                ('name', models.CharField(max_length=200, verbose_name='tên tệp')),
                ('put_in_at', models.DateTimeField(verbose_name='đưa vào lúc')),
            ],
            options={
                'verbose_name': 'tệp trong hồ sơ',
            },
        ),
        migrations.CreateModel(
            name='PaperRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('signed_by', models.CharField(max_length=120, verbose_name='người ký')),
                ('recipients', models.TextField(blank=True, help_text='one a line, the copy kept as «Lưu: …»', verbose_name='nơi nhận')),
                ('scan_name', models.CharField(blank=True, max_length=200, verbose_name='tên tệp quét')),
            ],
            options={
                'verbose_name': 'văn bản ban hành trên giấy',
            },
        ),
        migrations.RemoveConstraint(
            model_name='dispatch',
            name='dispatches_dispatch_full_number_once',
        ),
        migrations.RemoveConstraint(
            model_name='dossierdocument',
            name='dispatches_dossierdocument_one',
        ),
        migrations.AddField(
            model_name='dispatch',
            name='agency',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='dispatches', to='dispatches.agency'),
        ),
        migrations.AddField(
            model_name='signatory',
            name='agency',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='signatories', to='dispatches.agency'),
        ),
        migrations.RunPython(tie, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name='dispatch',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dispatches', to='dispatches.agency'),
        ),
        migrations.AlterField(
            model_name='signatory',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatories', to='dispatches.agency'),
        ),
        migrations.AlterField(
            model_name='enclosure',
            name='document',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='enclosed_in', to='dispatches.dispatch'),
        ),
        migrations.AlterField(
            model_name='enclosure',
            name='letter',
            field=models.JSONField(null=True),
        ),
        migrations.AddConstraint(
            model_name='dispatch',
            constraint=models.UniqueConstraint(condition=models.Q(('translates__isnull', True)), fields=('agency', 'symbol', 'year', 'number'), name='dispatches_dispatch_full_number_once'),
        ),
        migrations.AddField(
            model_name='dossierfile',
            name='file',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dispatches.storedfile'),
        ),
        migrations.AddField(
            model_name='dossierfile',
            name='put_in_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='dossierdocument',
            name='file',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='in_dossiers', to='dispatches.dossierfile'),
        ),
        migrations.AddField(
            model_name='enclosure',
            name='file',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='enclosed_in', to='dispatches.dossierfile'),
        ),
        migrations.AddField(
            model_name='requirement',
            name='file',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dispatches.dossierfile'),
        ),
        migrations.AddConstraint(
            model_name='dossierdocument',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('dispatch__isnull', False), ('file__isnull', True), ('incoming__isnull', True)), models.Q(('dispatch__isnull', True), ('file__isnull', True), ('incoming__isnull', False)), models.Q(('dispatch__isnull', True), ('file__isnull', False), ('incoming__isnull', True)), _connector='OR'), name='dispatches_dossierdocument_one'),
        ),
        migrations.AddConstraint(
            model_name='dossierdocument',
            constraint=models.UniqueConstraint(fields=('file',), name='dispatches_dossier_file_once'),
        ),
        migrations.AddConstraint(
            model_name='enclosure',
            constraint=models.UniqueConstraint(fields=('dispatch', 'file'), name='dispatches_enclosure_file_once'),
        ),
        migrations.AddConstraint(
            model_name='enclosure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('document__isnull', False), ('file__isnull', True), ('letter__isnull', False)), models.Q(('document__isnull', True), ('file__isnull', False), ('letter__isnull', True), ('pdf__isnull', False)), _connector='OR'), name='dispatches_enclosure_of_document_or_file'),
        ),
        migrations.AddConstraint(
            model_name='requirement',
            constraint=models.CheckConstraint(condition=models.Q(('document__isnull', True), ('file__isnull', True), _connector='OR'), name='dispatches_requirement_met_by_one'),
        ),
        migrations.AddField(
            model_name='paperrecord',
            name='dispatch',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='paper', to='dispatches.dispatch'),
        ),
        migrations.AddConstraint(
            model_name='dossierfile',
            constraint=models.CheckConstraint(condition=models.Q(('language__in', ['vi', 'en', 'ko'])), name='dispatches_dossierfile_language_known'),
        ),
        migrations.AddConstraint(
            model_name='dossierfile',
            constraint=models.CheckConstraint(condition=models.Q(('subject', ''), _negated=True), name='dispatches_dossierfile_has_subject'),
        ),
        migrations.AddConstraint(
            model_name='paperrecord',
            constraint=models.CheckConstraint(condition=models.Q(('signed_by', ''), _negated=True), name='dispatches_paper_has_signatory'),
        ),
        migrations.RunPython(keep, let_go, elidable=False),
    ]
