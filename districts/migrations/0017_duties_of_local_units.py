"""What the programme asks is asked of local units: the province itself has no duty of it.

A transfer once put the province beside the unit that it followed; the unit's own link stands, and
the transfer page offers the duty again to the units that take its place.
"""

from django.db import migrations

from accounts import joint_rules
from accounts.joint_rules import Rule

LINK, UNIT = "districts_duty_districts", "districts_district"
LOCAL = "a duty of the programme is asked of local units only"

_PROVINCE = (
    f"EXISTS (SELECT 1 FROM {UNIT} u WHERE u.id = NEW.district_id AND u.kind = 'province')"
)
RULES = [
    Rule(f"districts_duty_local_{event.lower()}", LINK, event, _PROVINCE, LOCAL)
    for event in ("INSERT", "UPDATE")
]


def take_back(apps, schema_editor):
    links = apps.get_model("districts", "Duty").districts.through.objects
    links.filter(district__kind="province").delete()


class Migration(migrations.Migration):
    dependencies = [("districts", "0016_duties_over_time")]

    operations = [
        migrations.RunPython(take_back, migrations.RunPython.noop, elidable=True),
        joint_rules.operation(RULES),
    ]
