"""Who gets what at the addresses of partners."""

from accounts.actors import SYSTEM
from partners.agreement_enums import TextKind
from partners.domain.agreement_reports import open_reports
from partners.domain.mistakes import mark_mistaken
from tests.access import only
from tests.factories import AT
from tests.partners.courses import a_text, asked, noticed, promised, signed_through_course, tacit
from tests.partners.factories import (
    activity,
    activity_file,
    agreement,
    contact,
    partner,
    proposal,
    relation,
)

READERS = ("officer", "leader", "clerk")
UNITS = ("district", "district_other")
LIST = {"GET": only(*READERS), "POST": only(*READERS, ok=405)}
FORM = {"GET": only("officer"), "POST": only("officer")}
SHARED_LIST = {"GET": only(*READERS, *UNITS), "POST": only(*READERS, *UNITS, ok=405)}
OWN_PAGE = {"GET": only(*READERS, "district"), "POST": only(*READERS, *UNITS, ok=405)}
OWN_FORM = {"GET": only("officer", "district"), "POST": only("officer", "district")}


def of_partner(_world):
    return {"pk": partner().pk}


def of_contact(_world):
    seo = partner()
    return {"pk": seo.pk, "contact": contact(seo).pk}


def of_two(_world):
    return {"pk": partner().pk, "other": partner("Seo-gu", "seo-gu").pk}


def of_relation(world):
    return {"pk": relation(partner(), world.unit).pk}


def of_stage(world):
    made = relation(partner(), world.unit)
    return {"pk": made.pk, "entry": made.stages.get().pk}


def of_activity(world):
    return {"pk": activity(partner(), world.unit, next_step="Gửi thư cảm ơn").pk}


def of_file(world):
    made = activity(partner(), world.unit)
    return {"pk": made.pk, "file": activity_file(made).pk}


def of_proposal(world):
    return {"pk": proposal(world.unit, world.people["district"]).pk}


# 302: done, and back to the page of it.
ACT = {"GET": only("officer", "district", ok=405), "POST": only("officer", "district", ok=302)}
DECIDE = {"GET": only("officer"), "POST": only("officer")}

OWN = {"GET": only(*UNITS), "POST": only(*UNITS, ok=405)}


def _unit(world):
    return {"pk": world.unit.pk}


OFFICER = {"GET": only("officer"), "POST": only("officer")}
OWN_UNIT = only("district") | {"district_other": 404}


def own_agreement(world):
    return agreement(world.unit, partner())


def a_mistake(world):
    made = own_agreement(world)
    mark_mistaken(made, "Ghi trùng.", seen=made.version, by=SYSTEM, at=AT)
    return made


def of(make=own_agreement):
    return {"args": lambda world: {"pk": make(world).pk}}


def part(name, make):
    """A page of a part of an agreement."""

    def args(world):
        made = make(world)
        return {"pk": made.agreement_id, name: made.pk}

    return {"args": args}


def a_report(world):
    made = signed_through_course(world.unit)
    return {"pk": made.pk, "key": next(open_reports(made)).key}


