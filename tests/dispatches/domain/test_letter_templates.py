"""Templates of letters: kept without losing another's change, begun from outside a dossier."""

import pytest

from accounts.models import AuditEvent
from dispatches.domain import letter_templates
from dispatches.domain.letter_templates import begin_from, fingerprint, keep_template
from dispatches.errors import DispatchRefused
from dispatches.letter import Letter
from dispatches.models import Checklist, LetterTemplate, Signatory
from dispatches.placeholders import gaps
from tests.dispatches.factories import kind, officer, person
from tests.factories import AT

pytestmark = pytest.mark.django_db
WORDS = {"type": "paragraph", "text": "[[cơ quan]] mời [[đối tác]] dự họp./."}


def values(**changes):
    made = kind(symbol_pattern="{cơ quan}", name="Giấy mời", family="named")
    named = {"name": "Ngô Biên Cương", "authority": "GIÁM ĐỐC"}
    signatory = Signatory.objects.get_or_create(agency=made.agency, **named)[0]
    return {
        "code": "giay-moi",
        "name": "Giấy mời họp",
        "kind": made,
        "subject": "Họp trao đổi hợp tác",
        "rows": [WORDS],
        "signatory": signatory,
        **changes,
    }


def kept(template=None, *, seen=None, **changes):
    template = template or LetterTemplate()
    keep_template(template, values(**changes), seen=seen, by=person("administrator"), at=AT)
    return template


def test_a_document_begun_from_a_template_has_its_words_and_open_places():
    template = kept()

    begun = begin_from(template, by=officer(), at=AT)

    letter = Letter.from_json(begun.letter)
    assert (begun.kind, begun.subject) == (template.kind, "Họp trao đổi hợp tác")
    assert [block.text for block in letter.blocks] == [WORDS["text"]]
    assert [gap.name for gap in gaps(letter)] == ["cơ quan", "đối tác"]


def test_a_later_change_of_the_template_leaves_the_document_alone():
    template = kept()
    begun = begin_from(template, by=officer(), at=AT)
    kept(template, rows=[WORDS | {"text": "Khác."}])
    begun.refresh_from_db()
    assert Letter.from_json(begun.letter).blocks[0].text == WORDS["text"]


@pytest.mark.parametrize("unfit", ["active", "checklist", "translation"])
def test_only_originals_in_use_that_wait_for_no_dossier_are_begun_from(unfit):
    other = kept(code="khac")
    changes = {
        "active": {"active": False},
        "checklist": {"checklist": Checklist.objects.create(code="a", name="A")},
        "translation": {"translates": other},
    }[unfit]
    template = kept(**changes)

    assert list(letter_templates.templates_to_begin_from()) == [other]
    with pytest.raises(DispatchRefused, match="ngoài hồ sơ"):
        begin_from(template, by=officer(), at=AT)


def test_a_change_over_one_that_the_page_did_not_show_is_refused():
    template = kept()
    shown = fingerprint(template)
    kept(LetterTemplate.objects.get(), seen=shown, name="Giấy mời họp báo")

    with pytest.raises(DispatchRefused, match="người khác sửa"):
        kept(template, seen=shown, name="Giấy mời dự lễ")
    assert LetterTemplate.objects.get().name == "Giấy mời họp báo"


def test_the_trace_names_what_was_changed_and_the_same_again_leaves_none():
    kept()
    template = LetterTemplate.objects.get()
    kept(template, name="Giấy mời dự lễ")
    kept(LetterTemplate.objects.get(), name="Giấy mời dự lễ")
    changed = AuditEvent.objects.filter(action="lettertemplate.changed")
    assert [event.data for event in changed] == [{"fields": ["name"]}]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"rows": [WORDS | {"text": "[[lương]]"}]}, "Không có chỗ điền tên «lương»"),
        ({"rows": [{"type": "table", "text": "A | B\n1"}]}, "Đoạn 1: Dòng 1 của bảng có 1 ô"),
        ({"signatory": None}, "Chưa chọn người ký"),
    ],
)
def test_a_template_whose_letter_cannot_be_made_is_refused(changes, said):
    with pytest.raises(DispatchRefused, match=said):
        kept(**changes)
    assert not LetterTemplate.objects.exists()


def test_a_code_is_given_once():
    kept()
    with pytest.raises(DispatchRefused, match="đã có"):
        kept(name="Khác")


@pytest.mark.parametrize(
    "text", ["{{ letter.agency }}", "{% include 'x' %}", "{0.__class__}", "<script>1</script>"]
)
def test_what_looks_like_code_is_text(text):
    begun = begin_from(kept(rows=[WORDS | {"text": text}]), by=officer(), at=AT)
    assert Letter.from_json(begun.letter).blocks[0].text == text
