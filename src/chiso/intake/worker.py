"""The process that opens a received file, with little memory, little time and no way to write.

``python -m chiso.intake.worker`` reads a request and the file from its standard input and writes the
tables to its standard output, all as JSON. Whatever a damaged or hostile file makes of a library for
workbooks or PDFs, it is this process that it happens to.
"""

from __future__ import annotations

import dataclasses
import json
import resource
import sys
from collections.abc import Collection
from typing import Any

from chiso.errors import ChisoError, DataError
from chiso.intake.formats import detect, too_large
from chiso.intake.grid import Grid

MOST_MEMORY = 1536 * 2**20
MOST_SECONDS = 60
MOST_LETTERS = 20_000_000


@dataclasses.dataclass(frozen=True, slots=True)
class Choice:
    """Which part of a file a person wants: a sheet, a table of a page, or pages. At most one is given."""

    sheet: str = ""
    table: str = ""
    page: str = ""

    def __bool__(self) -> bool:
        return bool(self.sheet or self.table or self.page)


def read_grids(data: bytes, name: str, keys: Collection[str], choice: Choice) -> list[Grid]:
    """Read the tables of a file in this process.

    Parameters
    ----------
    data, name
        The file and its name.
    keys
        The keys of all spellings of all provinces.
    choice
        Which of its parts.

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
        from chiso.intake.read_pdf import read_pdf  # noqa: PLC0415

        return read_pdf(data, name, keys, choice.page)
    from chiso.intake.read_sheets import read_sheets  # noqa: PLC0415

    return read_sheets(data, name, kind, keys, choice.sheet)


def answer(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    """Return the tables of a file, or the error that a person is to see, as JSON values."""
    name = str(request["name"])
    try:
        grids = read_grids(data, name, frozenset(request["keys"]), Choice(**request["choice"]))
        letters = sum(len(value) for grid in grids for row in grid.values for value in row if isinstance(value, str))
        if letters > MOST_LETTERS:
            raise too_large(name, f"Its cells hold {letters} letters.")
        return {"grids": [grid.to_json() for grid in grids]}
    except ChisoError as error:
        found = error
    except (MemoryError, RecursionError) as error:
        found = too_large(name, f"Reading it takes more than it may ({type(error).__name__}).")
    except Exception as error:  # a library may raise anything on a file that was made to break it
        found = DataError(
            "The file cannot be read.",
            where=name,
            why=f"It is damaged or not what it seems ({type(error).__name__}: {str(error)[:200]}).",
            remedy="Download it again, or open it in a spreadsheet and save it anew.",
        )
    return {"error": {"what": found.what, "where": found.where, "why": found.why, "remedy": found.remedy}}


def main() -> None:
    """Answer the one request on standard input."""
    for limit, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(limit)[1]
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (soft, soft))
    request = json.loads(sys.stdin.buffer.readline())
    sys.stdout.write(json.dumps(answer(request, sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
