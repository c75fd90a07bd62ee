"""Countries by whatever Vietnamese offices call them."""

import pytest

from districts.domain.exonyms import EXONYMS, CountryNames

NAMES = CountryNames()


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("AU", ["Úc", "uc", "Australia", "Ô-xtrây-li-a", "nước Úc", "AU"]),
        ("KR", ["Hàn Quốc", "Korea", "South Korea", "Đại Hàn Dân Quốc", "Nam Hàn"]),
        ("KP", ["CHDCND Triều Tiên", "Bắc Hàn", "North Korea"]),
        ("LA", ["Lào", "CHDCND Lào", "Cộng hoà Dân chủ Nhân dân Lào"]),
        ("DE", ["CHLB Đức", "Cộng hòa Liên bang Đức", "Germany"]),
        ("CN", ["Trung Quốc", "CHND Trung Hoa", "Cộng hòa Nhân dân Trung Hoa"]),
        ("GB", ["Vương quốc Anh", "Anh", "UK"]),
        ("US", ["Mỹ", "Hoa Kỳ", "Hợp chủng quốc Hoa Kỳ", "USA"]),
        ("RU", ["Liên bang Nga"]),
        ("SG", ["Xin-ga-po", "Cộng hòa Singapore"]),
        ("KH", ["Cam-pu-chia", "Vương quốc Campuchia"]),
        ("MM", ["Myanmar", "Miến Điện"]),
        ("DO", ["Cộng hòa Dominica"]),
        ("DM", ["Dominica"]),
        ("CG", ["Cộng hòa Congo"]),
        ("", ["CHXHCN Việt Nam", "Việt Nam"]),
        ("", ["Cộng hòa Trung Hoa", "Cộng hòa", "Mộng", ""]),
    ],
)
def test_a_country_is_found_by_each_of_its_names(code, names):
    assert {name: NAMES.find(name) for name in names} == dict.fromkeys(names, code)


def test_no_other_name_is_taken_from_the_country_that_has_it():
    found = {(code, name): NAMES.find(name) for code, names in EXONYMS.items() for name in names}
    assert [key for key, code in found.items() if key[0] != code] == []
