"""The index by which the list of partners is searched."""

import pytest
from django.db import connection, models

from partners.models import Partner
from partners.models.name_index import NameIndex
from tests.partners.factories import partner

pytestmark = pytest.mark.django_db


def test_words_are_looked_for_in_the_index_alone():
    rows = Partner.objects.filter(merged_into=None, folded_names__contains="nam")
    plan = rows.order_by().values_list("pk").explain()
    if connection.vendor == "sqlite":
        assert "COVERING INDEX partners_partner_searched" in plan


def test_names_may_be_longer_than_an_entry_of_an_index():
    names = " ".join(f"ten thu {n}" for n in range(2000))
    row = partner("Nam Ninh")
    Partner.objects.filter(pk=row.pk).update(folded_names=names)
    assert Partner.objects.get(folded_names__contains="thu 1999") == row


def test_the_index_is_made_of_what_the_database_can_hold():
    with connection.cursor() as cursor:
        columns = connection.introspection.get_constraints(cursor, Partner._meta.db_table)
    searched = ["folded_names", "merged_into_id"] if connection.vendor == "sqlite" else []
    assert columns["partners_partner_searched"]["columns"] == ["sort_key", "id", *searched]


def test_a_migration_writes_down_all_of_it():
    index = NameIndex(fields=["sort_key"], searched=["folded_names"], name="searched")
    path, expressions, options = index.deconstruct()
    assert path == "partners.models.name_index.NameIndex"
    assert NameIndex(*expressions, **options) == index
    assert index != models.Index(fields=["sort_key"], name="searched")
