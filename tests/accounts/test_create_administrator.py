import pytest
from django.core.management import CommandError, call_command

from accounts.models import AuditEvent, User

pytestmark = pytest.mark.django_db


def test_the_first_administrator_gets_a_one_time_password(capsys):
    call_command("create_administrator", "Quantri", "Người quản trị")

    said = dict(line.split(": ") for line in capsys.readouterr().out.splitlines())
    user = User.objects.get(username=said["Tên đăng nhập"])
    assert (user.username, user.role, user.must_change_password) == (
        "quantri",
        "administrator",
        True,
    )
    assert user.check_password(said["Mật khẩu dùng một lần"])
    assert AuditEvent.objects.get(action="user.created").actor_name == "Hệ thống"


def test_a_name_that_is_taken_is_refused():
    call_command("create_administrator", "quantri", "Một")

    with pytest.raises(CommandError, match="đã có người dùng"):
        call_command("create_administrator", "QUANTRI", "Hai")
