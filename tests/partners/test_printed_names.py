"""The name that the text prints for a party, and the file of what was signed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.actors import SYSTEM
from deadlines.models import PortalClock
from dispatches.uploads import Upload
from partners.agreement_enums import Language, Side, State, TextKind
from partners.domain import agreement_parties, agreement_texts
from partners.domain.agreement_letters import citation
from partners.errors import PartnerRefused
from partners.models import Agreement
from tests.factories import district, signed_in, user
from tests.partners.courses import LATER, brought_to
from tests.partners.factories import agreement, partner

pytestmark = pytest.mark.django_db
PRINTED = "Chính quyền quận Seo"
FACTS = {"title": "Bản ghi nhớ", "kind": "memorandum", "level": "province", "renewal": "none"}


@pytest.fixture
def client():
    PortalClock.objects.create(pk=1, stands_at=LATER)
    return signed_in(user("officer"))


def of_theirs(made):
    return made.parties.get(side=Side.THEIRS)


def rename(made, name):
    agreement_parties.name_signatory(
        of_theirs(made), "Seo Cheol-mo", "Quận trưởng", printed_name=name, by=SYSTEM, at=LATER
    )
    return of_theirs(made)


def papers():
    return agreement(district(), partner())


@pytest.mark.parametrize("make", [lambda: brought_to(State.PERMITTED), papers])
def test_the_partner_is_named_as_the_text_has_it(make):
    made = make()
    party = rename(made, f"  {PRINTED} ")
    assert (party.printed_name, party.folded_name, party.partner) == (
        PRINTED,
        "chinh quyen quan seo",
        made.partner,
    )
    assert f"với {PRINTED}" in citation(made) or f"và {PRINTED}" in citation(made)
    assert rename(made, "").printed_name == PRINTED


def test_after_the_signing_the_name_stays_as_printed():
    made = brought_to(State.SIGNED)
    with pytest.raises(PartnerRefused, match="không thay đổi được"):
        rename(made, PRINTED)


def test_no_other_party_of_the_role_has_the_name():
    made = papers()
    told = {"by": SYSTEM, "at": LATER}
    other = agreement_parties.add_party(made, Side.THEIRS, "Chính quyền khác", **told)
    third = agreement_parties.add_party(made, Side.THEIRS, "Hội đồng", **told)
    with pytest.raises(PartnerRefused, match="đã được ghi với vai trò đó"):
        agreement_parties.name_signatory(third, "", "", printed_name=other.printed_name, **told)


@pytest.mark.parametrize("name", ["begin_agreement", "record_agreement"])
def test_the_printed_name_is_entered_with_the_agreement(client, name):
    partner()
    sent = FACTS | {"partner": "Quận Seo", "printed_partner": PRINTED}
    sent |= {"state": "implementing", "source": "Tờ trình"}
    assert client.post(reverse(f"partners:{name}"), sent).status_code == 302
    assert of_theirs(Agreement.objects.get()).printed_name == PRINTED


def test_the_printed_name_is_entered_on_the_page_of_the_party(client):
    made = papers()
    address = reverse("partners:agreement_signatory", args=[made.pk, of_theirs(made).pk])
    assert client.get(address).context["form"].initial["printed_name"] == "Quận Seo"
    assert client.post(address, {"printed_name": PRINTED}).status_code == 302
    assert PRINTED in client.get(reverse("partners:agreement", args=[made.pk])).text


PDF = b"%PDF-1.7 signed"


@pytest.mark.parametrize("state", [State.CONSULTING, State.SUBMITTED])
def test_nothing_signed_is_filed_before_the_permission(client, state):
    made = brought_to(state)
    upload = Upload("ky.pdf", PDF, "application/pdf")
    told = {"by": SYSTEM, "at": LATER}
    with pytest.raises(PartnerRefused, match="chỉ thêm sau khi có văn bản cho phép ký"):
        agreement_texts.add_text(made, TextKind.SIGNED, Language.KOREAN, upload, **told)
    address = reverse("partners:agreement_text", args=[made.pk])
    kinds = client.get(address).context["form"].fields["kind"].choices
    assert [kind for kind, _label in kinds] == ["draft", "summary"]
    file = SimpleUploadedFile("ky.pdf", PDF, "application/pdf")
    sent = {"kind": "signed", "language": "ko", "file": file}
    assert list(client.post(address, sent).context["form"].errors) == ["kind"]


@pytest.mark.parametrize(
    ("state", "kinds"),
    [
        (State.PERMITTED, ["draft", "summary", "signed"]),
        (State.SIGNED, ["signed"]),
        (State.ENDED, ["signed"]),
        (State.STOPPED, []),
    ],
)
def test_what_is_signed_is_filed_from_the_permission_on(state, kinds):
    assert agreement_texts.kinds_taken(state) == kinds
