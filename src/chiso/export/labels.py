"""The few words that the exporters themselves put on a page, in both languages."""

from __future__ import annotations

import datetime as dt
import re
import types
from typing import TYPE_CHECKING

from babel.core import UnknownLocaleError
from babel.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORDS: Mapping[str, Mapping[str, str]] = types.MappingProxyType({
    "vi": {
        "skip": "Đi thẳng tới nội dung",
        "page": "Trang {page}/{pages}",
        "dated": "Số liệu công bố đến ngày {date}",
        "chart_from_cell": "Biểu đồ từ ô {cell}",
        "image_from_cell": "Hình ảnh trong ô {cell}",
        "only_in_notebook": "Nội dung của ô {cell} chỉ xem được trong sổ tay Jupyter.",
        "lines_left_out": "… lược bỏ {lines} dòng …",
        "lines_cut": "{lines} dòng ở trên dài hơn {length} ký tự nên chỉ in phần đầu.",
        "colours_left_out": "Màu của {cells} ô trong bảng trên bị bỏ vì chữ trên nền đó khó đọc.",
        "not_set": "Bản PDF này không có phông chữ cho: {scripts}. Chỗ của các chữ đó ghi trong ngoặc vuông.",
        "table": "Bảng",
        "figure": "Hình",
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
        "attached_notebook": "Sổ tay Jupyter đã chạy, nguồn của tài liệu này",
        "attached_comparison": "Bảng so sánh các chỉ số của tỉnh, thành phố, dạng CSV",
        "attached_record": "Hồ sơ lập báo cáo: tham số, dữ liệu đầu vào, phần mềm và mã kiểm tra (RO-Crate)",
    },
    "en": {
        "skip": "Skip to the content",
        "page": "Page {page} of {pages}",
        "dated": "Figures published by {date}",
        "chart_from_cell": "Chart from cell {cell}",
        "image_from_cell": "Image in cell {cell}",
        "only_in_notebook": "What cell {cell} shows can only be seen in the Jupyter notebook.",
        "lines_left_out": "… {lines} lines left out …",
        "lines_cut": "{lines} lines above are longer than {length} characters; their beginnings are shown.",
        "colours_left_out": "Colours of {cells} cells of this table are left out: words on them could hardly be read.",
        "not_set": "This PDF has no font for: {scripts}. Brackets stand in the place of their letters.",
        "table": "Table",
        "figure": "Figure",
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
        "attached_notebook": "The executed Jupyter notebook that this document was made from",
        "attached_comparison": "The comparison of the province’s or city’s indices, as CSV",
        "attached_record": "The run record: parameters, inputs, software and checksums (RO-Crate)",
    },
})  # fmt: skip


#: Dates as the briefing itself writes them; the long form of Babel is "24 tháng 6, 2021".
_DATES: Mapping[str, str] = types.MappingProxyType({"vi": "d/M/y", "en": "d MMMM y"})


def shown_date(date: str, locale: str) -> str:
    """Return an ISO date as readers of a language write it; as it is where it or the language is unknown."""
    try:
        day = dt.date.fromisoformat(date)
        form = _DATES.get(re.split(r"[-_]", locale)[0].lower(), "long")
        return str(format_date(day, form, locale=locale.replace("-", "_")))
    except (ValueError, UnknownLocaleError):
        return date


def words(locale: str) -> Mapping[str, str]:
    """Return the words of a language; English where the language has none here."""
    return _WORDS.get(re.split(r"[-_]", locale)[0].lower(), _WORDS["en"])
