"""The two languages: numbers, dates and places as their readers write them."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chiso.blocks.language import MessageError, is_zero
from chiso.briefing.words import Words

VI, EN = Words("vi"), Words("en")
NUMBERS = st.floats(-1e6, 1e6, allow_nan=False).map(lambda number: round(number, 6))


# Messages


def test_an_unknown_message_and_a_missing_value_are_told_with_their_language() -> None:
    with pytest.raises(MessageError, match="no message 'no-such-thing' in vi"):
        VI.text("no-such-thing")
    with pytest.raises(MessageError, match="'place' in en"):
        EN.text("place")


def test_a_year_is_no_quantity() -> None:
    assert VI.text("card-target", year="2021") == "Mục tiêu 2021"
    assert EN.text("card-target", year="2021") == "Target 2021"


# Numbers


@pytest.mark.parametrize(
    ("value", "decimals", "vi", "en"),
    [
        (83.76, 2, "83,76", "83.76"),
        (42.885496, 2, "42,89", "42.89"),
        (42.885496, 4, "42,8855", "42.8855"),
        (2.675, 2, "2,68", "2.68"),  # half up on the printed digits, though the float lies below
        (0.125, 2, "0,13", "0.13"),
        (-0.125, 2, "−0,13", "−0.13"),
        (1234567.5, 1, "1.234.567,5", "1,234,567.5"),
        (0.5, 0, "1", "1"),
        (-0.0, 2, "0,00", "0.00"),
        (-0.004, 2, "0,00", "0.00"),
        (1e-7, 2, "0,00", "0.00"),
        (80, 0, "80", "80"),
    ],
)
def test_a_number_is_written_as_its_readers_write_it(value: float, decimals: int, vi: str, en: str) -> None:
    assert VI.number(value, decimals) == vi
    assert EN.number(value, decimals) == en


@given(NUMBERS, st.integers(0, 4))
def test_a_number_reads_back_as_its_rounded_value_in_both_languages(value: float, decimals: int) -> None:
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert Decimal(VI.number(value, decimals).replace(".", "").replace(",", ".").replace("−", "-")) == rounded
    assert Decimal(EN.number(value, decimals).replace(",", "").replace("−", "-")) == rounded


@given(NUMBERS, st.integers(0, 4))
def test_zero_has_no_sign_and_every_other_change_has_one(value: float, decimals: int) -> None:
    for language in (VI, EN):
        shown = language.signed(value, decimals)
        if is_zero(value, decimals):
            assert not re.search(r"[1-9+−-]", shown)
        else:
            assert shown[0] == ("+" if value > 0 else "−")
            assert shown[1:] == language.number(abs(value), decimals)


@given(st.decimals(min_value=0, max_value=1000, places=3))
def test_a_target_is_written_with_the_digits_that_it_has(value: Decimal) -> None:
    shown = EN.trimmed(float(value)).replace(",", "")
    assert Decimal(shown) == value
    assert not re.search(r"\.\d*0$", shown)


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [(86.0, "86", "86"), (42.05, "42,05", "42.05"), (100.0, "100", "100"), (0.33, "0,33", "0.33")],
)
def test_trailing_zeros_are_left_out_of_targets_and_scales(value: float, vi: str, en: str) -> None:
    assert (VI.trimmed(value), EN.trimmed(value)) == (vi, en)


def test_a_percent_sign_stands_where_the_language_puts_it() -> None:
    assert VI.score(83.76, "percent") == "83,76\u00a0%"
    assert EN.score(83.76, "percent") == "83.76%"
    assert VI.score(42.885, "points") == "42,89"
    assert EN.score(42.885, "points") == "42.89"


def test_a_difference_of_percentages_is_in_percentage_points() -> None:
    assert VI.difference("2,51", "percent") == "2,51 điểm phần trăm"
    assert EN.difference("2.51", "percent") == "2.51 percentage points"
    assert EN.difference("2.51", "percent", short=True) == "2.51 pp"
    assert VI.difference("2,83", "points") == "2,83 điểm"
    assert EN.difference("2.83", "points") == "2.83 points"


# Places, counts and dates


@pytest.mark.parametrize(
    ("rank", "en"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (21, "21st"),
     (22, "22nd"), (23, "23rd"), (37, "37th"), (61, "61st"), (63, "63rd")],
)  # fmt: skip
def test_a_place_is_an_ordinal(rank: int, en: str) -> None:
    assert EN.place(rank) == en
    assert EN.rank(rank, 63) == f"{en} of 63"
    assert VI.place(rank) == f"thứ {rank}"
    assert VI.rank(rank, 63) == f"{rank}/63"


def test_a_shared_rank_says_so() -> None:
    assert VI.rank(37, 63, shared=True) == "37/63 (đồng hạng)"
    assert EN.rank(37, 63, shared=True) == "joint 37th of 63"


def test_a_count_chooses_its_plural() -> None:
    assert [EN.places(count) for count in (1, 2, 21)] == [
        "1\u00a0place",
        "2\u00a0places",
        "21\u00a0places",
    ]
    assert VI.places(1) == "1\u00a0bậc"


def test_dates_and_months_are_written_as_their_readers_write_them() -> None:
    date = dt.date(2021, 6, 4)
    assert (VI.date(date), EN.date(date)) == ("4/6/2021", "4 June 2021")
    assert (VI.month(date), EN.month(date)) == ("6/2021", "June 2021")


@pytest.mark.parametrize(
    ("items", "vi", "en"),
    [([], "", ""), (["a"], "a", "a"), (["a", "b"], "a và b", "a and b"), (["a", "b", "c"], "a, b và c", "a, b and c")],
)
def test_a_list_reads_as_a_sentence_has_it(items: list[str], vi: str, en: str) -> None:
    assert (VI.listed(items), EN.listed(items)) == (vi, en)


@pytest.mark.parametrize(
    ("clause", "sentence"),
    [("đã công bố", "Đã công bố."), ("the scale changed", "The scale changed."), ("ends already.", "Ends already.")],
)
def test_a_clause_becomes_a_sentence_once(clause: str, sentence: str) -> None:
    assert VI.sentence(clause) == sentence
    assert VI.sentence(sentence) == sentence
