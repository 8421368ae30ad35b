"""From bytes to text."""

from __future__ import annotations

import pytest
from intake_tables import in_1258, in_tcvn3

from chiso.catalog import Catalog
from chiso.errors import DataError
from chiso.intake.encoding import decode, from_tcvn3, from_vni, respell
from chiso.intake.names import Names

SHOWN = (
    "TT;Tỉnh;Chỉ số\n1;Cần Thơ;83,76\n2;Hà Nội;86,07\n3;Đồng Tháp;86,77\n4;Thừa Thiên Huế;88,47\n5;Quảng Ninh;91,04\n"
)


@pytest.fixture(scope="module")
def keys(catalog: Catalog) -> frozenset[str]:
    return Names(catalog).keys


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_with_and_without_its_mark(keys: frozenset[str], encoding: str) -> None:
    assert decode(SHOWN.encode(encoding), "a.csv", keys) == SHOWN


def test_windows_1258_is_told_by_the_names_that_come_out(keys: frozenset[str]) -> None:
    import unicodedata

    assert unicodedata.normalize("NFC", decode(in_1258(SHOWN), "a.csv", keys)) == SHOWN


def test_a_tcvn3_font_is_told_by_the_names_that_come_out(keys: frozenset[str]) -> None:
    assert decode(in_tcvn3(SHOWN), "a.csv", keys).casefold() == SHOWN.casefold()


def test_a_vni_font_is_told_by_the_names_that_come_out(keys: frozenset[str]) -> None:
    shown = "Caàn Thô;1\nHaø Noäi;2\nÑoàng Thaùp;3\nThöøa Thieân Hueá;4\nQuaûng Ninh;5\nBaø Ròa - Vuõng Taøu;6\n"
    assert "Bà Rịa - Vũng Tàu" in decode(shown.encode("cp1252"), "a.csv", keys)


def test_an_encoding_that_shows_no_names_is_not_guessed(keys: frozenset[str]) -> None:
    with pytest.raises(DataError, match="cannot be told") as caught:
        decode("größe;breite\n".encode("cp1252") * 3, "a.csv", keys)
    assert "UTF-8" in caught.value.remedy


def test_bytes_that_break_the_encoding_they_announce_are_refused(keys: frozenset[str]) -> None:
    with pytest.raises(DataError, match="not in the encoding"):
        decode(b"\xef\xbb\xbfT\xff\xfe", "a.csv", keys)


def test_every_letter_of_vietnamese_survives_tcvn3() -> None:
    letters = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
    assert from_tcvn3(in_tcvn3(letters).decode("latin-1")) == letters


def test_text_of_a_workbook_in_an_old_font_is_respelt_only_where_that_shows_names(keys: frozenset[str]) -> None:
    old = {in_tcvn3(name).decode("cp1252") for name in ("Cần Thơ", "Hà Nội", "Đồng Tháp", "Hải Dương", "Lạng Sơn")}
    convert = respell(old, keys)
    assert convert is from_tcvn3
    assert respell({"Cần Thơ", "Hà Nội", "Đồng Tháp", "Hải Dương", "Lạng Sơn"}, keys) is None
    assert from_vni("Cần Thơ") == "Cần Thơ"
