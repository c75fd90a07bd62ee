"""What Vietnamese offices call countries beside the names of the portal's list (tên gọi khác).

Foreign names have several spellings in use («Úc», «Ô-xtrây-li-a», «Australia») and a state has an
official name beside the short one («CHDCND Lào»). A list that comes from elsewhere may use any.
"""

from districts.domain.countries import codes_by_name
from vietnamese.text import fold

EXONYMS = {
    "AU": ("Úc", "Ô-xtrây-li-a"),
    "CN": ("Cộng hòa Nhân dân Trung Hoa", "CHND Trung Hoa"),
    "CZ": ("Tiệp", "Czech"),
    "EG": ("Cộng hòa Ả Rập Ai Cập",),
    "ES": ("Tây-ban-nha",),
    "GB": ("Anh", "Anh Quốc", "UK", "Vương quốc Liên hiệp Anh và Bắc Ireland"),
    "GR": ("Cộng hòa Hy Lạp", "Hi Lạp"),
    "ID": ("In-đô-nê-xi-a",),
    "IN": ("Ấn",),
    "IT": ("Ý", "I-ta-li-a"),
    "JP": ("Nhật",),
    "KH": ("Căm-pu-chia", "Vương quốc Cam-pu-chia"),
    "KP": ("Bắc Triều Tiên", "Bắc Hàn", "DPRK"),
    "KR": ("Korea", "Republic of Korea", "Đại Hàn Dân Quốc", "Nam Hàn", "Nam Triều Tiên", "Hàn"),
    "LA": ("Lao PDR", "Lao"),
    "MM": ("Myanmar", "Miến Điện", "Mi-an-ma", "Burma"),
    "MN": ("Mông-gô-li-a",),
    "MY": ("Ma-lai-xi-a", "Mã Lai"),
    "NZ": ("Niu Di-lân", "Tân Tây Lan"),
    "PH": ("Phi-líp-pin", "Philippin"),
    "RU": ("Russian Federation",),
    "SA": ("Ả Rập Xê Út", "Saudi"),
    "SG": ("Xin-ga-po", "Singapo"),
    "TH": ("Thái",),
    "TR": ("Thổ Nhĩ Kì", "Turkey"),
    "UA": ("U-crai-na", "Ucraina"),
    "US": ("Mỹ", "Mĩ", "USA", "Hợp chúng quốc Hoa Kỳ"),
}
# Words before the short name that say what kind of state it is; the longer first.
KINDS = tuple(
    f"{fold(kind)} "
    for kind in (
        "Cộng hòa Dân chủ Nhân dân", "CHDCND", "Cộng hòa Liên bang", "CHLB", "Cộng hòa Hồi giáo",
        "Cộng hòa Xã hội chủ nghĩa", "CHXHCN", "Hợp chúng quốc", "Hợp chủng quốc", "Cộng hòa",
        "CH", "Đại Công quốc", "Vương quốc", "Liên bang", "Nhà nước", "Nước",
    )
)  # fmt: skip
# What the words of the kind tell apart from the state of the short name: Taipei is not Beijing.
NOT_SHORT = frozenset({"trung hoa"})


class CountryNames:
    """Every country under every name that is known for it."""

    def __init__(self) -> None:
        self._codes = {_key(name): code for name, code in codes_by_name().items()}
        # «Mỹ» is nobody's way to write Malaysia, though its code is MY.
        self._codes |= {_key(name): code for code, names in EXONYMS.items() for name in names}

    def find(self, name: str) -> str:
        """Return the code of the country that is called so, or an empty string."""
        key = _key(name)
        if code := self._codes.get(key):
            return code
        short = next((key.removeprefix(kind) for kind in KINDS if key.startswith(kind)), "")
        return "" if short in NOT_SHORT else self._codes.get(short, "")


def _key(name: str) -> str:
    """Fold the name; the hyphens of «Ma-lai-xi-a» are a spelling."""
    return " ".join(fold(name).replace("-", "").replace(".", " ").split())
