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
    said = reading(Language(locale), 2021)
    assert len(said) == len(TOPICS)
    assert all(one in page() for one in said)


def test_the_reading_guide_names_the_years_of_its_briefing() -> None:
    assert "2024 compares 2023 with 2022" in reading(Language("en"), 2024)[0]
