import pytest

from vietnamese.legacy import legacy_encoding


@pytest.mark.parametrize(
    "text",
    [
        "Céng hßa x· héi chñ nghÜa ViÖt Nam",
        "§éc lËp - Tù do - H¹nh phóc",
        "Lôc Ng¹n",
        "B¾c Giang",
        "S¬n §éng",
        "T©n Yªn",
        "HiÖp Hßa",
        "Yªn ThÕ",
        "®Ò nghÞ",
        "V/v ®¹i héi",
    ],
)
def test_tcvn3_is_recognised(text):
    assert legacy_encoding(text) == "TCVN3"


@pytest.mark.parametrize(
    "text",
    [
        "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam",
        "Ñoäc laäp - Töï do",
        "Luïc Ngaïn",
        "HUYEÄN TAÂN YEÂN",
        "Thaønh phoá Osaka",
        "Tænh Hokkaido",
        "QUAÄN Seo",
        "Haøn Quoác",
        "Nhaät Baûn",
        "Vaên phoøng JETRO",
    ],
)
def test_vni_is_recognised(text):
    assert legacy_encoding(text) == "VNI"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Cộng hoà xã hội chủ nghĩa Việt Nam",
        "hoà, hoá, hoả, toà, loè, xoà",
        "UBND huyện Lục Ngạn nhất trí với dự thảo Đề án.",
        "QyĐ, KH, TTr",
        "Gießen",
        "Noël",
        "Jyväskylä",
        "Île-de-France",
        "São Paulo e São João",
        "Köln, Düsseldorf",
        "§5 ©2021 Nokia®, 5 µm, 1½, m²",
        "Chungcheongnam-do (충청남도)",
        "Ægir",
        "Ångström",
        "Tænketanken Europa",
        "Lilleø og Læsø, Ærø",
        "Citroën, Saône",
        "Cooperación, Guimarães, Boåsen",
        "Häme, Myöhä, Äänekoski",
    ],
)
def test_unicode_text_passes(text):
    assert legacy_encoding(text) is None
