"""The page on which a unit's submitter authorises a colleague."""

import datetime as dt

import pytest
from django.urls import reverse

from districts.domain.delegations import may_submit
from districts.models import Delegation
from tests.factories import DAY, district, officer_of, signed_in

pytestmark = pytest.mark.django_db
PAGE = reverse("districts:delegations")


@pytest.fixture
def unit():
    return district("Lục Ngạn")


def _post(client, duty):
    data = {"to": duty.pk, "valid_from": "02/8/2021", "last_day": "06/8/2021"}
    return client.post(PAGE, data, follow=True)


def test_it_is_given_seen_and_revoked(unit):
    submitter = signed_in(officer_of(unit, "chu"))
    drafter = officer_of(unit, "soan", may_submit=False)

    page = _post(submitter, drafter.district_duties.get()).content.decode()
    given = Delegation.objects.get()

    assert "Đang có hiệu lực" in page
    assert (given.last_day, may_submit(drafter, unit, DAY)) == (dt.date(2021, 8, 6), True)
    submitter.post(reverse("districts:delegation_revoke", args=[given.pk]))
    assert may_submit(drafter, unit, DAY) is False
    assert "Thu hồi lúc" in submitter.get(PAGE).content.decode()


def test_who_only_drafts_sees_it_and_has_no_form(unit):
    officer_of(unit, "chu")
    drafter = officer_of(unit, "soan", may_submit=False)

    page = signed_in(drafter).get(PAGE).content.decode()

    assert "Chưa có ủy quyền nào" in page
    assert 'name="last_day"' not in page


def test_another_units_colleague_is_no_choice_and_its_delegation_does_not_exist(unit):
    other = district("Lục Nam", code="luc-nam")
    stranger = officer_of(other, "nam", may_submit=False)
    theirs = signed_in(officer_of(other, "chu-nam"))
    _post(theirs, stranger.district_duties.get())
    own = signed_in(officer_of(unit, "chu"))
    officer_of(unit, "soan", may_submit=False)

    assert list(_post(own, stranger.district_duties.get()).context["form"].errors) == ["to"]
    revoke = reverse("districts:delegation_revoke", args=[Delegation.objects.get().pk])
    assert own.post(revoke).status_code == 404
