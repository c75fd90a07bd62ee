"""Who gets what at the addresses of the department's staff; part of this app's access table."""

from uuid import uuid4

from consultations.domain import bulk, pending
from consultations.enums import BulkAct, Position
from consultations.models import PendingResponse, Response, ResponseLetter
from dispatches.domain import files
from districts.models import District
from partners.agreement_enums import State
from tests.access import only
from tests.consultations import letters, rounds
from tests.consultations.rounds import AT
from tests.partners.courses import brought_to

READERS = ("officer", "leader", "clerk")


def _drafted(world):
    District.objects.filter(pk=world.unit.pk).update(email="lucngan@bacgiang.example")
    world.unit.refresh_from_db()
    return rounds.drafted(units=[world.unit])


def _draft(world):
    return {"pk": _drafted(world).pk}


def _content(world):
    return {"pk": _drafted(world).pk, "ordinal": 1}


def _call(world):
    return {"pk": rounds.called(_drafted(world)).pk}


def _unit(world):
    round_ = rounds.called(_drafted(world))
    return {"pk": round_.pk, "consultee": round_.consultees.get().pk}


def _answered(world) -> Response:
    round_ = rounds.called(_drafted(world))
    response = rounds.answer(round_.consultees.get())
    pdf = files.store(b"%PDF-1.7", media_type="application/pdf", at=AT)
    Response.objects.update(receipt_pdf=pdf)
    response.response_files.create(file=pdf, name="bang-ke.pdf")
    return response


def _receipt(world):
    consultee = _answered(world).consultee
    return {"pk": consultee.round_id, "consultee": consultee.pk, "version": 1}


def _file(world):
    response = _answered(world)
    return {"pk": response.consultee.round_id, "file": response.response_files.get().pk}


def _unit_letter(world):
    response = _answered(world)
    letter = ResponseLetter.objects.create(
        response=response,
        symbol="125/UBND-VP",
        date=AT.date(),
        signer="La Văn Nam",
        file=response.receipt_pdf or response.response_files.get().file,
        name="cong-van.pdf",
    )
    return {"pk": response.consultee.round_id, "file": letter.pk}


def _letter(world):
    letter = letters.waiting(rounds.called(_drafted(world)))
    return {"pk": letter.consultee.round_id, "pending": letter.pk}


def _entered(world):
    args = _letter(world)
    letter = PendingResponse.objects.get(pk=args["pending"])
    said = letters.said(letter, (Position.AGREE, ""))
    pending.settle(letter, said, by=world.people["officer"], at=AT)
    return args


def _run(world):
    round_ = rounds.called(_drafted(world))
    order = bulk.Order(act=BulkAct.NOTE, key=uuid4(), found_by="Tất cả đơn vị", text="Đã gọi.")
    units = list(round_.consultees.values_list("pk", flat=True))
    return {
        "pk": round_.pk,
        "run": bulk.start(round_, order, units, by=world.people["officer"], at=AT).pk,
    }


READ = {"GET": only(*READERS), "POST": only(*READERS, ok=405)}
FORM = {"GET": only("officer"), "POST": only("officer")}
BUTTON = {"GET": only("officer", ok=405), "POST": only("officer", ok=302)}
# A page that shows what the act would do, and the act.
SHOWN_FIRST = {"GET": only("officer"), "POST": only("officer", ok=302)}

OFFICER = {
    "consultations:list": READ,
    "consultations:new": FORM,
    "consultations:new_about": FORM
    | {"args": lambda world: {"pk": brought_to(State.DRAFTING, world.unit).pk}},
    "consultations:round": READ | {"args": _call},
    "consultations:comments": READ | {"args": _call},
    "consultations:rename": FORM | {"args": _draft},
    "consultations:wording": FORM | {"args": _draft},
    "consultations:preview": {
        "args": _draft,
        "GET": only("officer", ok=405),
        "POST": only("officer"),
    },
    "consultations:add_content": FORM | {"args": _draft},
    "consultations:content": FORM | {"args": _content},
    "consultations:remove_content": BUTTON | {"args": _content},
    "consultations:units": FORM | {"args": _draft},
    "consultations:submit": BUTTON | {"args": _draft},
    "consultations:retell": BUTTON | {"args": _draft},
    # Without a tick it leads on to the reminder of all that the filters find.
    "consultations:remind": {"args": _call}
    | dict.fromkeys(("GET", "POST"), only("officer", ok=302)),
    "consultations:remind_found": FORM | {"args": _call},
    "consultations:extend_found": FORM | {"args": _call},
    "consultations:note_found": FORM | {"args": _call},
    "consultations:matrix": READ | {"args": _call},
    "consultations:bulk_run": READ | {"args": _run},
    "consultations:bulk_progress": READ | {"args": _run},
    "consultations:extend": FORM | {"args": _call},
    "consultations:extend_one": FORM | {"args": _unit},
    "consultations:close": SHOWN_FIRST | {"args": _call},
    "consultations:unit": READ | {"args": _unit},
    "consultations:unit_receipt": READ | {"args": _receipt},
    "consultations:unit_file": READ | {"args": _file},
    "consultations:letter_of_unit": READ | {"args": _unit_letter},
    "consultations:enter_response": FORM | {"args": _letter},
    "consultations:correct_response": FORM | {"args": _entered},
    "consultations:withdraw_response": FORM | {"args": _entered},
    "consultations:pending_letter": {
        "args": _letter,
        "GET": only("officer"),
        "POST": only("officer", ok=405),
    },
    "consultations:reject_pending": FORM | {"args": _letter},
    "consultations:address": FORM | {"args": _unit},
    "consultations:hand_over": FORM | {"args": _unit},
    "consultations:correct_receipt": FORM | {"args": _unit},
    "consultations:figures": READ,
    "consultations:opinions": READ | {"args": _call},
    "consultations:agreement_figures": READ | {"args": _call},
    "consultations:figure": READ
    | {"args": lambda world: {"unit": world.unit.pk, "figure": "asked"}},
    "consultations:carry_opinions": {
        "args": lambda world: {"pk": _unit(world)["pk"]},
        "GET": only("officer", ok=405),
        "POST": only("officer", ok=302),
    },
    "consultations:archive": READ | {"args": lambda world: {"pk": _unit(world)["pk"]}},
    "consultations:bring_letter": FORM | {"args": _unit},
}
