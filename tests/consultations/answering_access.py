"""Who gets what at the addresses of the units' staff; part of this app's access table."""

from consultations.domain import attachments, contributions, drafts
from consultations.models import ContributionRequest, DraftFile
from dispatches.domain import files
from dispatches.models import Dispatch
from dispatches.uploads import Upload
from districts.models import District
from tests.access import UNITS, everybody, only
from tests.consultations.factories import IN_TIME, Call, called


def asked(world) -> Call:
    District.objects.filter(pk=world.unit.pk).update(email="lucngan@bacgiang.example")
    world.unit.refresh_from_db()
    return called(world.unit, world.people["district"])


def _call(world):
    return {"consultee": asked(world).consultee.pk}


def _letter(world):
    call = asked(world)
    pdf = files.store(b"%PDF-1.7", media_type="application/pdf", at=IN_TIME)
    Dispatch.objects.filter(round=call.consultee.round).update(pdf=pdf)
    return {"consultee": call.consultee.pk}


def _kept(world) -> DraftFile:
    call = asked(world)
    upload = Upload("bang-ke.pdf", b"%PDF-1.7", "application/pdf")
    seen = drafts.version_of(call.consultee)
    attachments.attach(call.consultee, upload, version=seen, by=call.person, at=IN_TIME)
    return DraftFile.objects.select_related("draft", "file").get()


def _file(world):
    kept = _kept(world)
    return {"consultee": kept.draft.consultee_id, "sha256": kept.file.sha256}


def _kept_file(world):
    kept = _kept(world)
    return {"consultee": kept.draft.consultee_id, "file": kept.pk}


def _request(world) -> ContributionRequest:
    call = asked(world)
    return contributions.ask(
        call.consultee,
        office="Phòng Kinh tế",
        person="",
        address="kinhte@lucngan.example",
        contents=call.consultee.round.contents.all(),
        note="",
        by=call.person,
        at=IN_TIME,
    )


def _office(world):
    request = _request(world)
    return {"consultee": request.consultee_id, "asked": request.pk}


def _written(world):
    request = _request(world)
    contents = [content.pk for content in request.contents.all()]
    answers = dict.fromkeys(contents, ("agree", ""))
    made = contributions.write(request, answers, writer="Kha", at=IN_TIME)
    return {"consultee": request.consultee_id, "written": made.pk, "content": contents[0]}


def _answered(world):
    call = asked(world)
    response = call.answer()
    response.receipt_pdf = files.store(b"%PDF-1.7", media_type="application/pdf", at=IN_TIME)
    response.save()
    return {"consultee": call.consultee.pk, "version": 1}


def own(ok: int = 200):
    """The unit that is asked gets `ok`; for the other one there is nothing."""
    return only("district", ok=ok)


# A button's address is asked with POST only; that is said to every unit alike.
BUTTON_ONLY = only(*UNITS, ok=405)
READ_ONLY = only(*UNITS, ok=405)

ANSWERING = {
    "consultations:save_and_go": {
        "args": lambda world: _call(world) | {"page": "phong-ban"},
        "GET": BUTTON_ONLY,
        "POST": own(),
    },
    "consultations:ask_offices": {"args": _call, "GET": own(), "POST": own()},
    "consultations:revoke_asking": {"args": _office, "GET": BUTTON_ONLY, "POST": own(302)},
    "consultations:take_over": {"args": _written, "GET": BUTTON_ONLY, "POST": own()},
    "consultations:contribute": {"GET": everybody(404), "POST": everybody(404)},
    "consultations:unit_letter": {"args": _call, "GET": own(), "POST": own()},
    "consultations:unit_letter_remove": {"args": _call, "GET": BUTTON_ONLY, "POST": own(302)},
    "consultations:unit_letter_pdf": {"args": _call, "GET": own(), "POST": READ_ONLY},
    "consultations:unit_letter_docx": {"args": _call, "GET": own(), "POST": READ_ONLY},
    "consultations:sent": {"GET": only(*UNITS), "POST": READ_ONLY},
    "consultations:answer": {"args": _call, "GET": own(), "POST": own()},
    "consultations:answer_save": {"args": _call, "GET": BUTTON_ONLY, "POST": own(400)},
    "consultations:agree_to_all": {"args": _call, "GET": BUTTON_ONLY, "POST": own()},
    "consultations:answer_begin": {"args": _call, "GET": BUTTON_ONLY, "POST": own(302)},
    "consultations:discard_correction": {"args": _call, "GET": own(302), "POST": own(302)},
    "consultations:answer_conflict": {"args": _call, "GET": own(302), "POST": own(302)},
    "consultations:answer_check": {"args": _call, "GET": own(302), "POST": own(302)},
    "consultations:call_pdf": {"args": _letter, "GET": own(), "POST": READ_ONLY},
    "consultations:attach": {"args": _call, "GET": BUTTON_ONLY, "POST": own()},
    "consultations:detach": {"args": _kept_file, "GET": BUTTON_ONLY, "POST": own()},
    "consultations:answer_file": {"args": _file, "GET": own(), "POST": READ_ONLY},
    "consultations:receipt": {"args": _answered, "GET": own(), "POST": READ_ONLY},
    "consultations:receipt_pdf": {"args": _answered, "GET": own(), "POST": READ_ONLY},
}
