"""Columns that are taken for their place in the order of the codes."""

from __future__ import annotations

import pytest

from chiso.catalog import Catalog
from chiso.intake.headings import UNKNOWN, Heading
from chiso.intake.ordered import in_order
from chiso.intake.vocabulary import Vocabulary, vocabulary

OPEN = Heading("passed", why=UNKNOWN)


@pytest.fixture(scope="module")
def words(catalog: Catalog) -> Vocabulary:
    return vocabulary(catalog, "papi", 2016)


def known(codes: list[str], *unknown: str) -> dict[int, Heading]:
    return {place: OPEN if code in unknown else Heading("score", code, 70) for place, code in enumerate(codes)}


def parts_of(words: Vocabulary, dimension: str) -> list[str]:
    return [code for code, meaning in words.meanings.items() if meaning.parent == dimension]


def orders(words: Vocabulary) -> list[list[str]]:
    tops = parts_of(words, "TOTAL")
    first = [code for top in tops for code in (top, *parts_of(words, top))]
    last = [code for top in tops for code in (*parts_of(words, top), top)]
    leaves = [code for code in first if "." in code]
    return [first, last, [*first, "TOTAL"], ["TOTAL", *last], leaves, [*leaves, *tops, "TOTAL"]]


@pytest.mark.parametrize("number", range(6))
def test_unknown_columns_are_taken_for_their_place_in_any_usual_order(words: Vocabulary, number: int) -> None:
    codes = orders(words)[number]
    unknown = ("1.2", "2.2", "2.3", "6.4")
    placed = in_order(known(codes, *unknown), words)
    assert {codes[column]: (one.role, one.code) for column, one in placed.items()} == {
        code: ("score", code) for code in unknown
    }


def test_nothing_is_taken_where_a_known_column_stands_elsewhere(words: Vocabulary) -> None:
    codes = orders(words)[0]
    one, other = codes.index("3.2"), codes.index("3.3")
    codes[one], codes[other] = codes[other], codes[one]
    assert in_order(known(codes, "1.2"), words) == {}


def test_nothing_is_taken_where_a_column_is_too_many_or_too_few(words: Vocabulary) -> None:
    codes = orders(words)[0]
    assert in_order({**known(codes, "1.2"), 99: OPEN}, words) == {}
    assert in_order(known(codes[:-1], "1.2"), words) == {}


def test_nothing_is_taken_where_most_columns_are_unknown(words: Vocabulary) -> None:
    codes = orders(words)[0]
    assert in_order(known(codes, *codes[:21]), words) == {}


def test_a_number_of_the_province_is_not_taken_for_the_total(words: Vocabulary) -> None:
    codes = orders(words)[4]
    assert in_order(known(["province number", *codes], "province number"), words) == {}
