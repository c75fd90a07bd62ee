"""Which language a page speaks: Vietnamese, unless its reader chose otherwise."""

import pytest


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("accepted", "chosen", "spoken"),
    [
        ("en-US,en;q=0.9", None, "vi"),
        ("vi-VN", None, "vi"),
        ("vi-VN", "en", "en"),
        ("en-US", "vi", "vi"),
        ("fr", "fr", "vi"),
    ],
)
def test_language(client, accepted, chosen, spoken):
    if chosen:
        client.cookies["django_language"] = chosen
    response = client.get("/tai-khoan/dang-nhap/", headers={"Accept-Language": accepted})
    assert response.headers["Content-Language"] == spoken
    assert f'<html lang="{spoken}"' in response.content.decode()
