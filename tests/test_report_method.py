"""The method page and the reading guide of the annex come from one text."""

from __future__ import annotations

from pathlib import Path

import pytest

from chiso.report.language import Language
from chiso.report.method import TOPICS, page, reading

PAGE = Path(__file__).parents[1] / "docs" / "method.md"


def test_the_method_page_is_the_one_that_the_messages_make() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: chiso method > docs/method.md"


@pytest.mark.parametrize("locale", ["vi", "en"])
def test_every_sentence_of_the_reading_guide_stands_in_the_method(locale: str) -> None:
    said = reading(Language(locale), 2021, estimates=True)
    assert len(said) == len(TOPICS)
    assert all(one in page() for one in said)


def test_the_reading_guide_names_the_years_of_its_briefing() -> None:
    assert "2024 compares 2023 with 2022" in reading(Language("en"), 2024, estimates=False)[0]


def test_the_reading_guide_tells_of_estimates_only_where_there_are_any() -> None:
    said = [reading(Language("en"), 2021, estimates=one) for one in (True, False)]
    assert said[0][:-1] == said[1]
    assert "34 provinces and cities" in said[0][-1]
