"""Pages on which an officer prepares a round."""

from functools import cached_property
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render, resolve_url
from django.utils.translation import gettext_lazy as _

from accounts.acting import ActPage
from accounts.permissions import Permission
from consultations.domain import (
    drafting,
    preparation,
    readiness,
    retelling,
    units_asked,
)
from consultations.domain.letters import CALL
from consultations.errors import ConsultationRefused
from consultations.forms.preparing import (
    CLAUSE,
    ConsultationForm,
    ContentForm,
    RenamingForm,
    RewordingForm,
    UnitsForm,
    content_initial,
    wording_initial,
)
from consultations.models import Content, Round
from consultations.views.base import REFUSALS, RoundAct, RoundForm
from deadlines import clock
from dispatches import pictures
from dispatches.domain import approval, printing
from dispatches.models import DraftingUnit, Signatory
from dispatches.pdf import RenderError
from districts.domain.units import audience, units_on
from districts.models import District

PREVIEW = "consultations/rounds/_preview.html"


def office_choices() -> dict[str, Any]:
    """Return who drafts and who signs for the agency that calls, for the forms of wording."""
    own = {"agency__kinds__code": CALL}
    return {
        "drafting_units": DraftingUnit.objects.filter(**own).select_related("agency"),
        "signatories": Signatory.objects.filter(active=True, **own),
    }


