"""What the portal knows of the province in 2021, and letters to check against it."""

from dataclasses import replace

from dispatches.blocks import Paragraph
from dispatches.letter import Letter
from dispatches.lint import Facts
from tests.dispatches.seed_letter import SEED
from vietnamese.lists import UnitName

CITY = UnitName("thành phố", "Bắc Giang")
OTHERS = tuple(
    UnitName("huyện", name)
    for name in (
        "Hiệp Hòa",
        "Lạng Giang",
        "Lục Nam",
        "Lục Ngạn",
        "Sơn Động",
        "Tân Yên",
        "Việt Yên",
        "Yên Dũng",
        "Yên Thế",
    )
)
FACTS = Facts(
    province="Bắc Giang",
    units=(CITY, *OTHERS),
    names=frozenset(
        {
            "Tỉnh Chungcheongnam",
            "Chungnam",
            "Thành phố Daejeon",
            "GAROK",
            "Governors Association of Korea",
            "Quận Seo",
            "Chính quyền quận Seo",
        }
    ),
    numbers=frozenset({"169/SNgV-HTQT", "307/QĐ-UBND"}),
)


def saying(*texts: str) -> Letter:
    return replace(SEED, blocks=tuple(Paragraph.of(text) for text in texts))


def found(rule, *texts: str) -> list[tuple[int | None, str, str]]:
    return [(f.block_index, f.quote, f.message) for f in rule(saying(*texts), FACTS)]
