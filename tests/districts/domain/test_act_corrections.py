"""The words of an act are put right with a reason; its day and its units stay."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from districts.domain.act_corrections import Words, correct_act
from districts.errors import DistrictRefused
from districts.models import Reorganisation
from tests.districts.acts import ON, all_acts, enter, province_of_2021, unit
from tests.factories import AT, district, signed_in, user

pytestmark = pytest.mark.django_db
TRUE = "Nghị quyết số 938/NQ-UBTVQH15"


@pytest.fixture
def entered():
    district("Việt Yên", code="a")
    facts = {"basis": "Nghị quyết số 983/NQ", "to_check": "Số nghị quyết"}
    return enter(("a", "c", "kind_changed"), new=[("c", "town", "Việt Yên")], **facts)


def words(act, **changes):
    names = ("title", "basis", "agreement_basis", "source", "to_check")
    return Words(**{name: getattr(act, name) for name in names} | changes)


def test_the_department_corrects_an_act_and_clears_what_was_to_be_checked(entered):
    client = signed_in(user("officer"))
    address = reverse("districts:act_change", args=[entered.pk])
    assert address in client.get(reverse("districts:act", args=[entered.pk])).text
    form = dict(client.get(address).context["form"].initial)
    assert form["to_check"] == "Số nghị quyết"

    changes = {"basis": TRUE, "to_check": "", "reason": "Đã đối chiếu nghị quyết"}
    answer = client.post(address, form | changes)

    assert answer.url == reverse("districts:act", args=[entered.pk])
    entered.refresh_from_db()
    assert (entered.basis, entered.to_check, entered.on) == (TRUE, "", ON)
    assert (unit("c").basis, unit("a").basis) == (TRUE, "")
    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.data) == (
        "units.act_corrected",
        {
            "changes": {
                "basis": ["Nghị quyết số 983/NQ", TRUE],
                "to_check": ["Số nghị quyết", ""],
            },
            "reason": "Đã đối chiếu nghị quyết",
        },
    )
    found = client.get(reverse("districts:acts"), {"q": "938"}).context["rows"]
    assert [row[0].object for row in found] == [entered]
    page = client.get(answer.url).text
    assert "Cần đối chiếu" not in page


@pytest.mark.parametrize(
    ("changes", "reason", "refusal"),
    [
        ({"basis": TRUE}, " ", "ghi lý do đính chính"),
        ({"title": ""}, "Nhầm", "Chưa ghi nội dung hoặc căn cứ"),
        ({}, "Nhầm", "Chưa có gì thay đổi"),
    ],
)
def test_what_says_nothing_is_refused(entered, changes, reason, refusal):
    with pytest.raises(DistrictRefused, match=refusal):
        correct_act(entered, words(entered, **changes), reason=reason, by=user(), at=AT)
    assert Reorganisation.objects.get().basis == "Nghị quyết số 983/NQ"
    assert not AuditEvent.objects.filter(action="units.act_corrected").exists()


def test_an_act_of_the_data_that_was_put_right_is_not_loaded_again():
    province_of_2021()
    all_acts()
    act = Reorganisation.objects.get(on=ON)
    correct_act(act, words(act, basis=TRUE), reason="Đối chiếu", by=user(), at=AT)
    all_acts()
    assert Reorganisation.objects.count() == 3
