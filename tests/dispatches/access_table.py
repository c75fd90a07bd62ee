"""Who gets what at the addresses of dispatches and of the office."""

from dispatches.models import Agency, DraftingUnit, RegisterBook, Signatory
from tests.access import only
from tests.dispatches import copies_access, factories

READERS = ("officer", "leader", "clerk")
READ = {"GET": only(*READERS), "POST": only(*READERS, ok=405)}
OFFICE = {"GET": only("administrator"), "POST": only("administrator")}


def _draft(world):
    return {"pk": factories.drafted().pk}


def _submitted(world):
    return {"pk": factories.submitted().pk}


def _approved(world):
    return {"pk": factories.approved().pk}


def _agency():
    names = {"parent_name": "UBND TỈNH BẮC GIANG", "name": "SỞ NGOẠI VỤ"}
    return Agency.objects.create(**names, abbreviation="SNgV", place="Bắc Giang")


def _drafting_unit(world):
    unit = DraftingUnit.objects.create(agency=_agency(), name="Nghiệp vụ", abbreviation="NV")
    return {"pk": unit.pk}


def _signatory(world):
    return {"pk": Signatory.objects.create(name="A", authority="GIÁM ĐỐC").pk}


def _book(world):
    return {"pk": RegisterBook.objects.create(code="cong-van", name="Sổ công văn đi").pk}


ROWS = {
    "dispatches:list": READ,
    "dispatches:detail": READ | {"args": _draft},
    "dispatches:pdf": READ | {"args": _draft},
    "dispatches:pages": READ | {"args": _draft},
    "dispatches:picture": READ | {"args": lambda world: _draft(world) | {"number": 1}},
    "dispatches:approve": {
        "args": _submitted,
        "GET": only("leader", ok=405),
        "POST": only("leader", ok=302),
    },
    "dispatches:send_back": {
        "args": _submitted,
        "GET": only("leader", ok=405),
        "POST": only("leader"),
    },
    "dispatches:issue": {"args": _approved, "GET": only("clerk"), "POST": only("clerk")},
    "dispatches:agencies": {
        "GET": only("administrator"),
        "POST": only("administrator", ok=405),
    },
    "dispatches:add_agency": OFFICE,
    "dispatches:agency": OFFICE | {"args": lambda world: {"pk": _agency().pk}},
    "dispatches:add_drafting_unit": OFFICE,
    "dispatches:drafting_unit": OFFICE | {"args": _drafting_unit},
    "dispatches:add_signatory": OFFICE,
    "dispatches:signatory": OFFICE | {"args": _signatory},
    "dispatches:add_book": OFFICE,
    "dispatches:book": OFFICE | {"args": _book},
} | copies_access.ROWS
