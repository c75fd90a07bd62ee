"""An agreement in preparation of a unit that has ended is not handed on: it is stopped."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.actors import SYSTEM
from deadlines.domain import portal_clock
from districts.domain import transferring
from districts.domain.transferring import Choice
from districts.errors import TransferRefused
from partners.agreement_enums import PartyRole, Side, State
from partners.domain.agreement_parties import add_party
from partners.domain.handing_on import UNSIGNED
from tests.districts.acts import enter, unit
from tests.factories import district, signed_in, user
from tests.partners.courses import LATER, an_idea, step

pytestmark = pytest.mark.django_db

ON = dt.date(2025, 1, 1)
THEN = dt.datetime.fromisoformat("2025-01-13T09:00:00+07:00")
INSTEAD = "Không chuyển được: dừng, lập hồ sơ mới của đơn vị kế thừa."


@pytest.fixture
def idea():
    old = district("Yên Dũng", code="yen-dung")
    district("Bắc Giang", "city", code="bac-giang", rank=2)
    return an_idea(old, title="Bản ghi nhớ với quận Seo")


def merges():
    enter(("yen-dung", "bac-giang", "merged"), on=ON)


def test_the_transfer_page_lists_it_with_what_becomes_of_it(idea):
    portal_clock.move(THEN)
    merges()
    old = unit("yen-dung")
    [found] = transferring.open_holdings(old, ON)
    assert (found.kind, found.default) == (UNSIGNED, None)
    [holding] = found.holdings
    assert (holding.title, holding.note) == ("Bản ghi nhớ với quận Seo", "Ý tưởng")
    assert transferring.ended_with_work(ON) == [(old, 1)]

    client = signed_in(user("officer"))
    page = client.get(reverse("districts:transfer", args=[old.pk]))
    assert list(page.context["form"].fields) == []
    assert page.text.count(INSTEAD) == 1
    assert f'href="{reverse("partners:agreement", args=[idea.pk])}"' in page.text
    assert "Kiểm tra</button>" not in page.text
    assert "Có việc chưa có đơn vị nào" not in page.text


def test_nobody_moves_it_and_once_stopped_it_is_gone(idea):
    merges()
    old, choice = unit("yen-dung"), Choice("unsigned", idea.pk, unit("bac-giang"))
    with pytest.raises(TransferRefused, match=INSTEAD):
        transferring.transfer(old, [choice], by=SYSTEM, at=THEN)
    step(idea, State.STOPPED)
    assert transferring.open_holdings(old, ON) == []


def test_its_page_warns_of_every_unit_that_cannot_sign(idea):
    town = district("Việt Yên", "town", code="viet-yen", rank=3)
    facts = {"role": PartyRole.COSIGNS, "by": SYSTEM, "at": LATER}
    add_party(idea, Side.OURS, district=town, **facts)
    client, address = signed_in(user("officer")), reverse("partners:agreement", args=[idea.pk])
    portal_clock.move(THEN)
    assert client.get(address).context["gone"] == []
    merges()
    enter(("viet-yen", "bac-giang", "merged"), on=ON, basis="Nghị quyết số 2/NQ")
    page = client.get(address)
    assert page.context["gone"] == [unit("yen-dung"), unit("viet-yen")]
    for name in ("huyện Yên Dũng", "thị xã Việt Yên"):
        assert f"«{name}» không còn từ ngày 01/01/2025 nên không ký được." in page.text
