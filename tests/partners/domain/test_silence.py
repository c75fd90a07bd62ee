"""Which relations are silent, who is reminded of them, and what a snooze changes."""

import datetime as dt

import pytest

from accounts import agenda
from accounts.actors import SYSTEM
from accounts.agenda import Span
from accounts.models import User
from outbox import due
from partners.domain import silence
from partners.domain.contact_days import catch_up
from partners.domain.relations import snooze, start_relation
from partners.enums import Stage
from partners.errors import PartnerRefused
from partners.models import Relation
from tests.factories import AT, DAY, district, officer_of, user
from tests.partners.factories import activity, partner, relation

pytestmark = pytest.mark.django_db


def months_later(day: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{day}T07:30:00+07:00")


def silent(day: str) -> list[Relation]:
    return list(silence.silent(Relation.objects.all(), dt.date.fromisoformat(day)))


def reminders(day: str) -> list[due.Due]:
    found = due.everything(months_later(day))
    return [each for each in found if each.what.startswith("relation.silent")]


def test_it_is_silent_six_months_after_the_last_sign_of_life():
    entered = start_relation(
        partner(), None, stage=Stage.TALKING, on=None, by=user("officer"), at=AT
    )
    assert silent("2022-02-01") == []
    assert silent("2022-02-02") == [entered]

    Relation.objects.update(stage_since=DAY + dt.timedelta(days=10))
    assert silent("2022-02-11") == []
    assert silent("2022-02-12") == [entered]

    activity(partner("GAROK", "garok"), starts_on=DAY, ends_on=DAY)
    activity(entered.partner, starts_on=dt.date(2021, 9, 1), ends_on=dt.date(2021, 9, 3))
    catch_up(dt.date(2021, 9, 1))
    assert silent("2022-02-28") == []
    assert silent("2022-03-01") == [entered]


@pytest.mark.parametrize(
    ("stage", "count"), [(Stage.ACTIVE, 1), (Stage.PAUSED, 0), (Stage.ENDED, 0)]
)
def test_only_what_is_to_be_kept_alive_counts(stage, count):
    relation(partner(), None, stage=stage)
    assert len(silent("2023-01-01")) == count


def test_the_unit_and_whoever_entered_it_are_reminded():
    unit = district()
    theirs, officer, _colleague = officer_of(unit), user("officer"), user("officer", "b")
    made = start_relation(partner(), unit, stage=Stage.ACTIVE, on=DAY, by=officer, at=AT)
    assert reminders("2022-02-01") == []
    found = reminders("2022-02-02")
    assert {each.to for each in found} == {theirs, officer}
    assert all(each.waits for each in found)  # no limit has run out
    assert {(each.stage, each.on, each.title, each.path) for each in found} == {
        (
            "silent",
            dt.date(2022, 2, 2),
            "huyện Lục Ngạn – Quận Seo: không có hoạt động từ 02/8/2021",
            f"/doi-tac/quan-he/{made.pk}/",
        )
    }


def test_if_whoever_entered_it_has_left_all_officers_are_reminded():
    officer, colleague = user("officer"), user("officer", "b")
    start_relation(partner(), None, stage=Stage.ACTIVE, on=DAY, by=officer, at=AT)
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert [each.to for each in reminders("2022-03-01")] == [colleague]


def test_a_snooze_silences_until_its_day_and_then_it_is_told_anew():
    officer = user("officer")
    made = start_relation(partner(), None, stage=Stage.ACTIVE, on=DAY, by=officer, at=AT)
    before = {each.key for each in reminders("2022-02-02")}
    snooze(
        made, until=dt.date(2022, 5, 1), reason="Bạn đang bầu cử", by=officer,
        at=months_later("2022-02-02"),
    )  # fmt: skip
    assert reminders("2022-04-30") == []
    after = reminders("2022-05-01")
    assert [each.on for each in after] == [dt.date(2022, 5, 1)]
    assert before.isdisjoint(each.key for each in after)


SILENT_ON = months_later("2022-02-02")
A_YEAR_ON = dt.date(2023, 2, 2)


@pytest.mark.parametrize(
    ("until", "reason", "changes", "said"),
    [
        (dt.date(2022, 2, 2), "Bận", {}, "phải sau hôm nay"),
        (A_YEAR_ON, "  ", {}, "ghi lý do"),
        (dt.date(2023, 2, 3), "Bận", {}, "tối đa 12 tháng, đến ngày 02/02/2023"),
        (dt.date(2031, 8, 1), "Bận", {}, "tối đa 12 tháng"),
        (A_YEAR_ON, "Bận", {"on": dt.date(2021, 8, 3)}, "không thuộc diện"),
        (A_YEAR_ON, "Bận", {"stage": Stage.PAUSED}, "không thuộc diện"),
    ],
)
def test_a_snooze_needs_a_silent_relation_a_day_within_a_year_and_a_reason(
    until, reason, changes, said
):
    made = start_relation(
        partner(), None, **{"stage": Stage.ACTIVE, "on": DAY} | changes, by=SYSTEM, at=SILENT_ON
    )
    with pytest.raises(PartnerRefused, match=said):
        snooze(made, until=until, reason=reason, by=SYSTEM, at=SILENT_ON)
    assert not made.snoozes.exists()


def test_a_silent_relation_is_snoozed_for_a_year_and_once_more():
    made = relation(partner(), None)
    for until in (A_YEAR_ON, A_YEAR_ON - dt.timedelta(days=1)):
        snooze(made, until=until, reason="Bận", by=SYSTEM, at=SILENT_ON)
    assert made.snoozes.count() == 2


def test_many_silent_relations_cost_as_many_queries_as_one(django_assert_num_queries):
    user("officer")
    for number in range(5):
        relation(
            partner(f"Đối tác {number}", f"p{number}"), district(f"H {number}", code=f"u{number}")
        )
    with django_assert_num_queries(4):
        assert len(list(silence.due_reminders(months_later("2022-03-01")))) == 5


def standing(person, day: str, **asked) -> list[tuple[str, str, str]]:
    today = dt.date.fromisoformat(day)
    span = Span(person=person, first=today, last=today, today=today, **asked)
    return [(entry.key, entry.title, entry.path) for entry in agenda.entries(span)]


def test_it_stands_on_the_agenda_of_its_unit_and_of_the_department_until_it_is_snoozed():
    unit, other = district(), district("Yên Dũng", code="yen-dung", rank=2)
    officer, theirs, others = user("officer"), officer_of(unit), officer_of(other, "b")
    made = relation(partner(), unit)
    told = (
        f"relation.silent:{made.pk}",
        "huyện Lục Ngạn – Quận Seo: không có hoạt động từ 02/8/2021",
        f"/doi-tac/quan-he/{made.pk}/",
    )
    everybody = (officer, user("leader"), theirs, others)
    assert [standing(each, "2022-02-01") for each in everybody] == [[], [], [], []]
    assert [standing(each, "2022-02-02") for each in everybody] == [[told], [], [told], []]
    assert standing(officer, "2022-02-02", undone=True) == [told]
    snooze(made, until=dt.date(2022, 3, 1), reason="Chờ bạn bầu cử", by=officer,
           at=months_later("2022-02-02"))  # fmt: skip
    assert standing(officer, "2022-02-02") == []
    assert standing(officer, "2022-03-01") == [told]


def test_of_many_the_agenda_names_those_silent_for_longest_and_counts_the_others():
    days = [DAY - dt.timedelta(days=n) for n in range(7)]
    made = [relation(partner(f"Đối tác {n}", f"p{n}"), None, on=day) for n, day in enumerate(days)]
    found = standing(user("officer"), "2023-01-01")
    assert {key for key, _title, _path in found} == {
        *(f"relation.silent:{each.pk}" for each in made[2:]), "relation.silent:more"
    }  # fmt: skip
    assert found[-1] == (
        "relation.silent:more", "và 2 quan hệ khác", "/doi-tac/quan-he/?silence=silent"
    )  # fmt: skip
