from __future__ import annotations

import base64
import io
import re

from fontTools.ttLib import TTFont

from chiso.blocks import fonts


def _embedded(css: str) -> list[TTFont]:
    codes = re.findall(r"data:font/woff;base64,([A-Za-z0-9+/=]+)", css)
    return [TTFont(io.BytesIO(base64.b64decode(code))) for code in codes]


def test_the_files_of_the_family_are_found() -> None:
    names = [path.name for path in fonts.font_files()]
    assert "BeVietnamPro-Regular.ttf" in names
    assert "BeVietnamPro-SemiBold.ttf" in names
    assert all(path.is_dir() for path in fonts.font_directories())


def test_a_page_carries_the_characters_it_shows() -> None:
    faces = _embedded(fonts.font_face_css("Bà Rịa – Vũng Tàu ∂"))
    assert len(faces) == 3
    for face in faces:
        assert {ord(character) for character in "ịũạ–"} <= set(face.getBestCmap())


def test_a_subset_is_much_smaller_than_the_font_and_always_the_same() -> None:
    css = fonts.font_face_css("Cần Thơ")
    assert len(css) < 150_000
    fonts._face_rule.cache_clear()
    assert fonts.font_face_css("Cần Thơ") == css


def test_pages_without_rare_characters_share_one_subset() -> None:
    assert fonts.font_face_css("Cần Thơ") == fonts.font_face_css("An Giang 漢")


def test_italic_is_left_out_where_there_is_none() -> None:
    assert "italic" not in fonts.font_face_css("x", italic=False)


def test_a_character_that_no_font_has_is_named() -> None:
    assert fonts.printable("Cần Thơ ▲ α") == "Cần Thơ ▲ α"
    assert fonts.printable("漢 \U0001f9ea\x00") == "漢 \U0001f9ea"
    assert fonts.printable("ꨌꩌ \ua9cf") == "[Cham ×2] [Javanese ×1]"


def test_letters_written_in_parts_are_joined() -> None:
    assert fonts.printable("Ca\u0302\u0300n") == "Cần"


def test_width_grows_with_text_and_weight() -> None:
    assert fonts.text_width("Cần Thơ", 10) > fonts.text_width("Cần", 10) > 0
    assert fonts.text_width("Cần Thơ", 10, bold=True) > fonts.text_width("Cần Thơ", 10)
