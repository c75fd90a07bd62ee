"""Friendship is no international agreement: it is recorded, and the law asks nothing of it."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.actors import SYSTEM
from deadlines.models import PortalClock
from partners.agreement_enums import AgreementKind, AgreementLevel, Purpose, State
from partners.domain import agreements, opinions
from partners.domain.agreement_reports import asked_reports
from partners.domain.courses import nexts
from partners.domain.law import basis_of, course_of, procedure_of
from partners.errors import PartnerRefused
from partners.models import Agreement
from tests.factories import signed_in, user
from tests.partners.courses import LATER, LETTER, an_idea, step
from tests.partners.factories import partner

pytestmark = pytest.mark.django_db
BY = {"by": SYSTEM, "at": LATER}
TODAY = LATER.date()


def facts(kind=AgreementKind.FRIENDSHIP):
    told = {"title": "Quan hệ hữu nghị", "kind": kind, "level": AgreementLevel.PROVINCE}
    return agreements.Facts(partner=partner(), **told)


@pytest.fixture
def made():
    return agreements.record_signed(facts(), state=State.IMPLEMENTING, **BY)


def test_it_has_no_course_of_the_law():
    with pytest.raises(PartnerRefused, match="không phải thỏa thuận quốc tế"):
        agreements.begin(facts(), **BY)
    assert not Agreement.objects.exists()


def test_a_file_of_the_course_does_not_become_one():
    idea = an_idea()
    changed = agreements.Facts(
        title=idea.title,
        partner=idea.partner,
        kind=AgreementKind.FRIENDSHIP,
        level=AgreementLevel.PROVINCE,
    )
    with pytest.raises(PartnerRefused, match="không phải thỏa thuận quốc tế"):
        agreements.change(idea, changed, seen=idea.version, **BY)


@pytest.fixture
def offered():
    client = signed_in(user("officer"))

    def offered(name, of=None):
        page = client.get(reverse(f"partners:{name}", args=[of.pk] if of else []))
        return [value for value, _label in page.context["form"].fields["kind"].choices]

    return offered


def test_only_what_goes_through_the_course_is_offered_to_it(made, offered):
    course = [kind for kind in AgreementKind if kind != AgreementKind.FRIENDSHIP]
    assert offered("begin_agreement") == offered("agreement_child", made) == course
    assert offered("change_agreement", an_idea()) == course


def test_friendship_is_offered_to_be_recorded_and_stays_what_it_is(made, offered):
    every = list(AgreementKind)
    assert offered("record_agreement") == offered("change_agreement", made) == every


def test_what_follows_asks_for_no_opinion_and_no_report(made):
    assert procedure_of(made, TODAY) is None
    assert course_of(made, TODAY).code == "outside-the-law"
    assert [(one.to, one.missing) for one in nexts(made, TODAY) if one.to != State.EXPIRED] == [
        (State.SUSPENDED, []),
        (State.ENDED, []),
        (State.WITHDRAWN, []),
    ]
    ended = step(made, State.ENDED, on=dt.date(2021, 12, 1))
    assert (ended.state, list(asked_reports(ended))) == (State.ENDED, [])


def test_nobody_is_asked_about_its_end(made):
    told = {"on": TODAY, "cites": LETTER, "seen": made.version}
    with pytest.raises(PartnerRefused, match="Không có trình tự"):
        opinions.ask_again(made, Purpose.END, **told, **BY)


def test_its_page_says_that_the_law_does_not_ask_for_it(made):
    PortalClock.objects.create(pk=1, stands_at=LATER)
    page = signed_in(user("officer")).get(reverse("partners:agreement", args=[made.pk])).text
    assert basis_of(made, TODAY) == "không thuộc phạm vi của Luật Thỏa thuận quốc tế"
    assert "không thuộc phạm vi của Luật Thỏa thuận quốc tế" in page
    assert reverse("partners:agreement_ask", args=[made.pk]) not in page
