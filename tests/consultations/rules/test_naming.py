"""Which units a passage names."""

import unicodedata

import pytest

from consultations.rules.naming import named_units
from districts.enums import UnitKind
from districts.models import District

CITY = District(kind=UnitKind.CITY, name="Bắc Giang")
VIET_YEN = District(kind=UnitKind.DISTRICT, name="Việt Yên")
YEN_DUNG = District(kind=UnitKind.DISTRICT, name="Yên Dũng")
HIEP_HOA = District(kind=UnitKind.DISTRICT, name="Hiệp Hòa")
ALL = [CITY, VIET_YEN, YEN_DUNG, HIEP_HOA]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("+ Các huyện Việt Yên, Yên Dũng: Ưu tiên hợp tác", [VIET_YEN, YEN_DUNG]),
        ("+ Thành phố Bắc Giang: Ưu tiên hợp tác", [CITY]),
        ("Đối với thành phố Bắc Giang và các huyện Yên Dũng", [CITY, YEN_DUNG]),
        ("hợp tác của tỉnh Bắc Giang với các địa phương", []),
        (unicodedata.normalize("NFD", "huyện Việt Yên"), [VIET_YEN]),
        ("huyện Hiệp Hoà, huyện Hiệp Hòa", [HIEP_HOA]),
        ("Bố trí kinh phí thực hiện", []),
    ],
)
def test_named_units(text, named):
    assert named_units(text, ALL) == named
