"""The two languages of the portal: nothing is missing in English, nothing English in Vietnamese."""

import copy
import datetime as dt
import gettext
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import django
import pytest
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import translation
from django.utils.formats import date_format
from django_filters import FilterSet

from accounts.enums import Role
from accounts.models import User
from consultations.models import Round
from deadlines.models import PortalClock
from tests.consultations import rounds
from tests.crawling import Page, Walk
from tests.factories import signed_in
from vietnamese.dates import weekday

ROOT = Path(settings.BASE_DIR)
DJANGO = Path(django.__file__).parent
OURS = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
PO = Path("locale/en/LC_MESSAGES/django.po")
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
NOT_SOURCES = shutil.ignore_patterns(".*", "node_modules", "var", "tests", "data", "__pycache__")

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|</?\w[^>]*>")
VIETNAMESE = re.compile("[àáạảãâăđèéẹẻẽêìíịỉĩòóọỏõôơùúụủũưỳýỵỷỹ\u1ea0-\u1ef9]", re.IGNORECASE)
ENGLISH = re.compile(
    r"\b(the|and|of|is|are|was|this|that|not|with|must|please|your|for"
    r"|search|submit|page|filter|select|enter|delete|cancel|yes|save|add|edit|change|remove"
    r"|ensure|valid|invalid|value|field|required|character|choice|number|file|upload|date|time"
    r"|username|password|login|today|yesterday|unknown|descending|next|previous|back|error"
    r"|january|february|march|april|june|july|august|september|october|november|december"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|forbidden|found)s?\b",
    re.IGNORECASE,
)
# What a validator's message is told to choose between one and many.
LENGTHS = {"limit_value": 120, "show_value": 121}
# Names that partners gave themselves.
NAMES = re.compile("Governors Association of Korea")
# Drawn letters: slow to make, and a matter of dispatches' own tests.
DRAWN = frozenset({"dispatches:pdf", "dispatches:pages", "consultations:call_pdf"})
# Where the stage of a round shows; everything else is walked through once, at the end.
STAGED = ("consultations:", "dispatches:", "home", "agenda", "accounts:sign_in")
EVERYTHING = ("",)


def sentences(po: Path, folder: Path) -> dict[str, str]:
    """The translated sentences of a catalogue; a plural is told by its second form too."""
    compiled = folder / "compiled.mo"
    subprocess.run(["msgfmt", "--output-file", compiled, po], check=True)
    with compiled.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog
    return {str(key): said for key, said in catalogue.items() if key}


@pytest.fixture(scope="module")
def marked(tmp_path_factory) -> set[str]:
    """What `scripts/messages` finds in a copy of the sources that has no English yet."""
    copy = tmp_path_factory.mktemp("sources") / "portal"
    shutil.copytree(ROOT, copy, ignore=NOT_SOURCES)
    (copy / ".venv").symlink_to(ROOT / ".venv")
    (copy / PO).write_text(HEADER)
    subprocess.run([copy / "scripts" / "messages"], check=True)
    subprocess.run(["msgen", "--output-file", copy / "all.po", copy / PO], check=True)
    return set(sentences(copy / "all.po", copy))


@pytest.fixture(scope="module")
def english(tmp_path_factory) -> dict[str, str]:
    return sentences(ROOT / PO, tmp_path_factory.mktemp("english"))


def test_english_has_every_marked_sentence_and_no_other(marked, english):
    """When this fails: run scripts/messages, translate what it added, resolve what is «fuzzy»."""
    assert set(english) == marked
    assert "#~" not in (ROOT / PO).read_text("utf-8")


def test_a_translation_keeps_the_placeholders_and_the_markup(english):
    different = {
        source: said
        for source, said in english.items()
        if set(PLACEHOLDER.findall(source)) != set(PLACEHOLDER.findall(said))
    }
    assert different == {}


def test_sentences_are_composed_and_hold_no_line_breaks(marked):
    # A break within a sentence comes from a blocktranslate that is not trimmed.
    assert [each for each in marked if "\n" in each] == []
    assert [each for each in marked if not unicodedata.is_normalized("NFC", each)] == []


def test_what_is_said_again_for_django_is_still_said_by_django(tmp_path):
    """When this fails after an update of Django: its sentence has changed, so must the entry."""
    known: set[str] = set()
    for part in ("conf", "contrib/auth"):
        catalogue = DJANGO / part / "locale/en/LC_MESSAGES/django.po"
        everything = tmp_path / "everything.po"
        subprocess.run(["msgen", "--output-file", everything, catalogue], check=True)
        known |= set(sentences(everything, tmp_path))

    assert set(sentences(ROOT / "locale/vi/LC_MESSAGES/django.po", tmp_path)) - known == set()


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_compiled_catalogue_is_not_older_than_its_source(language):
    """When this fails: make setup compiles it, as make run and make test do by themselves."""
    source = ROOT / "locale" / language / "LC_MESSAGES" / "django.po"
    assert source.with_suffix(".mo").stat().st_mtime >= source.stat().st_mtime


