"""Forms about users and the calendar."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.fields import LineField
from accounts.models import User
from deadlines.widgets import DayInput

SIGN_IN_NAME = RegexValidator(
    r"^[a-z0-9][a-z0-9._-]*$",
    _("Tên đăng nhập chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch ngang, gạch dưới."),
)
WRONG = _("Tên đăng nhập hoặc mật khẩu không đúng, hoặc tài khoản đã ngừng hoạt động.")


class SignInForm(AuthenticationForm):
    """Sign-in name and password; one message for whatever is wrong with them."""

    error_messages = {"invalid_login": WRONG, "inactive": WRONG}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the fields."""
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Tên đăng nhập")
        self.fields["password"].label = _("Mật khẩu")

    def clean_username(self) -> str:
        """Take the name as it is stored, so that failures count for one name, however typed."""
        return User.normalize_username(self.cleaned_data["username"])


class ChangePasswordForm(PasswordChangeForm):
    """One's own password, the old one and the new one twice."""

    error_messages = {
        "password_incorrect": _("Mật khẩu đang dùng không đúng."),
        "password_mismatch": _("Hai lần nhập mật khẩu mới không giống nhau."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the fields."""
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = _("Mật khẩu đang dùng")
        self.fields["new_password1"].label = _("Mật khẩu mới")
        self.fields["new_password1"].help_text = _(
            "Ít nhất 12 ký tự, không chỉ có chữ số; không giống họ tên, tên đăng nhập; "
            "không phải mật khẩu nhiều người dùng."
        )
        self.fields["new_password2"].label = _("Nhập lại mật khẩu mới")
        self.fields["new_password2"].help_text = ""


class SignInNameField(LineField):
    """A new sign-in name; capitals are taken for small letters, as at the sign-in."""

    def to_python(self, value: Any) -> str:
        """Return the name as it is stored."""
        return User.normalize_username(super().to_python(value))


class UserForm(forms.Form):
    """What an administrator enters about a user."""

    full_name = LineField(label=_("Họ và tên"), max_length=120)
    role = forms.ChoiceField(label=_("Vai trò"), choices=Role.choices)
    position = LineField(label=_("Chức vụ"), max_length=120, required=False)
    email = forms.EmailField(label=_("Thư điện tử"), max_length=254, required=False)
    phone = LineField(label=_("Điện thoại"), max_length=40, required=False)

    def clean_role(self) -> Role:
        """Return the role as such."""
        return Role(self.cleaned_data["role"])


class NewUserForm(UserForm):
    """A user to be made; the one-time password is not chosen but drawn."""

    field_order = ["username"]

    username = SignInNameField(
        label=_("Tên đăng nhập"),
        max_length=60,
        validators=[SIGN_IN_NAME],
        help_text=_("Chữ thường không dấu, ví dụ: nguyenvanan. Không đổi được về sau."),
    )


class MarkDayForm(forms.Form):
    """A day off or a day worked, and the notice that says so."""

    date = forms.DateField(label=_("Ngày"), widget=DayInput())
    working = forms.TypedChoiceField(
        label=_("Là ngày"),
        choices=[("off", _("nghỉ")), ("worked", _("làm việc, kể cả làm bù"))],
        coerce=lambda choice: choice == "worked",
    )
    basis = LineField(
        label=_("Căn cứ"),
        max_length=300,
        help_text=_("Văn bản cho nghỉ hoặc làm bù: số, ký hiệu, ngày, cơ quan ban hành."),
    )
