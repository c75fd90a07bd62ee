"""The submission of 7/2023 (tờ trình) as the department wrote it."""

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
