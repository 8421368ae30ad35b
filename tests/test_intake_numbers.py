"""What a cell says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chiso.intake.numbers import read_number, read_place


@pytest.mark.parametrize(
    ("cell", "value", "decimals"),
    [
        ("83,76", 83.76, 2),
        ("83.76", 83.76, 2),
        ("83,76%", 83.76, 2),
        ("83.76 %", 83.76, 2),
        (" 83,760 ", 83.76, 3),
        ("1.234,5", 1234.5, 1),
        ("1,234.5", 1234.5, 1),
        ("1.234.567", 1234567, 0),
        ("12 345,6", 12345.6, 1),
        ("1\u00a0234", 1234, 0),
        ("-2,82", -2.82, 2),
        ("−2,82", -2.82, 2),
        ("+3", 3, 0),
        ("83,76*", 83.76, 2),
        ("83,76 (1)", 83.76, 2),
        ("83,76¹", 83.76, 2),
        ("37†", 37, 0),
        ("0,737979", 0.737979, 6),
        ("83,76 điểm", 83.76, 2),
        ("83.76 points", 83.76, 2),
        (83.76, 83.76, 2),
        (0.1 + 0.2, 0.3, 1),
        (37.0, 37, 0),
    ],
)
def test_a_number_is_read_in_any_usual_writing(cell: str | float, value: float, decimals: int) -> None:
    number = read_number(cell)
    assert (number.kind, number.value, number.decimals) == ("number", pytest.approx(value), decimals)


def test_a_percent_sign_is_noticed() -> None:
    assert read_number("83,76%").is_percent
    assert not read_number("83,76").is_percent


@pytest.mark.parametrize("cell", [None, "", " ", "–", "-", "—", "*", "**", "N/A", "n.a.", "NA", "...", "…", "x", "(1)"])
def test_a_cell_may_say_that_there_is_no_figure(cell: str | None) -> None:
    assert read_number(cell).kind == "nothing"


@pytest.mark.parametrize("cell", ["Không công bố", "không xếp hạng", "KCB", "#N/A", "#REF!"])
def test_words_may_say_so_too(cell: str) -> None:
    assert read_number(cell).kind == "nothing"


@pytest.mark.parametrize(
    "cell", ["tám mươi", "83,76,1", "1.2.3", "83;76", "8 3 x", "2020-02-01", "١٢", "=1+1", "83,7O"]
)
def test_anything_else_is_no_number(cell: str) -> None:
    assert read_number(cell).kind == "other"


@pytest.mark.parametrize(
    "cell",
    [
        *("37", "37/63", "37 / 63", "37=", "=37", "37th", "37th of 63", "37*", 37.0, "Thứ 37", "thứ hạng 37/63"),
        *("Hạng 37", "Xếp thứ 37", "Đồng hạng 37", "37.", "#37", "No. 37", "37 trên 63", "37-38", "37–39"),
    ],
)
def test_a_rank_may_say_of_how_many_or_that_it_is_shared(cell: str | float) -> None:
    assert read_place(cell).value == 37
    assert read_place("thứ 37 năm nay").kind == "other"
    assert read_place("38-37").kind == "other"


@given(st.integers(0, 100_000_000), st.integers(0, 6))
def test_a_printed_number_is_read_as_it_was_whichever_mark_parts_it(digits: int, decimals: int) -> None:
    value = digits / 10**decimals
    for mark in ".,":
        printed = f"{value:.{decimals}f}".replace(".", mark)
        number = read_number(printed)
        assert number.value == pytest.approx(value)
        assert number.decimals == decimals


@given(st.text(max_size=30))
def test_no_text_makes_the_reader_fail(cell: str) -> None:
    assert read_number(cell).kind in ("number", "nothing", "other")