ROWS = {
    "partners:list": LIST,
    "partners:by_country": LIST,
    "partners:new": FORM,
    "partners:partner": LIST | {"args": of_partner},
    "partners:change": FORM | {"args": of_partner},
    "partners:contact_new": FORM | {"args": of_partner},
    "partners:contact": FORM | {"args": of_contact},
    "partners:merge_choose": FORM | {"args": of_partner},
    "partners:merge": {"GET": only("officer"), "POST": only("officer", ok=302), "args": of_two},
    "partners:import": FORM,
    "partners:import_template": {"GET": only("officer"), "POST": only("officer", ok=405)},
    "partners:import_take_in": {
        "GET": only("officer", ok=405),
        "POST": only("officer", ok=302),
    },
    "partners:agreements": LIST,
    "partners:programme": LIST,
    "partners:programme_relations": LIST,
    "partners:unit_programme": LIST | {"args": _unit},
    "partners:unit_suggestions": LIST | {"args": _unit},
    "partners:province_suggestions": LIST,
    "partners:units_for_partner": LIST | {"args": lambda world: {"pk": partner().pk}},
    "partners:candidates": LIST
    | {"args": lambda world: {"pk": partner("Hiệp hội", "garok", tier="association").pk}},
    "partners:my_programme": OWN,
    "partners:my_relations": OWN,
    "partners:relations": SHARED_LIST,
    "partners:relation_new": FORM,
    "partners:relation": OWN_PAGE | {"args": of_relation},
    "partners:relation_stage": OWN_FORM | {"args": of_relation},
    "partners:relation_change": OWN_FORM | {"args": of_relation},
    "partners:relation_correct": OWN_FORM | {"args": of_stage},
    "partners:relation_confirm": FORM | {"args": of_relation},
    "partners:relation_snooze": OWN_FORM | {"args": of_relation},
    "partners:activities": SHARED_LIST,
    "partners:activity_new": {
        "GET": only("officer", *UNITS),
        "POST": only("officer", *UNITS),
    },
    "partners:activity": OWN_PAGE | {"args": of_activity},
    "partners:activity_change": OWN_FORM | {"args": of_activity},
    "partners:activity_cancel": OWN_FORM | {"args": of_activity},
    "partners:activity_restore": OWN_FORM | {"args": of_activity},
    "partners:activity_done": ACT | {"args": of_activity, "GET": only("officer", *UNITS, ok=405)},
    "partners:activity_attach": ACT | {"args": of_activity, "GET": only("officer", *UNITS, ok=405)},
    "partners:activity_file": OWN_PAGE | {"args": of_file},
    "partners:activity_detach": ACT | {"args": of_file, "GET": only("officer", *UNITS, ok=405)},
    "partners:proposals": SHARED_LIST,
    "partners:proposal_new": {"GET": only(*UNITS), "POST": only(*UNITS)},
    "partners:proposal": OWN_PAGE | {"args": of_proposal},
    "partners:proposal_accept": {
        "GET": only("officer"),
        "POST": only("officer", ok=302),
        "args": of_proposal,
    },
    "partners:proposal_join": DECIDE | {"args": of_proposal},
    "partners:proposal_decline": DECIDE | {"args": of_proposal},
    "partners:begin_agreement": OFFICER,
    "partners:record_agreement": OFFICER,
    "partners:agreement": LIST | of(),
    "partners:change_agreement": OFFICER | of(),
    "partners:correct_agreement": OFFICER | of(),
    "partners:mistaken_agreement": OFFICER | of(),
    "partners:agreement_not_mistaken": OFFICER | of(a_mistake),
    "partners:agreement_child": OFFICER | of(),
    "partners:agreement_step": OFFICER
    | {"args": lambda world: {"pk": own_agreement(world).pk, "to": "suspended"}},
    "partners:agreement_letter": OFFICER | of(),
    "partners:agreement_party": OFFICER | of(),
    "partners:agreement_signatory": {
        "GET": only("officer"),
        "POST": only("officer", ok=302),  # left empty, what was entered stays
    }
    | part("party", lambda world: own_agreement(world).parties.first()),
    "partners:agreement_remove_party": {
        "GET": only("officer", ok=405),
        "POST": only("officer", ok=302),
    }
    | part("party", lambda world: own_agreement(world).parties.first()),
    "partners:agreement_text": OFFICER | of(),
    "partners:agreement_file": LIST
    | part("text", lambda world: a_text(own_agreement(world), TextKind.SIGNED)),
    "partners:agreement_ask": OFFICER | of(),
    "partners:agreement_body": OFFICER | of(),
    "partners:opinion_receipt": OFFICER
    | part("opinion", lambda world: asked(world.unit).opinions.first()),
    "partners:opinion_reply": OFFICER
    | part("opinion", lambda world: asked(world.unit).opinions.first()),
    "partners:opinion_body": OFFICER
    | part("opinion", lambda world: asked(world.unit).opinions.first()),
    "partners:agreement_report": OFFICER | {"args": a_report},
    "partners:agreement_notice_back": OFFICER | of(lambda world: noticed(tacit(world.unit))),
    "partners:agreement_renewal": OFFICER | of(lambda world: tacit(world.unit)),
    "partners:agreement_commitment": OFFICER | of(),
    "partners:commitment_change": OFFICER
    | part("commitment", lambda world: promised(own_agreement(world), world.unit)),
    "partners:commitment_withdraw": OFFICER
    | part("commitment", lambda world: promised(own_agreement(world), world.unit)),
    "partners:commitment_progress": OFFICER
    | part("commitment", lambda world: promised(own_agreement(world), world.unit)),
    "partners:own_agreements": {
        "GET": only("district", "district_other"),
        "POST": only("district", "district_other", ok=405),
    },
    "partners:own_agreement": {"GET": OWN_UNIT, "POST": only("district", "district_other", ok=405)}
    | of(),
    "partners:own_agreement_file": {
        "GET": OWN_UNIT,
        "POST": only("district", "district_other", ok=405),
    }
    | part("text", lambda world: a_text(own_agreement(world), TextKind.SIGNED)),
    "partners:own_progress": {"GET": OWN_UNIT, "POST": OWN_UNIT}
    | {"args": lambda world: {"commitment": promised(own_agreement(world), world.unit).pk}},
}
