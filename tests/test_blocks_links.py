"""Figures of a sentence are links, whatever the order of its clauses."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chiso.blocks.links import Marks, entry_id
from chiso.blocks.specs import Span
from chiso.briefing.words import Words

WORDS = st.text(st.characters(exclude_categories=("Cs", "Co", "Cn")), max_size=8)


def test_a_marked_figure_is_a_link_and_the_rest_is_text() -> None:
    marks = Marks()
    text = f"Từ {marks('29/63', '#a')} xuống {marks('37/63', '#b')}."
    assert marks.spans(text) == (
        Span(text="Từ "),
        Span(text="29/63", href="#a"),
        Span(text=" xuống "),
        Span(text="37/63", href="#b"),
        Span(text="."),
    )
    assert marks.plain(text) == "Từ 29/63 xuống 37/63."


def test_marks_keep_through_messages_and_lists() -> None:
    marks, english = Marks(), Words("en")
    amount = marks(english.difference("2.82", "points"), "#change")
    said = english.text("change-fall", amount=amount, before="2019")
    listed = english.listed([said, marks("8 places", "#change"), "no figure"])
    assert [(span.text, span.href) for span in marks.spans(listed) if span.href] == [
        (marks.plain(amount), "#change"),
        ("8 places", "#change"),
    ]
    assert "".join(span.text for span in marks.spans(listed)) == marks.plain(listed)


def test_what_cannot_be_a_link_is_left_unmarked() -> None:
    marks = Marks()
    assert marks("–", "#a") == "–"
    assert marks("42,89", "") == "42,89"


def test_marks_that_stand_in_the_data_lead_nowhere() -> None:
    marks = Marks()
    hostile = "Tên \U000f0007giả\U0010fffd"
    assert [span.href for span in marks.spans(hostile)] == ["", ""]


@given(st.lists(st.tuples(WORDS, st.from_regex(r"[0-9]{1,3}(,[0-9]{2})?", fullmatch=True)), max_size=9))
def test_no_letter_is_lost_and_none_is_added(pieces: list[tuple[str, str]]) -> None:
    marks = Marks()
    text = "".join(f"{word}{marks(figure, f'#{at}')}" for at, (word, figure) in enumerate(pieces))
    plain = "".join(f"{word}{figure}" for word, figure in pieces)
    assert marks.plain(text) == plain
    assert "".join(span.text for span in marks.spans(text)) == plain
    assert [(span.text, span.href) for span in marks.spans(text) if span.href] == [
        (figure, f"#{at}") for at, (_, figure) in enumerate(pieces)
    ]


def test_an_entry_is_named_by_what_it_is_of() -> None:
    assert entry_id("par_index", 2020) == "figure-par-index-2020"
    assert entry_id("papi", 2019, 2020, "all") == "figure-papi-2019-2020-all"