class NewConsultation(ActPage):
    """A new consultation from nothing: matter, units, wording, deadline; contents come next."""

    permission = Permission.ROUND_EDIT
    template_name = "consultations/rounds/new.html"
    refusals = REFUSALS
    form_class = ConsultationForm
    done = _("Đã lập dự thảo. Hãy thêm các nội dung xin ý kiến.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | office_choices() | {"units": units_on(clock.today())}

    def get_initial(self) -> dict[str, Any]:
        today = clock.today()
        return {
            "key": uuid4(),
            "audience": audience(list(units_on(today)), today),
            "consent_clause": CLAUSE,
            "distribution": "Như trên;\nLưu: VT.",
        }

    def act(self, form: ConsultationForm) -> None:
        self.opened = self.open(
            key=form.cleaned_data["key"],
            title=form.cleaned_data["title"],
            draft_name=form.cleaned_data["draft_name"],
            wording=form.wording(),
            deadline=form.cleaned_data["deadline"],
            units=list(form.cleaned_data["units"]),
            by=self.actor,
            at=clock.now(),
        )

    def open(self, **matter: Any) -> Round:
        """Open the matter's first round."""
        return drafting.open_matter(**matter)

    def get_success_url(self) -> str:
        """Go on with the round's contents."""
        return resolve_url("consultations:round", self.opened.pk)


class Rename(RoundForm):
    """What the matter is called, while no letter that bears the name has left."""

    permission = Permission.ROUND_EDIT
    template_name = "consultations/rounds/rename.html"
    form_class = RenamingForm
    done = _("Đã sửa tên việc lấy ý kiến.")

    def get_initial(self) -> dict[str, Any]:
        matter = self.round_.consultation
        return {
            "title": matter.title,
            "draft_name": matter.draft_name,
            "seen": self.round_.dispatch.letter_digest,
        }

    def act(self, form: RenamingForm) -> None:
        drafting.rename(self.round_, **form.cleaned_data, by=self.actor, at=clock.now())


class EditWording(RoundForm):
    """Wording and deadline, the letter beside them."""

    permission = Permission.ROUND_EDIT
    template_name = "consultations/rounds/wording.html"
    form_class = RewordingForm
    done = _("Đã lưu lời văn công văn.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | office_choices()

    def get_initial(self) -> dict[str, Any]:
        return wording_initial(self.round_) | {"seen": self.round_.dispatch.letter_digest}

    def get_form(self, form_class: Any = None) -> Any:
        """Say how the units that are asked are addressed on this day."""
        form = super().get_form(form_class)
        asked = [c.district for c in self.round_.consultees.select_related("district")]
        if proposed := audience(asked, clock.today()):
            form.fields["audience"].help_text = _("Theo các đơn vị đã chọn: %s") % proposed
        return form

    def act(self, form: RewordingForm) -> None:
        """Save the wording unless somebody else has changed the letter meanwhile."""
        drafting.reword(
            self.round_,
            form.wording(),
            deadline=form.cleaned_data["deadline"],
            seen=form.cleaned_data["seen"],
            by=self.actor,
            at=clock.now(),
        )


class PreviewWording(EditWording):
    """The letter with what is typed, before it is saved; a part of the page beside the form."""

    http_method_names = ["post"]

    def form_valid(self, form: RewordingForm) -> HttpResponse:
        """Show its pages; the pictures come with the answer, for there is nothing stored."""
        letter = drafting.letter_as_worded(
            self.round_,
            form.wording(),
            deadline=form.cleaned_data["deadline"],
            at=clock.now(),
        )
        try:
            pages = pictures.page_uris(printing.preview(letter))
        except RenderError as error:
            return render(self.request, PREVIEW, {"trouble": str(error)})
        return render(self.request, PREVIEW, {"pages": pages})

    def form_invalid(self, form: RewordingForm) -> HttpResponse:
        """Say what is missing; the form itself stays as it is."""
        return render(self.request, PREVIEW, {"form": form})


class EditContent(RoundForm):
    """One content, or a new one at the end."""

    permission = Permission.ROUND_EDIT
    template_name = "consultations/rounds/content.html"
    form_class = ContentForm
    done = _("Đã lưu nội dung xin ý kiến.")

    @cached_property
    def content(self) -> Content | None:
        if "ordinal" not in self.kwargs:
            return None
        return get_object_or_404(self.round_.contents, ordinal=self.kwargs["ordinal"])

    def get_form_kwargs(self) -> dict[str, Any]:
        asked = District.objects.filter(consultees__round=self.round_)
        return super().get_form_kwargs() | {"units": asked}

    def get_initial(self) -> dict[str, Any]:
        said = content_initial(self.content) if self.content else {}
        return said | {"seen": self.round_.dispatch.letter_digest}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"object": self.content}

    def act(self, form: ContentForm) -> None:
        """Save the content unless the letter, and with it the numbering, has changed meanwhile."""
        drafting.put_content(
            self.round_,
            heading=form.cleaned_data["heading"],
            passages=[line for line in form.cleaned_data["passages"].splitlines() if line.strip()],
            concerned=form.cleaned_data["concerned"],
            ordinal=self.content.ordinal if self.content else None,
            seen=form.cleaned_data["seen"],
            by=self.actor,
            at=clock.now(),
        )


class RemoveContent(RoundAct):
    """Take one content out (bỏ nội dung)."""

    permission = Permission.ROUND_EDIT
    done = _("Đã bỏ nội dung và đánh lại số thứ tự.")

    def act(self) -> None:
        """Take out the content that the page showed, not one that has moved up since."""
        seen = self.request.POST.get("seen", "")
        preparation.require_seen(self.round_, seen)
        content = get_object_or_404(self.round_.contents, ordinal=self.kwargs["ordinal"])
        drafting.remove_content(content, seen=seen, by=self.actor, at=clock.now())


class EditUnits(RoundForm):
    """Which units are asked."""

    permission = Permission.ROUND_EDIT
    template_name = "consultations/rounds/units.html"
    form_class = UnitsForm
    done = _("Đã lưu danh sách đơn vị.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"units": units_on(clock.today())}

    def get_initial(self) -> dict[str, Any]:
        asked = [consultee.district_id for consultee in self.round_.consultees.all()]
        return {"units": asked, "seen": ",".join(map(str, asked))}

    def act(self, form: UnitsForm) -> None:
        units_asked.set_units(
            self.round_,
            list(form.cleaned_data["units"]),
            seen=form.cleaned_data["seen"],
            by=self.actor,
            at=clock.now(),
        )


class Retell(RoundAct):
    """The letter is drafted anew where it tells the rounds before as they were once."""

    permission = Permission.ROUND_EDIT
    done = _("Đã soạn lại công văn theo kết quả đã ghi nhận.")

    def act(self) -> None:
        retelling.retell(self.round_, by=self.actor, at=clock.now())


class SubmitForApproval(RoundAct):
    """Send the letter to the leader."""

    permission = Permission.ROUND_EDIT
    done = _("Đã trình lãnh đạo duyệt.")

    def act(self) -> None:
        """Submit the letter that the page showed; what stands against it is said in full."""
        preparation.require_seen(self.round_, self.request.POST.get("seen", ""))
        now = clock.now()
        found = readiness.obstacles(self.round_, now)
        if found:
            raise ConsultationRefused(" ".join(found))
        approval.submit(self.round_.dispatch, by=self.actor, at=now)
