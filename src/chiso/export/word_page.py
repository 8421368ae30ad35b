"""What a page of a Word file takes: the width of its text, and of a letter of its tables."""

from __future__ import annotations

import dataclasses


@dataclasses.dataclass(frozen=True)
class Page:
    """Measures of a page in twentieths of a point: the width of the text, and the mean width of a letter in a table."""

    width: int = 9638
    letter: int = 112


BRIEFING_PAGE = Page()
"""That of a briefing: A4 less margins of 20 mm."""
