"""Made-up annexes of assignments, as Word files and workbooks. Nobody was ever given these measures."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Sequence
from pathlib import Path

import docx
import openpyxl
from docx.enum.section import WD_ORIENT
from real_reports import office

HEAD = ("TT", "Nhiệm vụ, giải pháp", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành", "Sản phẩm")
Line = Sequence[str | None]
"""A row of cells; None is merged with the cell above. A row of one cell is a group, merged over all columns."""

LINES: tuple[Line, ...] = (
    ("I. Về Chỉ số CCHC",),
    ("1", "Rà soát thủ tục hành chính", "Văn phòng UBND thành phố", "Các sở, ban, ngành; UBND các quận, huyện",
     "Quý III/2021", "Báo cáo rà soát"),
    ("2", "Tuyển dụng, bổ nhiệm công chức, viên chức đúng quy định hiện hành", "Sở NV", "Sở TT&TT, VP UBND TP",
     "Thường xuyên", "Báo cáo"),
    ("II. Về Chỉ số SIPAS",),
    ("3", "Khảo sát mức độ hài lòng tại bộ phận một cửa", "Sở Nội vụ",
     "Sở Thông tin và Truyền thông và UBND quận, huyện", "Trước 15/12/2021", ""),
    ("III. Về Chỉ số PAPI",),
    ("1. Tham gia của người dân ở cấp cơ sở",),
    ("4", "Tuyên truyền về bầu cử trưởng khu vực", "Ủy ban MTTQ thành phố", "Sở Nội vụ", "Tháng 9/2021", "Kế hoạch"),
    ("5", "Công khai các khoản đóng góp", None,
     "Sở Giáo dục và Đào tạo, Sở Lao động - Thương binh và Xã hội, Sở Văn hóa, Thể thao và Du lịch",
     "30/9/2021", "Bảng công khai"),
    ("2. Chỉ số nội dung 3",),
    ("6", "Đối thoại với người dân", "UBND quận, huyện", "", "Năm 2021", "Biên bản"),
)  # fmt: skip
NEW = ("so-thong-tin-va-truyen-thong", "so-giao-duc-va-dao-tao", "so-lao-dong-thuong-binh-va-xa-hoi",
       "so-van-hoa-the-thao-va-du-lich")  # fmt: skip
"""The agencies that these name and the project does not know."""


def word(lines: Sequence[Line] = LINES, head: Sequence[str] = HEAD, title: str = "PHỤ LỤC") -> bytes:
    """Return a Word document with a title and one table, whose groups are merged over all columns."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.add_paragraph(title)
    table = document.add_table(1, len(head))
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        cell.text = text
    for line in lines:
        cells = table.add_row().cells
        if len(line) == 1:
            cells[0].merge(cells[-1]).text = line[0] or ""
            continue
        for column, text in enumerate(line):
            if text is None:
                above = table.rows[len(table.rows) - 2].cells[column]
                kept = above.text
                above.merge(cells[column]).text = kept
            else:
                cells[column].text = text
    return _saved(document)


def workbook(lines: Sequence[Line] = LINES, *, merged: bool = True) -> bytes:
    """Return a workbook: the heading over two rows, groups merged over all columns or in the first column alone."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Phân công"
    sheet.append(["PHỤ LỤC PHÂN CÔNG NHIỆM VỤ"])
    sheet.append(["STT", "Nội dung công việc", "Phân công thực hiện", None, "Thời hạn", "Kết quả", "Ghi chú"])
    sheet.append([None, None, "Chủ trì", "Phối hợp"])
    for area in ("A2:A3", "B2:B3", "C2:D2", "E2:E3", "F2:F3", "G2:G3"):
        sheet.merge_cells(area)
    sheet.append(["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"])
    for line in lines:
        sheet.append(list(line))
        row = sheet.max_row
        if len(line) == 1 and merged:
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=7)
        for column, text in enumerate(line, 1):
            if text is None:
                sheet.merge_cells(start_row=row - 1, end_row=row, start_column=column, end_column=column)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def pdf(package: bytes, folder: Path) -> bytes:
    """Return a Word document as LibreOffice prints it."""
    (folder / "annex.docx").write_bytes(package)
    home = f"-env:UserInstallation=file://{folder}/office"
    command = [office(), home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "annex.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)  # noqa: S603 - our own command
    return (folder / "annex.pdf").read_bytes()


def _saved(document: docx.document.Document) -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()
