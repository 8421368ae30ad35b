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
        "editions": "Bản khác của tài liệu này",
        "language": "Tiếng Việt",
        "pdf": "Bản PDF",
        "top": "Về đầu trang",
        "filter": "Tìm trong cột:",
        "all": "Tất cả",
        "reset": "Đặt lại",
        "rows_shown": "Đang hiện {shown} trên {all} dòng.",
        "rows_none": "Không có dòng nào phù hợp.",
    },
    "en": {
        "skip": "Skip to the content",
        "page": "Page {page} of {pages}",
        "chart_from_cell": "Chart from cell {cell}",
        "image_from_cell": "Image in cell {cell}",
        "table": "Table",
        "note": "Note",
        "contents": "Contents",
        "editions": "Other editions of this document",
        "language": "English",
        "pdf": "PDF",
        "top": "Back to the top",
        "filter": "Find in column:",
        "all": "All",
        "reset": "Reset",
        "rows_shown": "Showing {shown} of {all} rows.",
        "rows_none": "No row fits.",
    },
})  # fmt: skip


def words(locale: str) -> Mapping[str, str]:
    """Return the words of a language; English where the language has none here."""
    return _WORDS.get(re.split(r"[-_]", locale)[0].lower(), _WORDS["en"])
