"""Two records become one: nothing that named the double is lost."""

import datetime as dt
from functools import partial
from threading import Barrier

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.actors import SYSTEM
from accounts.models import AuditEvent
from coop_portal.reports.subjects import Year, relations_in_force
from districts.domain.vocabulary import country
from partners.domain import merging
from partners.domain.activities import Entry, record_activity
from partners.domain.own_word import confirm, unconfirmed
from partners.domain.relations import change_stage, history, start_relation
from partners.enums import ActivityKind, NameKind, PartnerTier, Stage
from partners.errors import PartnerRefused
from partners.models import Partner, Relation, RelationSnooze
from tests.factories import AT, DAY, district, officer_of, signed_in, user
from tests.partners.factories import activity, agreement, contact, partner, proposal, relation
from tests.racing import at_once

LATER = AT + dt.timedelta(days=60)
NEXT = DAY + dt.timedelta(days=30)
EARLIER = DAY - dt.timedelta(days=30)


def merge(stays, goes, **changes):
    made = {"seen": (1, 1), "by": SYSTEM, "at": LATER}
    return merging.merge(stays, goes, **made | changes)


def china():
    return country("CN", by=SYSTEM, at=AT)


@pytest.fixture
def two():
    stays = partner("Tỉnh Chungcheongnam", "a", names=[(NameKind.ALIAS, "Chungnam")])
    names = [(NameKind.NATIVE, "충청남도"), (NameKind.ALIAS, "Chungnam")]
    return stays, partner("Chungcheongnam-do", "b", names=names)


@pytest.mark.django_db
def test_every_link_to_a_partner_is_known_to_the_merge():
    links = {str(merging._name(link)) for link in merging._links_to_partners()}
    assert links == {
        "đối tác cấp dưới",
        "hồ sơ gộp trước đó",
        "đầu mối của đối tác",
        "đề xuất đối tác",
        "hoạt động",
        "thỏa thuận",
        "bên ký kết",
    }


@pytest.mark.django_db
def test_what_named_the_double_names_the_one_that_stays(two):
    stays, goes = two
    unit = district()
    kept = agreement(unit, goes), contact(goes), activity(goes, unit), partner("Hongseong", "c")
    Partner.objects.filter(pk=kept[3].pk).update(parent=goes)
    proposed = proposal(unit, officer_of(unit))
    type(proposed).objects.update(state="accepted", partner=goes, decided_at=AT)
    both = activity(stays, unit, partners=[stays, goes], title="Hội nghị")

    merge(stays, goes)

    for each in (stays, goes, *kept, proposed):
        each.refresh_from_db()
    assert goes.merged_into == stays
    assert [kept[0].partner, kept[1].partner, kept[3].parent, proposed.partner] == [stays] * 4
    assert list(kept[2].partners.all()) == list(both.partners.all()) == [stays]
    names = "tinh chungcheongnam chungnam chungcheongnam-do 충청남도"
    assert stays.folded_names == f"{names} chungcheongnamdo"
    assert stays.last_contact_on == DAY
    event = AuditEvent.objects.filter(action="partner.merged").get()
    assert event.data == {"merged": "Chungcheongnam-do", "moved": 6}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("above", "facts", "taken", "left"),
    [
        (None, {}, "Thành phố Daejeon", None),
        ("Thành phố Busan", {}, None, "Thành phố Daejeon"),
        ("Thành phố Daejeon", {}, None, None),
        (None, {"country": "JP"}, None, "Thành phố Daejeon"),
        (None, {"country": "JP", "tier": PartnerTier.AGENCY}, "Thành phố Daejeon", None),
    ],
)
def test_who_stands_above_the_double_stands_above_the_one_that_stays(above, facts, taken, left):
    cities = {
        name: partner(name, f"c{n}", tier=PartnerTier.PROVINCE)
        for n, name in enumerate(("Thành phố Daejeon", "Thành phố Busan"))
    }
    stays = partner("Seo-gu", "a", parent=cities.get(above), **facts)
    goes = partner("Quận Seo", "b", parent=cities["Thành phố Daejeon"])
    told = merging.preview(stays, goes)
    assert (told.parent, told.parent_left) == (cities.get(taken), cities.get(left))
    page = signed_in(user("officer")).get(reverse("partners:merge", args=[stays.pk, goes.pk])).text
    assert (f"Cấp trên được thêm: {taken}" in page) == bool(taken)
    assert (f"Cấp trên của hồ sơ được gộp, không giữ lại: {left}" in page) == bool(left)

    merge(stays, goes)
    stays.refresh_from_db()
    assert stays.parent == cities.get(taken or above)
    event = AuditEvent.objects.filter(action="partner.merged").get()
    assert event.data.get("parent") == taken


