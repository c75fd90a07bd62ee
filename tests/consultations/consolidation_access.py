"""Who gets what at the addresses of answers to comments; part of this app's access table."""

from consultations.domain import standard_answers
from consultations.enums import Decision
from consultations.models import StandardAnswer
from tests.access import only
from tests.consultations import consolidations, rounds
from tests.consultations.consolidations import LATER


def _closed(_world):
    return {"pk": consolidations.closed().pk}


def _begun(_world):
    return {"pk": consolidations.begun().round_id}


def _complete(_world):
    return {"pk": consolidations.completed().round_id}


def _printable(_world):
    table = consolidations.completed()
    consolidations.kind_of_submission()
    return {"pk": table.round_id}


def _comment(_world):
    table = consolidations.begun()
    return {"pk": table.round_id, "disposition": table.dispositions.first().pk}


def _standard(_world):
    answer = StandardAnswer(title="Kinh phí", decision=Decision.NOTED, text="Ghi nhận.")
    return {"answer": standard_answers.add(answer, by=rounds.person("officer"), at=LATER).pk}


READERS = ("officer", "leader", "clerk")
READ = {"args": _begun, "GET": only(*READERS), "POST": only(*READERS, ok=405)}
FORM = {"GET": only("officer"), "POST": only("officer")}
BUTTON = {"args": _begun, "GET": only("officer", ok=405), "POST": only("officer", ok=302)}
# What is refused shows the list again; its filters lead back to the list itself.
SELECTION = {"args": _begun, "GET": only("officer", ok=302), "POST": only("officer")}

CONSOLIDATION = {
    "consultations:consolidation": READ,
    "consultations:answer_sheet": READ,
    "consultations:printed_table": READ | {"args": _printable},
    "consultations:begin_consolidation": FORM | {"args": _closed, "POST": only("officer", ok=302)},
    "consultations:complete_consolidation": BUTTON,
    "consultations:group_alike": BUTTON,
    "consultations:answer_selection": SELECTION,
    "consultations:assign_selection": SELECTION,
    "consultations:group_selection": SELECTION,
    "consultations:ungroup_selection": SELECTION,
    "consultations:take_in_answers": BUTTON,
    "consultations:draft_submission": BUTTON,
    "consultations:draft_notice": BUTTON,
    "consultations:reopen_consolidation": FORM | {"args": _complete},
    "consultations:publish_answers": FORM | {"args": _begun},
    "consultations:bring_answers": FORM | {"args": _begun},
    "consultations:answer_comment": FORM | {"args": _comment},
    "consultations:standard_answers": FORM,
    "consultations:remove_standard_answer": BUTTON | {"args": _standard},
}
