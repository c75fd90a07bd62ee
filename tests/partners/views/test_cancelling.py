"""Cancelling an activity in its pages."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from partners.models import Activity
from tests.factories import DAY, district, officer_of, signed_in, user
from tests.partners.factories import activity, partner

pytestmark = pytest.mark.django_db
LIST = reverse("partners:activities")


def of(name, made):
    return reverse(f"partners:{name}", args=[made.pk])


@pytest.mark.parametrize("role", ["officer", "district"])
def test_it_is_cancelled_and_restored_with_a_reason(role):
    unit = district()
    client = signed_in(officer_of(unit) if role == "district" else user(role))
    made = activity(partner(), unit, next_step="Gửi thư", next_step_due=DAY)
    page = client.get(of("activity", made)).text
    assert of("activity_cancel", made) in page
    assert of("activity_restore", made) not in page
    told = client.post(of("activity_cancel", made), {"kind": "khac", "reason": ""})
    assert set(told.context["form"].errors) == {"kind", "reason"}
    sent = {"kind": "called_off", "reason": "Bạn hoãn do dịch"}
    assert client.post(of("activity_cancel", made), sent).url == of("activity", made)

    page = client.get(of("activity", made)).text
    for words in (
        "<b>Đã hủy: không diễn ra</b>",
        "Bạn hoãn do dịch",
        of("activity_restore", made),
        "Không còn tính, vì hoạt động đã hủy.",
    ):
        assert words in page
    for name in ("activity_cancel", "activity_change", "activity_done", "activity_attach"):
        assert of(name, made) not in page
    again = client.post(of("activity_cancel", made), sent)
    assert again.context["form"].non_field_errors() == ["Hoạt động này đã được hủy trước đó."]
    client.post(of("activity_restore", made), {"reason": "Vẫn diễn ra"})
    made.refresh_from_db()
    assert made.cancelled == ""


def test_a_stale_form_changes_nothing_of_it():
    client = signed_in(user("officer"))
    made = activity(partner())
    client.post(of("activity_cancel", made), {"kind": "mistaken", "reason": "Trùng"})
    sent = {"kind": "letter", "title": "Thư", "starts_on": "02/8/2021", "partners": "Quận Seo"}
    for version in (1, 2):
        told = client.post(of("activity_change", made), sent | {"version": version})
        assert told.context["form"].non_field_errors() == [
            "Hoạt động này đã hủy; muốn ghi tiếp thì khôi phục trước."
        ]
    assert Activity.objects.get().title == made.title


def test_it_stays_in_the_list_the_timeline_and_the_export_marked():
    client = signed_in(user("officer"))
    seo = partner()
    held = activity(seo, title="Thư")
    day = DAY.replace(year=2031)
    planned = activity(seo, title="Hội chợ", starts_on=day, ends_on=day)
    off = activity(seo, title="Đoàn ra")
    client.post(of("activity_cancel", off), {"kind": "mistaken", "reason": "Trùng"})

    def rows(**query):
        return [row[0].object for row in client.get(LIST, query).context["rows"]]

    assert rows() == [planned, off, held]
    assert (rows(state="cancelled"), rows(state="planned"), rows(state="held")) == (
        [off],
        [planned],
        [held],
    )
    sheet = load_workbook(BytesIO(client.get(LIST, {"export": "xlsx"}).content)).active
    states = {row[1]: row[3] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert states == {
        "Hội chợ": "Dự kiến",
        "Đoàn ra": "Đã hủy: ghi nhầm hoặc ghi trùng",
        "Thư": None,
    }
    for page in (LIST, of("partner", seo)):
        assert client.get(page).text.count("Đã hủy: ghi nhầm hoặc ghi trùng") == 1
