"""A unit proposes, an officer decides once."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import AuditEvent, User
from deadlines.working_days import WorkingCalendar
from districts.errors import DistrictRefused
from outbox.domain.digest import still_useful, tell_due
from outbox.models import Message
from partners.domain import proposals
from partners.enums import NameKind, ProposalState, Stage
from partners.errors import LooksLikeKnown, PartnerRefused
from partners.models import Partner, PartnerProposal, Relation
from tests.factories import AT, district, officer_of, signed_in, user
from tests.partners.factories import partner, proposal, relation
from tests.racing import at_once


@pytest.fixture
def asked():
    unit = district()
    return proposal(unit, officer_of(unit), other_names="Yuseong-gu\n 유성구 \n")


@pytest.mark.django_db
def test_accepted_it_becomes_a_partner_with_the_units_relation(asked):
    made = proposals.accept(asked, by=user("officer"), at=AT)
    assert (asked.state, asked.partner, made.source) == (
        ProposalState.ACCEPTED,
        made,
        "Đề xuất của UBND huyện Lục Ngạn",
    )
    assert [(n.kind, n.text) for n in made.names.all()] == [
        (NameKind.ALIAS, "Yuseong-gu"),
        (NameKind.ALIAS, "유성구"),
    ]
    begun = Relation.objects.get()
    assert (begun.district, begun.partner, begun.stage) == (asked.district, made, Stage.EXPLORING)
    actions = list(AuditEvent.objects.values_list("action", flat=True))
    assert {"proposal.made", "partner.created", "proposal.accepted", "relation.started"} <= {
        *actions
    }


@pytest.mark.django_db
def test_what_the_register_has_is_told_before_it_is_made(asked):
    known = partner("Yuseong", "y")
    with pytest.raises(LooksLikeKnown) as refused:
        proposals.accept(asked, by=user("officer"), at=AT)
    assert [double.key for double in refused.value.doubles] == [known.pk]
    asked.refresh_from_db()
    assert asked.state == ProposalState.WAITING


@pytest.mark.django_db
def test_joined_to_a_known_partner_its_relation_stays_as_it_is(asked):
    known = partner("Yuseong", "y")
    there = relation(known, asked.district, stage=Stage.SIGNED)
    proposals.join_to(asked, known, by=user("officer"), at=AT)
    assert asked.partner == known
    assert Relation.objects.get() == there


@pytest.mark.django_db
def test_declined_it_has_the_reason(asked):
    with pytest.raises(PartnerRefused, match="lý do"):
        proposals.decline(asked, reply="  ", by=user("officer"), at=AT)
    proposals.decline(asked, reply="Ngoài định hướng.", by=user("officer", "b"), at=AT)
    assert (asked.state, asked.reply) == (ProposalState.DECLINED, "Ngoài định hướng.")


@pytest.mark.django_db
def test_it_is_decided_once(asked):
    by = user("officer")
    proposals.decline(asked, reply="Ngoài định hướng.", by=by, at=AT)
    for act in (
        partial(proposals.accept, asked),
        partial(proposals.decline, asked, reply="Khác"),
        partial(proposals.join_to, asked, partner()),
    ):
        with pytest.raises(PartnerRefused, match="đã được xem xét"):
            act(by=by, at=AT)


@pytest.mark.django_db(transaction=True)
def test_two_who_accept_at_once_make_one_partner(asked):
    by = user("officer")
    results = at_once(*[partial(proposals.accept, asked, by=by, at=AT)] * 2)
    assert sum(isinstance(result, Partner) for result in results) == 1
    assert sum(isinstance(result, PartnerRefused) for result in results) == 1
    assert Partner.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "half",
    [{"state": "accepted"}, {"state": "declined", "decided_at": AT}, {"state": "lost"}],
)
def test_the_database_refuses_half_a_decision(asked, half):
    with pytest.raises(IntegrityError), transaction.atomic():
        PartnerProposal.objects.filter(pk=asked.pk).update(**half)


@pytest.mark.django_db
def test_officers_are_told_when_it_comes_and_each_week_until_it_is_decided(asked):
    officer = user("officer")

    def told(days):
        found = proposals.due_reminders(AT + timedelta(days=days))
        return [(due.stage, due.on, due.to, due.path) for due in found]

    page = f"/doi-tac/de-xuat/{asked.pk}/"
    assert told(0) == [("new", AT.date(), officer, page)]
    assert told(13) == [("week-1", AT.date(), officer, page)]
    proposals.decline(asked, reply="Đã có.", by=officer, at=AT)
    assert told(13) == []


@pytest.mark.django_db
def test_it_stands_in_the_officers_digest_once_and_leaves_it_when_decided(asked):
    officer = user("officer")
    User.objects.filter(pk=officer.pk).update(email="officer@sngv.example")
    monday = AT + timedelta(days=7)
    assert tell_due(monday, WorkingCalendar()) == 1
    assert tell_due(monday, WorkingCalendar()) == 0
    message = Message.objects.get()
    line = "1. 02/8/2021 (chờ từ ngày này): Đề xuất đối tác chờ xem xét: Quận Yuseong"
    assert line in message.text
    assert still_useful(message, monday)
    proposals.decline(asked, reply="Đã có.", by=officer, at=monday)
    assert not still_useful(message, monday)


@pytest.mark.django_db
def test_nobody_proposes_a_partner_of_viet_nam_and_no_old_proposal_becomes_one():
    unit, officer = district(), user("officer")
    person = officer_of(unit)
    with pytest.raises(DistrictRefused, match="không thể thuộc Việt Nam"):
        proposal(unit, person, country="VN")
    assert not PartnerProposal.objects.exists()
    old = proposal(unit, person)
    PartnerProposal.objects.update(country="VN")
    old.refresh_from_db()
    with pytest.raises(DistrictRefused, match="không thể thuộc Việt Nam"):
        proposals.accept(old, by=officer, at=AT)
    assert not Partner.objects.exists()
    page = signed_in(officer).get(reverse("partners:proposal", args=[old.pk]))
    assert (page.status_code, page.context["country"]) == (200, "Việt Nam")
