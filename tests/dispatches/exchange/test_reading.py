"""What comes from outside: each kind of attack and of mistake, and what the clerk is told."""

import base64
import datetime as dt
import hashlib
import re
import unicodedata
import zipfile
from io import BytesIO
from time import monotonic
from xml.etree import ElementTree as ET

import pytest

from dispatches.errors import UploadRefused
from dispatches.exchange import reading
from dispatches.exchange.attachments import letters_among, proved
from dispatches.exchange.message import ENCLOSED, LETTER, Attachment, Code, Organ
from dispatches.exchange.reading import read
from tests.dispatches.exchange.messages import letter_pdf, reply, reply_file
from tests.dispatches.uploads.corpus import pdf

TO = "214/SNgV-NV"
DECLARATION = b"<?xml version='1.0' encoding='UTF-8'?>"


def changed(old: str, new: str) -> bytes:
    """A good reply with one thing in it that is not."""
    text = reply_file(TO).decode()
    assert old in text
    return text.replace(old, new, 1).encode()


def with_document_type(declared: str, entity: str = "") -> bytes:
    content = reply_file(TO)
    assert content.startswith(DECLARATION)
    content = content.replace(DECLARATION, DECLARATION + declared.encode(), 1)
    return content.replace("Lục Ngạn</Place>".encode(), f"{entity}</Place>".encode(), 1)


def with_files(*packed: bytes) -> bytes:
    """A reply with these bytes where the ZIP of the letter should be."""
    text = re.sub(r"<Digest .*</Digest>", "", reply_file(TO).decode())
    head, _letter, tail = text.partition("<ContentTransferEncoded>")
    _letter, _end, tail = tail.partition("</ContentTransferEncoded>")
    middle = "</ContentTransferEncoded></Attachment><Attachment><ContentTransferEncoded>".join(
        base64.b64encode(one).decode() for one in packed
    )
    element = "ContentTransferEncoded"
    return f"{head}<{element}>{middle}</{element}>{tail}".encode()


def package(**files: bytes) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in files.items():
            opened.writestr(name.replace("_", "."), content)
    return packed.getvalue()


BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 10}">' for n in range(10))
DEEP = b"<a>" * 10_000 + b"</a>" * 10_000
DTD = "khai báo DTD"
REFUSED = {
    "empty": (b"", "rỗng"),
    "no XML": (b"%PDF-1.7", "không phải là XML"),
    "cut off": (reply_file(TO)[:-20], "không phải là XML"),
    "not in the encoding declared": (reply_file(TO).replace(b"L\xe1", b"L\xff"), "là XML"),
    "a document type": (with_document_type("<!DOCTYPE edXML>"), DTD),
    "a bomb of entities": (with_document_type(f"<!DOCTYPE e [{BOMB}]>", "&e9;"), DTD),
    "an entity from a file": (
        with_document_type('<!DOCTYPE e [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;"),
        DTD,
    ),
    "a document type from elsewhere": (
        with_document_type('<!DOCTYPE e SYSTEM "http://127.0.0.1:9/e.dtd">'),
        DTD,
    ),
    "a parameter entity": (
        with_document_type('<!DOCTYPE e [<!ENTITY % x SYSTEM "http://127.0.0.1:9/"> %x;]>'),
        DTD,
    ),
    "ten thousand deep": (DEEP, "cấu trúc bất thường"),
    "too many elements": (b"<a>" + b"<b/>" * 5000 + b"</a>", "cấu trúc bất thường"),
    "another namespace": (changed("QCVN_102_2016", "QCVN_102_2026"), "QCVN 102:2016"),
    "no namespace": (changed(' xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016"', ""), "QCVN"),
    "no header": (
        reply_file(TO).replace(b"MessageHeader", b"OtherHeader"),
        "thiếu trường MessageHeader",
    ),
    "no sender": (reply_file(TO).replace(b"From>", b"Frm>"), "thiếu trường From"),
    "a nameless sender": (changed("UBND huyện Lục Ngạn", " "), "thiếu trường OrganName"),
    "no code": (changed("<CodeNumber>812</CodeNumber>", ""), "thiếu trường CodeNumber"),
    "no day": (changed("2021/08/02</PromulgationDate>", "</PromulgationDate>"), "thiếu trường"),
    "a day that is none": (
        changed("2021/08/02</PromulgationDate>", "2021/02/30</PromulgationDate>"),
        "«2021/02/30» không phải là ngày",
    ),
    "a day the other way round": (
        changed("2021/08/02</PromulgationDate>", "02/08/2021</PromulgationDate>"),
        "không phải là ngày",
    ),
    "no subject": (reply_file(TO, subject=""), "thiếu trường Subject"),
    "a subject without end": (reply_file(TO, subject="a" * 501), "Subject dài quá 500"),
    "a code without end": (reply_file(TO, code=Code("1", "a" * 80)), "Code dài quá 80"),
    "a recall": (changed("<BussinessDocType>0", "<BussinessDocType>1"), "thu hồi"),
    "a text of TCVN3": (reply_file(TO, subject="V/v gãp ý dù th¶o §Ò ¸n"), "bảng mã cũ TCVN3"),
    "a sender in TCVN3": (
        reply_file(TO, sender=Organ(name="UBND huyÖn Lôc Ng¹n")),
        "bảng mã cũ TCVN3",
    ),
    "garbage for base64": (
        changed("<ContentTransferEncoded>", "<ContentTransferEncoded>%%%"),
        "bị hỏng",
    ),
    "no ZIP": (with_files(b"plain"), "bị hỏng"),
    "a cut-off ZIP": (with_files(package(a_pdf=pdf())[:-30]), "bị hỏng"),
    "a bomb of a ZIP": (with_files(package(a_pdf=bytes(30_000_000))), "khi mở ra quá lớn"),
    "too many files": (
        with_files(package(**{f"f{n}_txt": b"x" for n in range(21)})),
        "bị hỏng",
    ),
    "too many attachments": (with_files(*[package(f_txt=b"x")] * 21), "quá nhiều tệp"),
}


@pytest.mark.parametrize(("content", "words"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_and_in_which_words(content, words):
    began = monotonic()

    with pytest.raises(UploadRefused, match=words):
        read(content)

    assert monotonic() - began < 5


def test_what_is_too_large_is_not_looked_at(monkeypatch):
    monkeypatch.setattr(reading, "SIZE_LIMIT", 100)

    with pytest.raises(UploadRefused, match="lớn hơn"):
        read(reply_file(TO))


LETTERS = {
    "no PDF": (package(a_txt=b"x"), "không kèm bản PDF"),
    "a PDF in name only": (package(a_pdf=b"<html>"), "không đúng với phần mở rộng"),
    "a damaged PDF": (package(a_pdf=b"%PDF-1.7 nothing"), "PDF bị hỏng"),
}


@pytest.mark.parametrize(("packed", "words"), LETTERS.values(), ids=LETTERS)
def test_one_true_pdf_is_the_letter(packed, words):
    with pytest.raises(UploadRefused, match=words):
        proved(*letters_among(read(with_files(packed)).attachments))


def test_other_files_do_not_hide_the_letter():
    found = read(with_files(package(a_pdf=pdf(), bang_xlsx=b"x"))).attachments

    assert [one.name for one in found] == ["a.pdf", "bang.xlsx"]
    assert [one.name for one in letters_among(found)] == ["a.pdf"]


def test_the_file_that_is_said_to_be_the_letter_is_it():
    letter, sheet = Attachment("b.pdf", pdf(), LETTER), Attachment("a.pdf", pdf(), ENCLOSED)

    found = read(reply_file(TO, attachments=(sheet, letter))).attachments

    assert found == (sheet, letter)
    assert letters_among(found) == [letter]


@pytest.mark.parametrize("said", [LETTER, ""])
def test_each_of_several_files_may_be_the_letter(said):
    files = (Attachment("a.pdf", pdf(), said), Attachment("b.pdf", pdf(), said))

    assert letters_among((*files, Attachment("c.xlsx", b"x"))) == list(files)


def test_a_file_with_another_hash_than_the_manifest_says_is_refused():
    [digest] = re.findall(r'<Digest Algorithm="SHA-256">(\w{64})</Digest>', reply_file(TO).decode())
    assert digest == hashlib.sha256(letter_pdf()).hexdigest()

    with pytest.raises(UploadRefused, match="» trong thông điệp không đúng mã băm"):
        read(changed(digest, "0" * 64))
    # Another algorithm than ours proves nothing, and hinders nothing.
    assert read(changed('Algorithm="SHA-256"', 'Algorithm="MD5"')).attachments


def test_a_name_that_climbs_out_of_its_folder_is_only_a_name():
    found = read(reply_file(TO, attachments=(Attachment("../../etc/a.pdf", pdf()),)))

    assert [one.name for one in found.attachments] == ["a.pdf"]


def test_decomposed_text_is_composed_and_hidden_signs_go():
    decomposed = unicodedata.normalize("NFD", "V/v góp ý\u200b dự thảo\u202e")

    assert read(reply_file(TO, subject=decomposed)).subject == "V/v góp ý dự thảo"


def test_prefixes_of_the_format_s_own_namespace_are_read_too():
    text = reply_file(TO).decode().replace("xmlns=", "xmlns:e=").replace("</", "</e:")
    prefixed = text.replace("<", "<e:").replace("<e:/e:", "</e:")
    for sign in ("?xml", "!--"):
        prefixed = prefixed.replace(f"<e:{sign}", f"<{sign}")

    assert read(prefixed.encode()) == reply(TO)


@pytest.mark.parametrize(
    ("inside", "code", "organ_id", "day"),
    [
        ("<Code>214/SNgV-NV</Code>", TO, "", None),
        ("<DocumentId>H02.12,2021/08/02,214/SNgV-NV</DocumentId>", TO, "H02.12", None),
        ("<Code>1/A,B</Code><DocumentId>x,y,z</DocumentId>", "1/A,B", "x", None),
        (
            "<OrganId>A</OrganId><Code>1/B</Code><PromulgationDate>2021/08/02</PromulgationDate>",
            *("1/B", "A", dt.date(2021, 8, 2)),
        ),
    ],
)
def test_what_it_answers(inside, code, organ_id, day):
    content = changed("<ToPlaces />", f"<ResponseFor>{inside}</ResponseFor>")

    found = read(content).response_for[-1]

    assert (found.code, found.organ_id, found.date) == (code, organ_id, day)


def test_an_answer_to_nothing_named_is_refused():
    with pytest.raises(UploadRefused, match="thiếu trường ResponseFor/Code"):
        read(changed("<ToPlaces />", "<ResponseFor/>"))


def test_a_reader_that_takes_document_types_would_unfold_them():
    """The control: the same file, read without the guard, says what its entity says."""
    content = with_document_type('<!DOCTYPE e [<!ENTITY x "from the entity">]>', "&x;")

    assert "from the entity" in "".join(ET.fromstring(content).itertext())
    with pytest.raises(UploadRefused, match=DTD):
        read(content)
