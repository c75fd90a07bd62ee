"""The law on agreements as the portal was given it: `data/agreement_law.json`."""

import json
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from partners.models import Agreement
from partners.rules.law import Body, Course, Law, Procedure

PATH = Path(settings.BASE_DIR) / "data" / "agreement_law.json"


@cache
def law() -> Law:
    """Return the law; it is read once, a change of the data comes with a new release."""
    return Law.parse(json.loads(PATH.read_text(encoding="utf-8")))


def is_outside(kind: str) -> bool:
    """Return whether the law asks nothing of what is called so (ngoài phạm vi Luật)."""
    return law().is_outside(kind)


def procedure_of(agreement: Agreement, day: date) -> Procedure | None:
    """Return the procedure that holds on the day for whoever answers for the agreement."""
    if is_outside(agreement.kind):
        return None
    return law().procedure_on(agreement.charge_level, day)


def course_of(agreement: Agreement, day: date) -> Course:
    """Return the steps that the agreement's course has on the day."""
    outside = law().course_outside() if is_outside(agreement.kind) else None
    return outside or law().course_of(procedure_of(agreement, day))


def asked_of(procedure: Procedure, agreement: Agreement) -> list[Body]:
    """Return the bodies whose written opinion the agreement needs."""
    return procedure.asked(security=agreement.concerns_security, sensitive=agreement.is_sensitive)


def basis_of(agreement: Agreement, today: date) -> str:
    """Say under which law it is made; a day of signing that nobody knows leaves it open."""
    if is_outside(agreement.kind):
        return _("không thuộc phạm vi của Luật Thỏa thuận quốc tế")
    if agreement.recorded and agreement.signed_on is None:
        return _("chưa xác định được vì tài liệu nguồn không ghi ngày ký")
    act = law().act_on(agreement.signed_on or today)
    return act.name if act else _("không có trong dữ liệu pháp luật của cổng")
