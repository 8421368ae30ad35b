"""The few words that the exporters themselves put on a page, in both languages."""

from __future__ import annotations

import re
import types
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORDS: Mapping[str, Mapping[str, str]] = types.MappingProxyType({
    "vi": {
        "skip": "Đi thẳng tới nội dung",
        "page": "Trang {page}/{pages}",
        "chart_from_cell": "Biểu đồ từ ô {cell}",
        "image_from_cell": "Hình ảnh trong ô {cell}",
        "table": "Bảng",
        "note": "Chú thích",
        "contents": "Mục lục",
    },
    "en": {
        "skip": "Skip to the content",
        "page": "Page {page} of {pages}",
        "chart_from_cell": "Chart from cell {cell}",
        "image_from_cell": "Image in cell {cell}",
        "table": "Table",
        "note": "Note",
        "contents": "Contents",
    },
})  # fmt: skip


def words(locale: str) -> Mapping[str, str]:
    """Return the words of a language; English where the language has none here."""
    return _WORDS.get(re.split(r"[-_]", locale)[0].lower(), _WORDS["en"])
