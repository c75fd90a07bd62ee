"""A tiny story, played in this process against a real mail server, and what it leaves behind."""

import datetime as dt
import hashlib
import json
from email import message_from_bytes, policy

import pytest

from consultations.domain import link_mails
from consultations.enums import Position
from consultations.models import HandIn, PersonalLink, Response, Round
from coop_portal import bac_giang
from coop_portal.advancing import advance
from coop_portal.rehearsal import results, story
from coop_portal.rehearsal.mail_sink import mail_sink
from coop_portal.rehearsal.play import Player
from deadlines import clock
from deadlines.domain import portal_clock
from deadlines.value import HANOI
from districts.models import District
from outbox.models import Message
from tests.consultations.rounds import hanoi
from tests.dispatches.paper import words

BUT = Position.AGREE_WITH_COMMENTS
TOLD = story.Story(
    refuse_mail=("Yên Dũng",),
    events=(
        story.Answer(hanoi("03/8 16:42"), "Lục Ngạn", {2: BUT}, {2: "Đề nghị bổ sung Hàn Quốc."}),
        story.Draft(hanoi("04/8 09:00"), "Lạng Giang", {1: Position.AGREE}, {}),
        story.Remind(hanoi("04/8 10:00"), "UBND huyện Sơn Động"),
        story.Extend(hanoi("06/8 10:00"), "Việt Yên", dt.date(2021, 8, 12), "Họp Ban Thường vụ."),
        story.HandOver(hanoi("06/8 11:00"), "Yên Dũng", "Nguyễn Văn A", "giao bản giấy"),
        story.Open(hanoi("06/8 14:00"), "huyện Lục Nam"),
        story.Answer(hanoi("09/8 14:10"), "Tân Yên", {}, {}),
    ),
)
SILENT = "Không có ý kiến phản hồi, coi như nhất trí theo công văn; "
ACCEPTED = f"{SILENT}máy chủ thư đã nhận công văn lúc 08:00 ngày 02/8/2021."


@pytest.fixture
def mails(settings, tmp_path):
    """The portal of the documents with a mail server that refuses Yên Dũng; where mail arrives."""
    bac_giang.load(clock.now())
    refused = {District.objects.get(name="Yên Dũng").email}
    folder = tmp_path / "mails"
    with mail_sink(folder, refused) as port:
        settings.EMAIL_BACKEND, settings.EMAIL_PORT = "outbox.smtp.Backend", port
        yield folder


@pytest.fixture
def played(mails):
    player = Player(advance)
    player.issue()
    player.play(TOLD)
    return Round.objects.with_course().get(ordinal=2)


@pytest.mark.django_db(transaction=True)
def test_the_story_ends_as_it_was_told_and_leaves_its_papers(played, mails, tmp_path):
    check_outcomes(played)
    check_end(played)
    check_mails(mails)
    check_letter_in(mails)
    check_results(played, tmp_path / "out")


def check_outcomes(played):
    rows = {row["unit"]: row for row in results.outcomes(played)}
    ninth, twelfth = "2021-08-09T00:00:00+07:00", "2021-08-12T00:00:00+07:00"

    assert rows["Lục Ngạn"] == {
        "unit": "Lục Ngạn",
        "outcome": "nhất trí kèm góp ý",
        "reason": "Đã trả lời ngày 03/8/2021, số tiếp nhận 01/2021.",
        "answered_at": "2021-08-03T16:42:00+07:00",
        "late": False,
        "deadline": ninth,
    }
    assert rows["Tân Yên"] == {
        "unit": "Tân Yên",
        "outcome": "nhất trí",
        "reason": "Đã trả lời ngày 09/8/2021, số tiếp nhận 02/2021, muộn 1 ngày.",
        "answered_at": "2021-08-09T14:10:00+07:00",
        "late": True,
        "deadline": ninth,
    }
    assert (rows["Yên Dũng"]["outcome"], rows["Yên Dũng"]["reason"]) == (
        "coi như nhất trí",
        f"{SILENT}đã giao cho Nguyễn Văn A ngày 06/8/2021.",
    )
    for unit, opened in (
        ("Lạng Giang", "09:00 ngày 04/8/2021"),
        ("Lục Nam", "14:00 ngày 06/8/2021"),
    ):
        assert (rows[unit]["outcome"], rows[unit]["reason"]) == (
            "coi như nhất trí",
            f"{SILENT}đã mở công văn trên cổng lúc {opened}.",
        )
    assert {row["deadline"] for unit, row in rows.items() if unit != "Việt Yên"} == {ninth}
    assert rows["Việt Yên"]["deadline"] == twelfth
    silent = ("Bắc Giang", "Hiệp Hòa", "Sơn Động", "Việt Yên", "Yên Thế")
    assert {(rows[unit]["outcome"], rows[unit]["reason"]) for unit in silent} == {
        ("coi như nhất trí", ACCEPTED)
    }


def check_end(played):
    # The story does not end the round: it ends at the first office hour after the last deadline.
    assert played.closed_at == hanoi("12/8 08:00")
    assert clock.now() == hanoi("12/8 08:00")


