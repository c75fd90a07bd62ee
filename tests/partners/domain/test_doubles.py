"""A partner that the register may have is made only by someone who has seen what is like it."""

from functools import partial
from threading import Barrier

import pytest

from accounts.actors import SYSTEM
from partners.domain.doubles import (
    change_registered,
    new_code,
    register,
    register_partner,
)
from partners.domain.partners import Facts, change_partner
from partners.enums import Likeness, NameKind, PartnerTier
from partners.errors import LooksLikeKnown, PartnerRefused, RecordChanged
from partners.models import Partner
from tests.factories import AT
from tests.partners.factories import partner
from tests.racing import at_once

CHUNGNAM = Facts(name="Chungnam", country="KR", tier=PartnerTier.PROVINCE)


def made(facts=CHUNGNAM, **changes):
    return register_partner(facts, by=SYSTEM, at=AT, **changes)


@pytest.fixture
def known():
    return partner("Tỉnh Chungcheongnam", "a", names=[(NameKind.ALIAS, "Chungnam")])


@pytest.mark.django_db
def test_a_double_is_refused_with_the_reason(known):
    with pytest.raises(LooksLikeKnown) as refused:
        made()
    assert [(each.key, each.reason) for each in refused.value.doubles] == [
        (known.pk, Likeness.SAME_NAME)
    ]
    assert Partner.objects.count() == 1


@pytest.mark.django_db
def test_what_was_seen_is_passed_over_and_nothing_else(known):
    other = partner("Chungnam-do", "b")
    with pytest.raises(LooksLikeKnown) as refused:
        made(although={known.pk})
    assert [each.key for each in refused.value.doubles] == [other.pk]
    assert made(although={known.pk, other.pk}).code == "chungnam"


@pytest.mark.django_db
def test_a_new_name_of_a_known_partner_may_be_that_of_another(known):
    seo = partner("Quận Seo", "seo", names=[(NameKind.ENGLISH, "Seo District")])

    def renamed(*names, **changes):
        kept = [(NameKind.ENGLISH, "Seo District"), *((NameKind.ALIAS, name) for name in names)]
        facts = Facts(name="Quận Seo", country="KR", tier=PartnerTier.DISTRICT, names=kept)
        return change_registered(seo, facts, by=SYSTEM, at=AT, **changes)

    assert renamed("Quận Tây", version=1) == seo
    with pytest.raises(LooksLikeKnown) as refused:
        renamed("Chungnam", version=2)
    assert [each.key for each in refused.value.doubles] == [known.pk]
    assert renamed("Chungnam", version=2, although={known.pk}) == seo


@pytest.mark.django_db
def test_a_merged_record_is_no_double(known):
    Partner.objects.filter(pk=known.pk).update(merged_into=partner("Khác", "khac"))
    assert made().name == "Chungnam"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("taken", "code"),
    [([], "quan-seo"), (["quan-seo"], "quan-seo-2"), (["quan-seo", "quan-seo-2"], "quan-seo-3")],
)
def test_a_code_is_given_once(taken, code):
    for each in taken:
        partner(each, each)
    assert new_code("Quận Seo") == code
    assert new_code("서구") == "doi-tac"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_register_one_partner_at_once_one_is_told_of_the_other():
    results = at_once(made, made)
    assert sum(isinstance(result, LooksLikeKnown) for result in results) == 1
    assert Partner.objects.filter(name="Chungnam").count() == 1


@pytest.mark.django_db(transaction=True)
def test_asked_before_the_lock_both_are_made():
    """The way not to do it: look first, then make whatever was meant."""
    both_have_asked = Barrier(2, timeout=20)

    def unsafe(seen):
        assert register().doubles(["Chungnam"], "KR") == []
        both_have_asked.wait()
        made(although=seen)

    everything = range(1000)
    at_once(partial(unsafe, everything), partial(unsafe, everything))
    assert Partner.objects.filter(name="Chungnam").count() == 2


@pytest.mark.django_db
def test_a_change_is_made_over_the_version_that_was_seen(known):
    facts = Facts(name="Chungcheongnam", country="KR", tier=PartnerTier.PROVINCE)
    changed = change_partner(known, facts, version=1, by=SYSTEM, at=AT)
    assert (changed.name, changed.version, changed.folded_names) == (
        "Chungcheongnam",
        2,
        "chungcheongnam",
    )
    with pytest.raises(RecordChanged) as refused:
        change_partner(known, facts, version=1, by=SYSTEM, at=AT)
    assert refused.value.version == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_one_record_at_once_one_is_told(known):
    facts = Facts(name="Chungcheongnam", country="KR", tier=PartnerTier.PROVINCE)
    save = partial(change_partner, known, facts, version=1, by=SYSTEM, at=AT)
    results = at_once(save, save)
    assert sum(isinstance(result, RecordChanged) for result in results) == 1
    assert Partner.objects.get(pk=known.pk).version == 2


@pytest.mark.django_db
def test_nobody_stands_beneath_himself(known):
    hongseong = partner("Hongseong", "h", parent=known)
    facts = Facts(name="X", country="KR", tier=PartnerTier.PROVINCE, parent=hongseong)
    with pytest.raises(PartnerRefused, match="thuộc chính nó"):
        change_partner(known, facts, version=1, by=SYSTEM, at=AT)
    assert Partner.objects.get(pk=known.pk).version == 1
