"""The GAROK file: what the association demands, and the letters that answer it, as templates."""

from datetime import datetime
from typing import Any

from accounts.actors import SYSTEM
from dispatches.domain.letter_templates import keep_template
from dispatches.models import Checklist, Demand, DocumentKind, LetterTemplate, Signatory


def load_garok(data: dict[str, Any], at: datetime) -> None:
    """The checklist with its demands, and its templates in the order in which they are drafted."""
    facts = {
        name: data["checklist"][name] for name in ("code", "name", "partner", "source", "values")
    }
    checklist = Checklist.objects.create(**facts)
    kinds = {kind.code: kind for kind in DocumentKind.objects.select_related("agency")}
    signatories = {signatory.name: signatory for signatory in Signatory.objects.all()}
    templates: dict[str, LetterTemplate] = {}
    for rank, row in enumerate(data["templates"], start=1):
        template = LetterTemplate()
        links = {
            "kind": kinds[row["kind"]],
            "signatory": signatories.get(row.get("signatory", "")),
            "translates": templates.get(row.get("translates", "")),
            "checklist": checklist,
            "rank": rank,
        }
        keep_template(template, row | links, by=SYSTEM, at=at)
        templates[row["code"]] = template
    for ordinal, row in enumerate(data["checklist"]["demands"], start=1):
        chosen = {"template": templates[row["template"]], "ordinal": ordinal}
        Demand.objects.create(checklist=checklist, **row | chosen)
