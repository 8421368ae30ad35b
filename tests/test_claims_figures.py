"""Figures of a Word file that an office went on with: right, out of date, written over, or without support."""

from __future__ import annotations

import dataclasses

from chiso.claims.figures import Expected, judge_figures
from chiso.claims.judged import JudgedFigure
from chiso.texts.passages import Passage, Place, Text

SCORE, RANK = "papi/2020/63-92/TOTAL/value", "papi/2020/63-92/TOTAL/rank"
SENTENCE = "PAPI reached {} points in 2020 and ranked {}th."


def passage(text: str, *figures: tuple[str, str], kind: str = "paragraph", **around: str) -> Passage:
    """Return a passage; each ``{}`` of its text is a figure, a field where it has a name."""
    fields, made = [], ""
    pieces = text.split("{}")
    for piece, (shown, name) in zip(pieces, (*figures, ("", "")), strict=True):
        made += piece
        if name:
            fields.append((len(made), len(made) + len(shown), name))
        made += shown
    return Passage(made, kind, Place(paragraph=1), fields=tuple(fields), **around)  # type: ignore[arg-type]


NOW = Expected([
    passage(SENTENCE, ("42.89", SCORE), ("29", RANK)),
    passage("Exactly {}.", ("42.8855", f"{SCORE}#2")),
    passage("{}", ("42.89", SCORE), kind="cell", above="PAPI 2020", beside="Cần Thơ"),
    passage("{}", ("41.17", "papi/2020/63-01/TOTAL/value"), kind="cell", above="PAPI 2020", beside="Hà Nội"),
])  # fmt: skip
MADE = {SCORE: "42.89", f"{SCORE}#2": "42.8855", RANK: "29"}


def judged(*passages: Passage, now: Expected = NOW, **made: str) -> list[tuple[str, str, str, str]]:
    text = Text("draft.docx", "docx", passages, properties={**MADE, **made})
    found: list[JudgedFigure] = list(judge_figures(text, now))
    assert all(passages[one.passage].text[one.start : one.end] == one.text for one in found)
    return [(one.judgement, one.text, one.name, one.now) for one in found]


def test_a_field_that_shows_what_the_data_give_is_right_in_whatever_sentence_it_stands() -> None:
    prose = passage("With {} of 80 points the city stands {}th.", ("42.89", SCORE), ("29", RANK))
    assert [one[0] for one in judged(prose)] == ["right", "right"]


def test_a_field_whose_figure_is_another_now_is_stale_and_says_which() -> None:
    later = Expected([passage(SENTENCE, ("43.10", SCORE), ("27", RANK))])
    assert judged(passage(SENTENCE, ("42.89", SCORE), ("29", RANK)), now=later) == [
        ("stale", "42.89", SCORE, "43.10"),
        ("stale", "29", RANK, "27"),
    ]


def test_a_field_of_which_the_data_have_nothing_any_more_is_no_longer_supported() -> None:
    nothing = Expected([passage("{}", ("41.17", "papi/2020/63-01/TOTAL/value"))])
    assert judged(passage("{}", ("42.89", SCORE)), now=nothing) == [("no longer supported", "42.89", SCORE, "")]


def test_a_quantity_that_no_section_shows_is_not_judged() -> None:
    own = passage("{}", ("7.1", "papi/2020/63-92/TOTAL/change.against2018"))
    assert judged(own) == [("unclear", "7.1", "papi/2020/63-92/TOTAL/change.against2018", "")]


def test_a_field_that_somebody_typed_into_is_altered_by_hand() -> None:
    assert judged(passage(SENTENCE, ("45.00", SCORE), ("29", RANK)))[0] == ("altered by hand", "45.00", SCORE, "42.89")


def test_a_figure_that_was_replaced_by_plain_text_is_found_by_the_words_around_it() -> None:
    altered = passage(SENTENCE, ("45.00", ""), ("29", RANK))
    assert judged(altered) == [("altered by hand", "45.00", SCORE, "42.89"), ("right", "29", RANK, "29")]


def test_a_cell_that_was_written_over_is_found_by_its_row_and_column() -> None:
    cell = passage("{}", ("45.00", ""), kind="cell", above="PAPI 2020", beside="Cần Thơ")
    assert judged(cell) == [("altered by hand", "45.00", SCORE, "42.89")]
    assert judged(dataclasses.replace(cell, beside="Huế")) == []


def test_the_same_figure_typed_anew_and_numbers_of_one_s_own_sentences_are_left_alone() -> None:
    assert judged(passage(SENTENCE, ("42.89", ""), ("29", ""))) == []
    assert judged(passage("In all {} people came to the meeting.", ("45", ""))) == []


def test_a_file_whose_property_is_gone_is_held_against_the_data_alone() -> None:
    text = Text("draft.docx", "docx", (passage("{}", ("42.89", SCORE)), passage("{}", ("41.00", SCORE))))
    assert [one.judgement for one in judge_figures(text, NOW)] == ["right", "stale"]


def test_a_property_that_is_none_of_ours_is_nobody_s_figure() -> None:
    assert judged(passage("{}", ("2020", "Year of the office"))) == []
