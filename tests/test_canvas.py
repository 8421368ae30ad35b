from __future__ import annotations

import xml.etree.ElementTree as ET

import matplotlib as mpl
import pytest
from measured import ink

from chiso.report.canvas import Box, Dot, Sheet, Words


def _sheet() -> Sheet:
    sheet = Sheet(60, 200)
    sheet.rectangle(Box(10, 10, 60, 30), "#ffffff", edge="#55616c", hatch=True)
    sheet.line([(0, 0), (200, 60)], "#0b4f6c", 1.2, (3, 2))
    sheet.add(Dot(100, 30, 5, "#0b4f6c"), Words(100, 50, "Thừa Thiên Huế", bold=True, anchor="middle"))
    return sheet


def test_text_stays_text_in_the_svg() -> None:
    svg = _sheet().svg("one")
    assert ">Thừa Thiên Huế</text>" in svg
    assert "Be Vietnam Pro" in svg


def test_the_size_of_a_sheet_is_in_points() -> None:
    root = ET.fromstring(_sheet().svg("one"))  # noqa: S314 - what we made ourselves
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("200pt", "60pt", "0 0 200 60")


def test_what_a_user_has_told_matplotlib_changes_no_chart_and_stays_told() -> None:
    as_it_comes = _sheet().svg("one")
    told = {"text.usetex": True, "savefig.bbox": "tight", "savefig.transparent": True, "hatch.color": "red"}
    told |= {"svg.fonttype": "path", "path.sketch": (1, 100, 2), "path.simplify": False, "font.size": 31}
    with mpl.rc_context(told):
        assert _sheet().svg("one") == as_it_comes
        assert {name: mpl.rcParams[name] for name in told} == told


def test_equal_sheets_give_equal_bytes_and_another_id_gives_other_ids() -> None:
    assert _sheet().svg("one") == _sheet().svg("one")
    assert _sheet().svg("one") != _sheet().svg("two")


def test_an_item_is_drawn_where_it_was_placed_from_the_upper_left() -> None:
    svg = _sheet().svg("one")
    assert "M 10 10 \nL 60 10 \nL 60 30 \nL 10 30" in svg


@pytest.mark.parametrize("anchor", ["start", "middle", "end"])
@pytest.mark.parametrize("text", ["Bà Rịa – Vũng Tàu", "−0,35", "42,89", "Quần đảo Trường Sa"])
def test_the_box_of_a_text_holds_its_ink(text: str, anchor: str) -> None:
    words = Words(100, 40, text, 8, bold=True, anchor=anchor)  # type: ignore[arg-type]
    sheet = Sheet(60, 200)
    sheet.add(words)
    (found,) = ink(sheet.svg("x"))
    roomy = Box(words.box.left - 0.3, words.box.top, words.box.right + 0.3, words.box.bottom)
    assert found.box.within(roomy)
    assert found.box.width == pytest.approx(words.width, rel=0.08, abs=1.0)


@pytest.mark.parametrize(("text", "size"), [(" ", 7.0), ("", 7.0), ("2020", 5.9)])
def test_a_label_that_nobody_can_read_cannot_be_made(text: str, size: float) -> None:
    with pytest.raises(ValueError, match="at least 6"):
        Words(0, 0, text, size)


def test_boxes_that_touch_do_not_overlap() -> None:
    assert not Box(0, 0, 10, 10).overlaps(Box(10, 0, 20, 10))
    assert Box(0, 0, 10, 10).overlaps(Box(10, 0, 20, 10), gap=1.0)
    assert Box(0, 0, 10, 10).overlaps(Box(9, 9, 20, 20))
    assert Box(1, 1, 9, 9).within(Box(0, 0, 10, 10))
    assert not Box(1, 1, 11, 9).within(Box(0, 0, 10, 10))
