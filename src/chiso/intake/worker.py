"""The process that opens a received file: ``python -m chiso.intake.worker``; see :mod:`chiso.bounded`."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from typing import Any

from chiso.bounded import MOST_SECONDS, answered, serve
from chiso.errors import DataError
from chiso.intake.formats import detect, too_large
from chiso.intake.grid import Grid

MOST_LETTERS = 20_000_000


@dataclasses.dataclass(frozen=True, slots=True)
class Choice:
    """Which part of a file a person wants: a sheet, a table of a page, or pages. At most one is given."""

    sheet: str = ""
    table: str = ""
    page: str = ""

    def __bool__(self) -> bool:
        return bool(self.sheet or self.table or self.page)


def read_grids(data: bytes, name: str, keys: Collection[str], choice: Choice, *, ruled: bool = False) -> list[Grid]:
    """Read the tables of a file in this process.

    Parameters
    ----------
    data, name
        The file and its name.
    keys
        The keys of all spellings of all provinces.
    choice
        Which of its parts.
    ruled
        Whether every ruled table of a PDF is wanted.

    Raises
    ------
    DataError
        When the file cannot be read, or a choice does not go with its kind.
    """
    kind = detect(data, name)
    fits = {
        "sheet": kind in ("xlsx", "xlsb", "xls", "ods"),
        "table": kind in ("html", "mht", "docx", "pptx"),
        "page": kind == "pdf",
    }
    for option, value in dataclasses.asdict(choice).items():
        if value and not fits[option]:
            raise DataError(
                f"{option.upper()} does not go with this file.",
                where=name,
                why="SHEET chooses from a workbook, TABLE from a page or document, PAGE from a PDF.",
                remedy=f"Leave {option.upper()} out.",
            )
    # Each reader loads libraries of its own; a text file has to do without those for PDF.
    if kind == "text":
        from chiso.intake.read_text import read_text  # noqa: PLC0415

        return read_text(data, name, keys)
    if kind == "html":
        from chiso.intake.read_html import read_html  # noqa: PLC0415

        return read_html(data, name, keys, choice.table)
    if kind == "mht":
        from chiso.intake.read_mht import read_mht  # noqa: PLC0415

        return read_mht(data, name, keys, choice.table)
    if kind in ("docx", "pptx"):
        from chiso.intake.read_documents import read_docx, read_pptx  # noqa: PLC0415

        return (read_docx if kind == "docx" else read_pptx)(data, name, keys, choice.table)
    if kind == "pdf":
        from chiso.intake.read_pdf import read_pdf, read_ruled  # noqa: PLC0415

        return (read_ruled if ruled else read_pdf)(data, name, keys, choice.page)
    from chiso.intake.read_sheets import read_sheets  # noqa: PLC0415

    return read_sheets(data, name, kind, keys, choice.sheet)


def answer(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    """Return the tables of a file, or the error that a person is to see, as JSON values."""
    return answered(_grids, request, data, too_large, _unreadable)


def _grids(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    name = str(request["name"])
    grids = read_grids(data, name, frozenset(request["keys"]), Choice(**request["choice"]), ruled=request["ruled"])
    letters = sum(len(value) for grid in grids for row in grid.values for value in row if isinstance(value, str))
    if letters > MOST_LETTERS:
        raise too_large(name, f"Its cells hold {letters} letters.")
    return {"grids": [grid.to_json() for grid in grids]}


def _unreadable(name: str, detail: str) -> DataError:
    return DataError(
        "The file cannot be read.",
        where=name,
        why=f"It is damaged or not what it seems ({detail}).",
        remedy="Download it again, or open it in a spreadsheet and save it anew.",
    )


def main() -> None:
    """Answer the one request on standard input."""
    serve(_grids, too_large, _unreadable, seconds=MOST_SECONDS)


if __name__ == "__main__":
    main()
