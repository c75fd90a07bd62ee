"""Documents that letters cite, as the officer notes them."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from dispatches.domain.checking import findings
from dispatches.domain.references import add_reference
from dispatches.models import ReferenceDocument
from tests.dispatches.factories import officer
from tests.dispatches.lint.province import saying
from tests.factories import AT, DAY, signed_in

pytestmark = pytest.mark.django_db
LIST, ADD = reverse("dispatches:references"), reverse("dispatches:add_reference")
QUERIES = 6


def add(full_number="307/QĐ-UBND"):
    return add_reference(
        full_number=full_number,
        date=dt.date(2021, 2, 9),
        author="Chủ tịch UBND tỉnh",
        subject="Giao nhiệm vụ trọng tâm",
        by=officer(),
        at=AT,
    )


def test_what_is_noted_may_be_cited():
    letter = saying("Thực hiện Quyết định số 307/QĐ-UBND")
    assert [found.quote for found in findings(letter, on=DAY)] == ["307/QĐ-UBND"]

    add()

    assert findings(letter, on=DAY) == ()


def test_the_officer_notes_one_and_is_told_of_slips():
    client = signed_in(officer())
    form = {
        "full_number": "307/QĐ-UBND",
        "date": "09/02/2021",
        "author": "Chủ tịch UBND tỉnh",
        "subject": "Giao nhiệm vụ trọng tâm",
    }

    assert client.get(ADD, {"so": "307/QĐ-UBND"}).context["form"].initial == {
        "full_number": "307/QĐ-UBND"
    }
    assert client.post(ADD, form).url == LIST
    assert "307/QĐ-UBND" in client.get(LIST, {"q": "giao nhiem vu"}).content.decode()
    assert "đã có trong danh mục" in client.post(ADD, form).content.decode()
    late = client.post(ADD, form | {"date": "03/08/2021", "full_number": "1/A"})
    assert "sau hôm nay" in late.content.decode()


def test_the_database_has_each_document_once():
    document = add()
    document.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        document.save(force_insert=True)
    assert ReferenceDocument.objects.count() == 1


def test_three_rows_cost_as_many_queries_as_one(django_assert_num_queries):
    client = signed_in(officer())
    add()
    client.get(LIST)  # the first visit of a session writes down that it was there
    with django_assert_num_queries(QUERIES):
        client.get(LIST)
    for number in ("1/A", "2/A"):
        add(number)
    with django_assert_num_queries(QUERIES):
        client.get(LIST)