@pytest.mark.django_db
def test_a_relation_that_only_the_double_has_moves_with_its_history(two):
    stays, goes = two
    moved = relation(goes, district(), stage=Stage.TALKING)
    merge(stays, goes)
    moved.refresh_from_db()
    assert (moved.partner, moved.stage, moved.joined_into) == (stays, Stage.TALKING, None)
    assert [entry.stage for entry in history(moved)] == [Stage.TALKING]


@pytest.mark.django_db
def test_a_relation_that_both_have_is_one_with_both_histories(two):
    stays, goes = two
    unit = district()
    ours = relation(stays, unit, stage=Stage.TALKING)
    theirs = relation(goes, unit, stage=Stage.EXPLORING, on=DAY - dt.timedelta(days=9))
    change_stage(theirs, Stage.SIGNED, on=NEXT, by=user("officer"), at=LATER)
    by = user("officer", "b")
    told = {"reason": "Chờ bạn bầu cử", "entered_by": by, "entered_at": AT}
    RelationSnooze.objects.create(relation=theirs, until=NEXT, **told)
    activity(goes, unit, starts_on=NEXT, ends_on=NEXT)

    merge(stays, goes)

    ours.refresh_from_db()
    theirs.refresh_from_db()
    assert [(e.stage, e.relation_id == ours.pk) for e in history(ours)] == [
        (Stage.EXPLORING, False),
        (Stage.TALKING, True),
        (Stage.SIGNED, False),
        (Stage.SIGNED, True),
    ]
    assert (ours.stage, ours.stage_since, ours.last_activity_on) == (Stage.SIGNED, NEXT, NEXT)
    assert [each.reason for each in ours.snoozes.all()] == ["Chờ bạn bầu cử"]
    assert (theirs.partner, theirs.stage, theirs.joined_into) == (goes, Stage.ENDED, ours)
    with pytest.raises(PartnerRefused, match="nhập vào quan hệ của hồ sơ còn lại"):
        change_stage(theirs, Stage.ACTIVE, on=NEXT, by=user("officer", "c"), at=LATER)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ours", "theirs", "kept", "since"),
    [
        ((Stage.ACTIVE, EARLIER), (Stage.TALKING, DAY), Stage.ACTIVE, EARLIER),
        ((Stage.TALKING, DAY), (Stage.SIGNED, EARLIER), Stage.SIGNED, EARLIER),
        ((Stage.SIGNED, EARLIER), (Stage.ENDED, DAY), Stage.SIGNED, EARLIER),
        ((Stage.PAUSED, DAY), (Stage.NEGOTIATING, None), Stage.NEGOTIATING, None),
        ((Stage.EXPLORING, None), (Stage.TALKING, DAY), Stage.TALKING, DAY),
        ((Stage.SIGNED, DAY), (Stage.SIGNED, EARLIER), Stage.SIGNED, EARLIER),
    ],
)
def test_a_merge_never_lowers_the_stage_and_keeps_its_day(two, ours, theirs, kept, since):
    stays, goes = two
    unit = district()
    one = relation(stays, unit, stage=ours[0], on=ours[1])
    relation(goes, unit, stage=theirs[0], on=theirs[1])
    [told] = merging.preview(stays, goes).joined
    page = signed_in(user()).get(reverse("partners:merge", args=[stays.pk, goes.pk])).text
    assert told.stage == kept
    assert f"giai đoạn sau khi gộp: <b>{kept.label}</b>" in page
    merge(stays, goes)
    one.refresh_from_db()
    last = one.stages.counted().last()
    assert (one.stage, one.stage_since, last.stage, last.on) == (kept, since, kept, since)
    further = stays if (kept, since) == ours else goes
    assert last.note == f"Giữ giai đoạn của quan hệ «{unit.full_name} – {further}» khi gộp hồ sơ."
    assert len(history(one)) == 3