def test_weekdays_are_those_of_the_office():
    days = [dt.date(2021, 8, day) for day in range(2, 9)]
    assert [date_format(day, "l") for day in days] == [weekday(day) for day in days]
    with translation.override("en"):
        assert date_format(days[0], "l d/m/Y") == "Monday 02/08/2021"


def is_vietnamese(message: str) -> bool:
    return bool(VIETNAMESE.search(message)) and not english_words(message)


def english_words(text: str) -> list[str]:
    return ENGLISH.findall(NAMES.sub("", PLACEHOLDER.sub("", text)))


def subclasses(kind: type) -> list[type]:
    """Our own classes of a kind."""
    below = [each for child in kind.__subclasses__() for each in [child, *subclasses(child)]]
    return [each for each in below if each.__module__.partition(".")[0] in OURS]


def fields() -> dict[str, forms.Field]:
    """Every field of a form or a filter by its name."""
    found = {
        f"{form.__name__}.{name}": field
        for form in subclasses(forms.BaseForm)
        for name, field in form.base_fields.items()
    }
    return found | {
        # A filter keeps the field that it once made, so that of the class itself makes none here.
        f"{filters.__name__}.{name}": copy.deepcopy(each).field
        for filters in subclasses(FilterSet)
        for name, each in filters.base_filters.items()
    }


def counted(message):
    """A message that speaks of a number, with one: without it has no words."""
    return str(message) or message % {"max": 100, "length": 101}


def test_every_error_of_every_field_is_vietnamese():
    get_resolver().url_patterns  # noqa: B018 - imports every view, and so every form
    errors = [
        (name, str(message))
        for name, field in fields().items()
        for message in (
            *map(counted, field.error_messages.values()),
            *(each.message % LENGTHS for each in field.validators),
        )
    ]
    assert len(errors) > 200
    assert [(name, message) for name, message in errors if not is_vietnamese(message)] == []


@pytest.mark.parametrize("password", ["1234567", "password", "nguyenvanan"])
def test_a_refused_password_is_refused_in_vietnamese(password):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, User(username="nguyenvanan", full_name="Nguyễn Văn An"))
    assert all(map(is_vietnamese, refused.value.messages))


def submitted():
    rounds.submitted(rounds.loaded())


def approved():
    rounds.approved(rounds.loaded())


def open_to_units():
    """One unit has answered, one has drafted, one cannot be reached."""
    round_ = rounds.called(rounds.loaded(), refused=("Sơn Động",))
    rounds.answer(rounds.consultee(round_, "Lục Ngạn"), (rounds.BUT, "Đề nghị bổ sung."))
    rounds.draft(rounds.consultee(round_, "Bắc Giang"), *[(rounds.AGREE, "")] * 3)


def closed():
    """The first unit corrects its answer after the end."""
    open_to_units()
    at = rounds.hanoi("10/8 09:00")
    round_ = Round.objects.get(ordinal=2)
    rounds.end(round_, at=at)
    rounds.answer(rounds.consultee(round_, "Bắc Giang"), at=at)
    PortalClock.objects.create(pk=PortalClock.THE_ONE, stands_at=at)


@pytest.mark.django_db
@pytest.mark.one_database
@pytest.mark.parametrize("role", [*Role, None])
@pytest.mark.parametrize(
    ("prepare", "within"),
    [(submitted, STAGED), (approved, STAGED), (open_to_units, STAGED), (closed, EVERYTHING)],
)
def test_nothing_english_is_said_in_vietnamese(prepare, within, role):
    """Everything that a person reaches by links, and what forms say that are sent empty."""
    prepare()
    person = User.objects.filter(role=role).order_by("pk").first()
    walk = Walk(signed_in(person) if person else Client(), avoiding=DRAWN, within=within)

    visits = list(walk.visits("/" if person else "/tai-khoan/dang-nhap/"))

    # Before a letter leaves, its round does not exist for a unit.
    few = person is None or (role == Role.DISTRICT and within == STAGED)
    assert len(visits) > (2 if few else 6)
    assert [v.what for v in visits if v.what.startswith("GET") and v.status != 200] == []
    found = {(v.what, text) for v in visits for text in v.page.texts if english_words(text)}
    assert found == set()


@pytest.mark.django_db
def test_nothing_english_is_said_before_an_answer_is_sent():
    open_to_units()
    unit = rounds.consultee(Round.objects.get(ordinal=2), "Bắc Giang")
    address = reverse("consultations:answer_check", args=[unit.pk])

    page = Page(signed_in(rounds.staff(unit)).get(address).content.decode())

    assert "Kiểm tra trước khi gửi" in page.texts
    assert [text for text in page.texts if english_words(text)] == []
