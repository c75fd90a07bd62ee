import pytest

from accounts.visitors import address

PROXY = ("HTTP_X_FORWARDED_PROTO", "https")


@pytest.mark.parametrize(
    ("proxy", "forwarded", "expected"),
    [
        (None, "", "10.0.0.1"),
        (None, "203.0.113.7", "10.0.0.1"),
        (PROXY, "203.0.113.7", "203.0.113.7"),
        (PROXY, "1.1.1.1, 203.0.113.7", "203.0.113.7"),
        (PROXY, "1.1.1.1,2001:db8::7", "2001:db8::7"),
        (PROXY, "203.0.113.7, unknown", "10.0.0.1"),
        (PROXY, "", "10.0.0.1"),
    ],
)
def test_only_the_proxys_own_entry_is_believed(rf, settings, proxy, forwarded, expected):
    settings.SECURE_PROXY_SSL_HEADER = proxy

    request = rf.get("/", headers={"x-forwarded-for": forwarded}, REMOTE_ADDR="10.0.0.1")

    assert address(request) == expected


def test_a_connection_without_an_address_has_none(rf):
    assert address(rf.get("/", REMOTE_ADDR="")) is None
