"""Units from a list: template, check page with what is wrong row by row, confirmation."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import spreadsheet
from accounts.access import PermissionRequired
from accounts.acting import ActPage
from accounts.permissions import Permission
from deadlines import clock
from dispatches.serving import attachment
from districts.domain import communes
from districts.domain.communes import Row
from districts.errors import DistrictRefused
from districts.forms.communes import CommunesForm


class ImportCommunes(ActPage):
    """Communes and wards of a list become units."""

    permission = Permission.UNIT_EDIT
    refusals = (DistrictRefused,)
    form_class = CommunesForm
    template_name = "districts/communes/list.html"
    done = gettext_lazy("Đã nhập danh sách đơn vị.")

    def form_valid(self, form: CommunesForm) -> HttpResponse:
        """Show the rows first; after that the list comes back as text."""
        if "confirm" in self.request.POST:
            return super().form_valid(form)
        try:
            rows = self._rows(form)
        except DistrictRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        if not rows:
            form.add_error(None, _("Danh sách chưa có đơn vị nào."))
            return self.form_invalid(form)
        self.template_name = "districts/communes/check.html"
        text = "\n".join(f"{row.text}\t{row.email}\t{row.former}".rstrip("\t") for row in rows)
        faults = sum(bool(row.fault) for row in rows)
        day = {"on": form.cleaned_data["on"], "basis": form.cleaned_data["basis"]}
        again = CommunesForm(initial=day | {"text": text})
        return self.render_to_response(self.get_context_data(form=again, rows=rows, faults=faults))

    def act(self, form: CommunesForm) -> None:
        """Enter them all."""
        facts: dict[str, Any] = {name: form.cleaned_data[name] for name in ("on", "basis")}
        communes.enter(form.cleaned_data["cells"], **facts, by=self.actor, at=clock.now())

    def _rows(self, form: CommunesForm) -> list[Row]:
        return communes.check(form.cleaned_data["cells"], form.cleaned_data["on"])

    def get_success_url(self) -> str:
        """Show the units."""
        return reverse("districts:list")


class CommunesTemplate(PermissionRequired):
    """An empty workbook with the headings."""

    permission = Permission.UNIT_EDIT

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Return it as a download."""
        headings = [
            "Tên đơn vị (xã …, phường …)",
            "Địa chỉ nhận công văn",
            "Hình thành từ đơn vị (huyện …; thị xã …)",
        ]
        content = spreadsheet.workbook(headings, [])
        return attachment(content, spreadsheet.MEDIA_TYPE, "mau-xa-phuong.xlsx")