def check_mails(mails):
    sent = Message.objects.exclude(kind="receipt")
    per_kind = {
        kind: sorted(message.created_at.astimezone(HANOI).strftime("%d/%m") for message in of_kind)
        for kind in ("call", "reminder", "extension")
        for of_kind in [sent.filter(kind=kind)]
    }

    assert per_kind == {
        "call": ["02/08"] * 10,
        # Those called who owe an answer; by hand one on the 4th; the extended one on its own days.
        "reminder": ["03/08"] * 9 + ["04/08"] + ["05/08"] * 8 + ["06/08"] * 8 + ["10/08", "11/08"],
        "extension": ["06/08"],
    }
    assert set(sent.filter(state="failed").values_list("kind", "to_name", "server_reply")) == {
        (
            "call",
            "UBND huyện Yên Dũng",
            f"550 5.1.1 No such mailbox: {District.objects.get(name='Yên Dũng').email}",
        )
    }
    assert set(Message.objects.values_list("state", flat=True)) == {"sent", "failed"}
    assert len(list(mails.glob("*.eml"))) == Message.objects.filter(state="sent").count()


def check_letter_in(mails):
    sent = [
        message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in sorted(mails.glob("*.eml"))
    ]
    mail = next(each for each in sent if each["Subject"].startswith("Đề nghị tham gia ý kiến"))

    [letter] = mail.iter_attachments()
    assert letter.get_filename() == "170-SNgV-NV.pdf"
    text = " ".join(words(letter.get_content(), "-raw"))
    assert "Số: 170/SNgV-NV" in text
    assert "Bắc Giang, ngày 02 tháng 8 năm 2021" in text


def check_results(played, out):
    results.write_issued(played, out)
    results.write_receipts(played, out)
    results.write_outcomes(results.outcomes(played), out)
    results.write_manifest(out)

    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    assert sorted(manifest) == [
        "dispatches/round-2-issued.pdf",
        "outcome.json",
        "receipts/luc-ngan-1.pdf",
        "receipts/tan-yen-1.pdf",
    ]
    assert all(
        hashlib.sha256((out / name).read_bytes()).hexdigest() == digest
        for name, digest in manifest.items()
    )
    assert len(json.loads((out / "outcome.json").read_text("utf-8"))) == 10
    assert Response.objects.filter(receipt_pdf=None).count() == 0


def play(*events):
    """Play without mail and PDF: only the clock moves."""
    bac_giang.load(clock.now())
    player = Player(portal_clock.move)
    player.issue()
    player.play(story.Story(refuse_mail=(), events=events))


@pytest.mark.django_db
def test_an_answer_comes_by_a_link_on_paper_and_through_two_hands():
    said = {2: BUT}, {2: "Đề nghị bổ sung Hàn Quốc."}
    letter = {"number": "412/UBND-VP", "date": dt.date(2021, 8, 3), "signer": "Phó Chủ tịch"}
    bac_giang.load(clock.now())
    player = Player(portal_clock.move)
    player.issue()
    for consultee in player.round.consultees.with_course():
        link_mails.give_first(consultee, at=clock.now())
    events = (
        story.Answer(hanoi("03/8 09:00"), "Hiệp Hòa", {}, {}, by_link=True),
        story.HandIn(hanoi("03/8 10:00"), "Lục Ngạn", *said),
        story.Answer(hanoi("03/8 11:00"), "Lục Ngạn", *said),
        story.Letter(hanoi("04/8 09:00"), "Yên Thế", {}, {}, **letter),
    )

    player.play(story.Story(refuse_mail=(), events=events))

    assert PersonalLink.objects.get(used_at__isnull=False).used_at == hanoi("03/8 09:00")
    handed_in = HandIn.objects.get()
    assert handed_in.handed_in_by.full_name == "Cán bộ soạn thảo Lục Ngạn"
    answers = Response.objects.order_by("received_at")
    assert [(one.consultee.district.name, one.source, one.sender_name) for one in answers] == [
        ("Hiệp Hòa", "online", "Cán bộ đầu mối Hiệp Hòa"),
        ("Lục Ngạn", "online", "Cán bộ đầu mối Lục Ngạn"),
        ("Yên Thế", "letter", "Phó Chủ tịch"),
    ]
    # What was checked is what was sent.
    assert answers[1].draft_version == handed_in.draft_version


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (
            story.Open(hanoi("03/8 09:00"), "Atlantis"),
            "2021-08-03T09:00:00+07:00 open Atlantis: «Atlantis» is not asked in this round",
        ),
        (
            story.Answer(hanoi("03/8 09:00"), "Lục Ngạn", {4: BUT}, {}),
            "2021-08-03T09:00:00+07:00 answer Lục Ngạn: there is no content 4",
        ),
        (
            story.Answer(hanoi("03/8 09:00"), "Lục Ngạn", {1: Position.DISAGREE}, {}),
            "2021-08-03T09:00:00+07:00 answer Lục Ngạn: Chưa đủ ý kiến để gửi. "
            "1: Chưa ghi góp ý hoặc lý do.",
        ),
        (
            story.Close(hanoi("03/8 09:00"), ""),
            "2021-08-03T09:00:00+07:00 close: Chưa hết thời hạn (trước ngày 09/8/2021).",
        ),
        (
            story.Open(hanoi("01/8 09:00"), "Lục Ngạn"),
            "2021-08-01T09:00:00+07:00: the letter has not left yet",
        ),
    ],
)
def test_what_the_portal_refuses_is_said_with_its_moment(event, reason):
    with pytest.raises(story.StoryError) as refusal:
        play(event)

    assert str(refusal.value) == reason


@pytest.mark.django_db
def test_a_letter_that_is_not_ready_is_not_issued():
    bac_giang.load(clock.now())
    player = Player(portal_clock.move)
    player.round.contents.all().delete()

    with pytest.raises(story.StoryError, match="Chưa có nội dung xin ý kiến"):
        player.issue()