@pytest.mark.django_db
@pytest.mark.parametrize("theirs", [DAY, None])
def test_the_first_known_day_of_one_stage_stays_without_another_entry(two, theirs):
    one, other = (relation(each, None, stage=Stage.SIGNED, on=DAY) for each in two)
    Relation.objects.filter(pk=other.pk).update(stage_since=theirs)
    merge(*two)
    one.refresh_from_db()
    assert (one.stage, one.stage_since, one.stages.count()) == (Stage.SIGNED, DAY, 1)


@pytest.mark.django_db
def test_the_year_of_a_signing_stays_when_two_relations_are_joined(two):
    stays, goes = two
    next_year = DAY.replace(year=DAY.year + 1)
    relation(stays, None, stage=Stage.TALKING, on=DAY)
    relation(goes, None, stage=Stage.SIGNED, on=DAY)
    ours = Relation.objects.get(partner=stays)
    change_stage(ours, Stage.NEGOTIATING, on=next_year, by=SYSTEM, at=AT.replace(year=AT.year + 2))
    merge(stays, goes, at=AT.replace(year=AT.year + 2))
    for year in (DAY.year, DAY.year + 1):
        told = Year(year, dt.date(year, 12, 31))
        assert [each.pk for each in relations_in_force(told)] == [ours.pk]


class TestOwnWord:
    """That a relation is in force on its unit's word alone is confirmed by no merge."""

    @pytest.fixture
    def unit(self):
        return district()

    @pytest.fixture
    def theirs(self, two, unit):
        made = relation(two[1], unit, stage=Stage.TALKING, on=EARLIER)
        told = {"on": EARLIER, "note": "Đã ký.", "by": officer_of(unit), "at": LATER}
        change_stage(made, Stage.ACTIVE, **told)
        return made

    def merged(self, two, unit):
        [told] = merging.preview(*two).joined
        merge(*two, by=user("officer", "b"))
        ours = Relation.objects.get(partner=two[0], district=unit, joined_into=None)
        waits = unconfirmed(Relation.objects.filter(pk=ours.pk)).exists()
        assert told.own_word is waits
        last = ours.stages.counted().last()
        return ours.stage, ours.stage_since, last.said_by, waits

    @pytest.mark.django_db
    def test_it_still_waits_to_be_confirmed(self, two, unit, theirs):
        relation(two[0], unit, stage=Stage.TALKING)
        page = signed_in(user()).get(reverse("partners:merge", args=[one.pk for one in two])).text
        assert "đơn vị tự ghi, vẫn chờ xác nhận" in page
        assert self.merged(two, unit) == (Stage.ACTIVE, EARLIER, unit, True)
        ours = Relation.objects.get(partner=two[0], joined_into=None)
        confirm(ours, "", by=user("officer", "c"), at=LATER)
        assert not unconfirmed(Relation.objects.all()).exists()

    @pytest.mark.django_db
    def test_it_waits_also_where_the_record_that_stays_has_it(self, two, unit, theirs):
        relation(two[0], unit, stage=Stage.TALKING)
        assert self.merged(two[::-1], unit) == (Stage.ACTIVE, EARLIER, unit, True)

    @pytest.mark.django_db
    @pytest.mark.parametrize("stage", [Stage.SIGNED, Stage.ACTIVE])
    @pytest.mark.parametrize("day", [EARLIER, DAY])
    @pytest.mark.parametrize("way", [1, -1])
    def test_what_the_department_said_of_either_is_said_of_both(
        self, two, unit, theirs, stage, day, way
    ):
        relation(two[0], unit, stage=stage, on=day)
        assert self.merged(two[::way], unit) == (Stage.ACTIVE, EARLIER, None, False)


