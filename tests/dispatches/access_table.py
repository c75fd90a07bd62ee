"""Who gets what at the addresses of dispatches and of the office."""

from dispatches.domain import dossier_files, dossiers, linking
from dispatches.domain.dossier_files import FileFacts
from dispatches.enums import LinkKind
from dispatches.models import (
    Agency,
    Checklist,
    Demand,
    Dossier,
    DraftingUnit,
    RegisterBook,
    Signatory,
)
from tests.access import only
from tests.dispatches import (
    copies_access,
    deliveries_access,
    exchange_access,
    factories,
    signing_access,
)
from tests.dispatches.domain.test_letter_templates import kept
from tests.factories import AT

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
    named = {"name": "A", "authority": "GIÁM ĐỐC"}
    return {"pk": Signatory.objects.create(agency=_agency(), **named).pk}


def _book(world):
    return {"pk": RegisterBook.objects.create(code="cong-van", name="Sổ công văn đi").pk}


def _incoming(world):
    return {"pk": factories.arrived().pk}


def _scanned(world):
    return {"pk": factories.arrived(scan=factories.scan()).pk}


def _with_enclosure(world):
    return {"pk": factories.arrived(enclosed=[factories.scan()]).pk, "ordinal": 1}


def _linked(world):
    made = linking.link(
        factories.issued(), LinkKind.REPLY, factories.arrived(), by=factories.officer(), at=AT
    )
    return {"pk": made.pk}


def _dossier(world):
    return {"pk": dossiers.open_dossier(title="Hồ sơ", by=factories.officer(), at=AT).pk}


def _requirement(world):
    checklist = Checklist.objects.create(code="a", name="A")
    Demand.objects.create(checklist=checklist, ordinal=1, text="Thư")
    dossier = dossiers.open_dossier(
        title="Hồ sơ", checklist=checklist, by=factories.officer(), at=AT
    )
    return {"pk": dossier.pk, "requirement": dossier.requirements.get().pk}


def _dossier_file(world):
    dossier = Dossier.objects.get(pk=_requirement(world)["pk"])
    facts = FileFacts(subject="Thư", language="vi")
    file = dossier_files.answer(
        dossier.requirements.get(), facts, factories.scan(), by=factories.officer(), at=AT
    )
    return {"pk": dossier.pk, "file": file.pk}


def _issued(world):
    return {"pk": factories.issued().pk}


def _issued_in(world):
    return {"book": factories.issued().book_id, "year": 2021}


def _template(world):
    return {"pk": kept().pk}


def _checklist(world):
    return {"pk": Checklist.objects.create(code="hoi", name="Hội A").pk}


