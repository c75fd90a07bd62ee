"""The submission of 7/2023 (tờ trình) as the department wrote it."""

from dataclasses import replace
from pathlib import Path

from dispatches.blocks import Paragraph
from dispatches.letter import Family, Letter, Signature

SUBMISSION = Letter(
    kind="to_trinh",
    family=Family.NAMED,
    type_name="Tờ trình",
    parent_agency="UBND TỈNH BẮC GIANG",
    agency="SỞ NGOẠI VỤ",
    issuer="Sở Ngoại vụ",
    symbol="TTr-SNgV",
    place="Bắc Giang",
    draft_month=(7, 2023),
    subject=(
        "Về việc gửi Công hàm đến Hiệp hội các tỉnh trưởng Hàn Quốc đề nghị hỗ trợ kết nối hợp tác "
        "cấp địa phương"
    ),
    addressees=("Chủ tịch UBND tỉnh",),
    addressee_stop=True,
    blocks=(Paragraph.of("Sở Ngoại vụ trân trọng báo cáo Chủ tịch UBND tỉnh xem xét./."),),
    recipients=(
        "Như trên;",
        "PCT TT UBND tỉnh;",
        "VP UBND tỉnh (NgV);",
        "Lãnh đạo Sở;",
        "Lưu: VT.",
    ),
    signature=Signature(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Nguyễn Quang Tuấn"),
)

DOCUMENT = Path(__file__).parents[1] / "documents" / "submission.txt"
_LINES = [line for line in DOCUMENT.read_text("utf-8").splitlines() if line]
_TEXT = _LINES[_LINES.index("Kính gửi: Chủ tịch UBND tỉnh.") + 1 : _LINES.index("Nơi nhận:")]
# With its whole text, of more than a page.
WHOLE_SUBMISSION = replace(SUBMISSION, blocks=tuple(map(Paragraph.of, _TEXT)))