@pytest.mark.django_db
def test_a_chain_of_merges_keeps_every_history(two):
    unit, third = district(), partner("Nam Chungcheong", "c")
    rows = [relation(each, unit, on=DAY) for each in (*two, third)]
    merge(two[1], third)
    merge(two[0], two[1], seen=(1, 2))
    assert [entry.relation for entry in history(rows[0])] == rows
    assert Relation.objects.filter(joined_into=None).get() == rows[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("prepare", "seen", "said"),
    [
        (lambda stays, goes: None, (1, 2), "vừa được sửa"),
        (merge, (2, 2), "đã được gộp vào hồ sơ khác"),
        (
            lambda stays, goes: Partner.objects.filter(pk=goes.pk).update(parent=stays),
            (1, 1),
            "cấp trên, cấp dưới",
        ),
        (
            lambda stays, goes: (
                partner("Hongseong", "c", parent=goes),
                Partner.objects.filter(pk=stays.pk).update(country=china()),
            ),
            (1, 1),
            "Cấp dưới «Hongseong» thuộc nước khác: Hàn Quốc",
        ),
    ],
)
def test_what_cannot_be_merged_is_refused(two, prepare, seen, said):
    prepare(*two)
    with pytest.raises(PartnerRefused, match=said):
        merge(*two, seen=seen)


@pytest.mark.django_db
def test_a_signpost_takes_nothing_in(two):
    stays, goes = two
    merge(stays, goes)
    by = user("officer")
    entry = Entry(
        kind=ActivityKind.LETTER, title="Thư", starts_on=DAY, ends_on=DAY, partners=[goes]
    )
    with pytest.raises(PartnerRefused, match="đã được gộp"):
        record_activity(entry, by=by, at=AT)
    with pytest.raises(PartnerRefused, match="đã được gộp"):
        start_relation(goes, None, stage=Stage.TALKING, on=DAY, by=by, at=AT)


@pytest.mark.django_db
def test_the_database_keeps_a_joined_relation_ended(two):
    stays, goes = two
    ours, theirs = relation(stays, None), relation(goes, None)
    merge(stays, goes)
    with pytest.raises(IntegrityError), transaction.atomic():
        Relation.objects.filter(pk=theirs.pk).update(stage=Stage.ACTIVE)
    with pytest.raises(IntegrityError), transaction.atomic():
        Relation.objects.filter(pk=ours.pk).update(joined_into=ours, joined_at=AT, stage="ended")


@pytest.mark.django_db(transaction=True)
def test_of_two_merges_in_opposite_directions_one_happens(two):
    one, other = two
    by = user("officer")
    results = at_once(
        partial(merging.merge, one, other, seen=(1, 1), by=by, at=LATER),
        partial(merging.merge, other, one, seen=(1, 1), by=by, at=LATER),
    )
    assert sum(isinstance(result, PartnerRefused) for result in results) == 1
    assert Partner.objects.filter(merged_into=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_asked_before_the_lock_both_would_happen(two):
    """The way not to do it: the check first, the lock after it. Then neither record is left."""
    both_have_asked = Barrier(2, timeout=20)

    def unsafe(stays, goes):
        merging._require_mergeable(stays, goes, (1, 1))
        both_have_asked.wait()
        Partner.objects.filter(pk=goes.pk).update(merged_into=stays)

    at_once(partial(unsafe, *two), partial(unsafe, *reversed(two)))
    assert Partner.objects.filter(merged_into=None).count() == 0


@pytest.mark.django_db(transaction=True)
def test_what_is_entered_during_a_merge_ends_on_the_record_that_stays_or_is_refused(two):
    stays, goes = two
    by = user("officer")
    enter = partial(start_relation, goes, None, stage=Stage.TALKING, on=DAY, by=by, at=AT)
    merged = partial(merging.merge, stays, goes, seen=(1, 1), by=by, at=LATER)
    started, _merged = at_once(enter, merged)
    on_the_signpost = Relation.objects.filter(partner=goes).count()
    assert on_the_signpost == 0
    assert isinstance(started, PartnerRefused) or Relation.objects.get().partner == stays
