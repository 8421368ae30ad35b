"""How to read a briefing: the page of the method and the guide in the annex say the same."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from checkout import ROOT
from reading import Brief, text_of

import chiso
from chiso.blocks.specs import Prose
from chiso.briefing.method import page
from chiso.facts.data import Data


def test_the_method_page_is_the_one_that_the_messages_make(data: Callable[..., Data]) -> None:
    written = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
    assert written == page(chiso.method(data(2021))), "run: chiso method > docs/method.md"


@pytest.mark.parametrize("locale", ["vi", "en"])
def test_every_sentence_of_the_reading_guide_stands_in_the_method(
    data: Callable[..., Data], brief: Brief, locale: str
) -> None:
    said = text_of(brief(2021, "can-tho", locale, 34)["method.guide"]).splitlines()
    written = page(chiso.method(data(2021))).replace("\u00a0", " ")
    # What is known of the error of each index is of the year, and no rule.
    labels = "|".join(index.label for index in data(2021).indices)
    rules = [re.split(f" (?:{labels}):", one)[0] for one in said]
    assert [one for one in rules if one not in written] == []


@pytest.mark.parametrize("locale", ["vi", "en"])
def test_the_reading_guide_has_ten_points(brief: Brief, locale: str) -> None:
    guide = brief(2021, "can-tho", locale)["method.guide"]
    assert isinstance(guide, Prose)
    assert len(guide.paragraphs) == 10


def test_the_reading_guide_tells_of_estimates_only_where_there_are_any(brief: Brief) -> None:
    told = [text_of(brief(2021, "can-tho", "en", units)["method.guide"]) for units in (34, 0)]
    assert ["34 provinces and cities" in one for one in told] == [True, False]


def test_the_method_says_that_the_publisher_of_papi_ranks_too(data: Callable[..., Data]) -> None:
    """Early reports rank the provinces, and pages of the publisher print a place out of 63."""
    written = page(chiso.method(data(2021)))
    assert "The publisher shows four groups and, in its early reports and on its pages, ranks too." in written
    assert "các báo cáo những năm đầu và trang thông tin của PAPI còn nêu thứ hạng" in written
    assert "four groups, not ranks" not in written
    assert "chỉ chia bốn nhóm" not in written