ISSUE = {"GET": only("clerk"), "POST": only("clerk")}
CHECKLISTS = only("officer", "administrator")
WRITE = {"GET": only("officer"), "POST": only("officer")}
LINK = {"GET": only("officer", "clerk"), "POST": only("officer", "clerk")}
ROWS = {
    "dispatches:list": READ,
    "dispatches:detail": READ | {"args": _draft},
    "dispatches:pdf": READ | {"args": _draft},
    "dispatches:docx": READ | {"args": _draft},
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
    "dispatches:begin": WRITE,
    "dispatches:write": WRITE | {"args": _draft},
    "dispatches:preview_writing": {
        "args": _draft,
        "GET": only("officer", ok=405),
        "POST": only("officer"),
    },
    "dispatches:submit": {
        "args": _draft,
        "GET": only("officer", ok=405),
        "POST": only("officer", ok=302),
    },
    "dispatches:replace": {
        "args": _issued,
        "GET": only("officer", ok=405),
        "POST": only("officer", ok=302),
    },
    "dispatches:correct": WRITE | {"args": _issued, "POST": only("officer")},
    "dispatches:reply": WRITE | {"args": _incoming},
    "dispatches:templates": {
        "GET": only("administrator"),
        "POST": only("administrator", ok=405),
    },
    "dispatches:add_template": OFFICE,
    "dispatches:template": OFFICE | {"args": _template},
    "dispatches:preview_template": {
        "GET": only("administrator", ok=405),
        "POST": only("administrator"),
    },
    "dispatches:begin_from": {
        "args": _template,
        "GET": only("officer", ok=405),
        "POST": only("officer", ok=302),
    },
    "dispatches:checklists": {"GET": CHECKLISTS, "POST": only("officer", "administrator", ok=405)},
    "dispatches:add_checklist": {"GET": CHECKLISTS, "POST": CHECKLISTS},
    "dispatches:checklist": {"args": _checklist, "GET": CHECKLISTS, "POST": CHECKLISTS},
    "dispatches:copy_checklist": {"args": _checklist, "GET": CHECKLISTS, "POST": CHECKLISTS},
    "dispatches:versions": READ | {"args": _draft},
    "dispatches:dossiers": READ,
    "dispatches:open_dossier": WRITE,
    "dispatches:dossier": READ | {"args": _dossier},
    "dispatches:draft_pack": {
        "args": _dossier,
        "GET": only("officer", ok=405),
        "POST": only("officer", ok=302),
    },
    "dispatches:close_dossier": {
        "args": _dossier,
        "GET": only("officer"),
        "POST": only("officer", ok=302),
    },
    "dispatches:dossier_values": {
        "args": _dossier,
        "GET": only("officer"),
        "POST": only("officer", ok=302),
    },
    "dispatches:dossier_add": WRITE | {"args": _dossier},
    "dispatches:dossier_meet": WRITE | {"args": _requirement},
    "dispatches:dossier_answer": WRITE | {"args": _requirement},
    "dispatches:dossier_file": READ | {"args": _dossier_file},
    "dispatches:enter_paper": ISSUE,
    "dispatches:export_dossier": READ | {"args": _dossier},
    "dispatches:registers": READ,
    "dispatches:print_outgoing": READ | {"args": _issued_in},
    "dispatches:print_arrivals": READ | {"args": lambda world: {"kind": "den", "year": 2021}},
    "dispatches:void_number": ISSUE,
    "dispatches:handling": ISSUE | {"args": _issued, "POST": only("clerk", ok=302)},
    "dispatches:cancel": ISSUE | {"args": _issued},
    "dispatches:references": READ,
    "dispatches:incoming_list": READ,
    "dispatches:register_incoming": {"GET": only("clerk"), "POST": only("clerk")},
    "dispatches:incoming": READ | {"args": _incoming},
    "dispatches:incoming_scan": READ | {"args": _scanned},
    "dispatches:incoming_enclosure": READ | {"args": _with_enclosure},
    "dispatches:add_incoming_files": {
        "args": _incoming,
        "GET": only("clerk"),
        "POST": only("clerk"),
    },
    "dispatches:hand_incoming": {
        "args": _incoming,
        "GET": only("clerk", "leader"),
        "POST": only("clerk", "leader"),
    },
    "dispatches:settle_incoming": {
        "args": _incoming,
        "GET": only("officer", "leader"),
        "POST": only("officer", "leader"),
    },
    "dispatches:void_incoming": {
        "args": _incoming,
        "GET": only("clerk"),
        "POST": only("clerk"),
    },
    "dispatches:link": LINK | {"args": _draft},
    "dispatches:link_incoming": LINK | {"args": _incoming},
    "dispatches:unlink": LINK | {"args": _linked},
    "dispatches:add_reference": {"GET": only("officer"), "POST": only("officer")},
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
    "dispatches:add_kind": OFFICE,
    "dispatches:kind": OFFICE | {"args": lambda world: {"pk": factories.kind().pk}},
}
ROWS |= copies_access.ROWS
ROWS |= exchange_access.ROWS
ROWS |= deliveries_access.ROWS
ROWS |= signing_access.ROWS
