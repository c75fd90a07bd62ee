"""A list of partners from Excel: the template, a look at what it would do, taking it in."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView

from accounts import spreadsheet
from accounts.access import PermissionRequired
from accounts.fields import key_in
from accounts.permissions import Permission
from accounts.sealing import sealed, unsealed
from accounts.sheet_table import Row
from deadlines import clock
from dispatches.serving import attachment
from districts.domain.countries import country_names
from districts.errors import DistrictRefused
from partners.domain import importing
from partners.errors import PartnerRefused
from partners.forms.importing import ImportForm
from partners.rules.sheet import HEADINGS, MOST

PURPOSE = "partners.import"


class ImportTemplate(PermissionRequired):
    """The workbook to be filled in."""

    permission = Permission.PARTNER_EDIT

    def get(self, request: HttpRequest) -> HttpResponse:
        """Give it for saving."""
        content = spreadsheet.workbook(list(HEADINGS.values()), [])
        return attachment(content, spreadsheet.MEDIA_TYPE, "mau-danh-sach-doi-tac.xlsx")


class ImportPartners(PermissionRequired, FormView):
    """The file is looked at, and what it would do is shown; nothing is written before that."""

    permission = Permission.PARTNER_EDIT
    form_class = ImportForm
    template_name = "partners/import.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Explain the columns."""
        return super().get_context_data(**kwargs) | {
            "headings": list(HEADINGS.values()),
            "most": MOST,
        }

    def form_valid(self, form: ImportForm) -> HttpResponse:
        """Show what the file would do; its rows travel on in the page, signed for this person."""
        name, rows = form.cleaned_data["file"]
        return self.render_to_response(self.looked_at(form, name, rows))

    def looked_at(self, form: Any, name: str, rows: list[Row]) -> dict[str, Any]:
        """Return what the page shows of a file."""
        plan = importing.plan(rows, at=clock.now())
        seal = sealed([name, rows], purpose=PURPOSE, person=self.actor)
        doubtful = [
            (row, plan.doubtful[row.line]) for row in plan.rows if row.line in plan.doubtful
        ]
        countries = dict(country_names())
        return self.get_context_data(form=form) | {
            "read": [(row, countries[row.country]) for row in plan.rows if not plan.faulty],
            "file_name": name,
            "plan": plan,
            "doubtful": doubtful,
            "certain": len(plan.rows) - len(doubtful),
            "sealed": "" if plan.faulty else seal,
        }


class TakeIn(PermissionRequired):
    """All rows that were looked at become partners, or none."""

    permission = Permission.PARTNER_EDIT
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take them in; what was changed in between is judged anew."""
        brought = unsealed(request.POST.get("sealed", ""), purpose=PURPOSE, person=self.actor)
        if brought is None:
            messages.error(request, _("Trang đã cũ. Đề nghị chọn lại tệp."))
            return redirect("partners:import")
        name, rows = brought
        lines = {line for said in request.POST.getlist("although") if (line := key_in(said))}
        try:
            made, left = importing.take_in(
                rows, although=lines, source=name, by=self.actor, at=clock.now()
            )
        except (PartnerRefused, DistrictRefused) as refusal:
            messages.error(request, str(refusal))
            return redirect("partners:import")
        messages.success(
            request,
            _("Đã nhập %(made)d đối tác; bỏ qua %(left)d dòng nghi trùng.")
            % {"made": made, "left": left},
        )
        return redirect("partners:list")
