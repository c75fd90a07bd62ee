import re

import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return factories.signed_in(factories.user(full_name="Nguyễn Thị Hà")).get(reverse("home"))


def test_every_page_says_who_where_and_when(home):
    html = home.content.decode()
    assert '<html lang="vi">' in html
    assert "<title>Bàn làm việc · Hợp tác địa phương</title>" in html
    assert "Nguyễn Thị Hà" in html
    assert "08:00 thứ Hai 02/8/2021" in html
    assert '<a class="skip" href="#main">' in html


def test_nothing_is_written_inline_or_fetched_from_elsewhere(home):
    html = home.content.decode()
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)", html)
    assert set(re.findall(r'(?:src|href|action)="(?:https?:)?//', html)) == set()


def test_no_clock_stands_in_production(settings):
    settings.PORTAL_REHEARSAL = False
    html = factories.signed_in(factories.user()).get(reverse("partners:list")).content.decode()
    assert "Diễn tập" not in html


def test_the_language_is_one_button_away(home):
    client = factories.signed_in(factories.user("leader"))
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    assert '<html lang="en">' in client.get("/").content.decode()
