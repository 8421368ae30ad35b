"""A document as one PDF: PDF/A-3a for keeping, PDF/UA-1 for every reader, set by Typst.

What a report says travels as JSON into a private folder that Typst reads; nothing of it becomes markup.
"""

from __future__ import annotations

import functools
import io
import json
import threading
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, Final, Literal, cast

import pikepdf
import typst

from chiso.blocks.fonts import font_directories, printable
from chiso.blocks.letters import letter_fonts
from chiso.blocks.scripts import script_fonts
from chiso.errors import ExportError
from chiso.export.attachments import Attachment
from chiso.export.document import NO_DATE, Document
from chiso.export.shown_date import timestamp
from chiso.export.typst_data import refuse_unprintable, typst_data
from chiso.scratch import scratch

STANDARDS: Final[list[Literal["a-3a", "ua-1"]]] = ["a-3a", "ua-1"]

_FORGOTTEN_AFTER = 12

_lock = threading.Lock()


def render_pdf(document: Document, attachments: Sequence[Attachment] = ()) -> bytes:
    """Return a document as a tagged PDF.

    Parameters
    ----------
    document
        From :func:`chiso.export.document.build_document`.
    attachments
        Files to put inside.

    Returns
    -------
    bytes
        PDF/A-3a and PDF/UA-1, dated by the cover; the same for the same document and files.

    Raises
    ------
    ExportError
        When a cell has a letter that no font has, or Typst fails or warns of anything.
    """
    refuse_unprintable(document)
    files: dict[str, bytes] = {picture.file: picture.data for picture in document.pictures.values()}
    data = typst_data(document, files)
    data["attachments"] = [
        {"file": f"attachment-{at}", **{name: getattr(one, name) for name in ("name", "media", "relationship")}}
        | {"description": printable(one.description)}
        for at, one in enumerate(attachments)
    ]
    files |= {f"attachment-{at}": one.data for at, one in enumerate(attachments)}
    files["data.json"] = json.dumps(data, ensure_ascii=False).encode()
    for template in resources.files("chiso.export").joinpath("templates").iterdir():
        if template.name.endswith(".typ"):
            files[template.name] = template.read_bytes()
    made = typeset(files, data["letters"], data["scripts"], name=document.name, date=document.metadata.date)
    return _packed(cast("bytes", made))


def typeset(
    files: Mapping[str, bytes],
    letters: Sequence[str],
    scripts: Sequence[str] = (),
    *,
    name: str,
    date: str = NO_DATE,
    density: float | None = None,
) -> bytes | list[bytes]:
    """Return what Typst makes of ``briefing.typ``: a PDF, or its pages as PNG.

    Parameters
    ----------
    files
        The contents of a private folder by their names; Typst reads nothing else.
    letters
        Letters with marks for which a font is made.
    scripts
        Characters that the fonts of text lack (:func:`chiso.blocks.fonts.of_scripts`).
    name
        Names the document in errors.
    date
        Stands in for "now" in a PDF.
    density
        Dots an inch of PNG; none for a PDF.

    Raises
    ------
    ExportError
        When Typst fails or warns of anything.
    """
    with scratch() as folder:
        for file, content in files.items():
            (folder / file).write_bytes(content)
        fonts = [*letter_fonts(tuple(letters))]
        fonts += [face for font in script_fonts(scripts) for face in (font.regular, font.bold)]
        for at, font in enumerate(fonts):
            (folder / "letters").mkdir(exist_ok=True)
            (folder / "letters" / f"{at}.ttf").write_bytes(font)
        compiler = _made_compiler(folder / "letters") if fonts else _compiler()
        kind: dict[str, Any] = (
            {"format": "png", "ppi": density}
            if density
            else {"format": "pdf", "pdf_standards": [*STANDARDS], "timestamp": timestamp(date)}
        )
        try:
            # The compiler keeps state from one call to the next; threads take turns.
            with _lock:
                made, warnings = compiler.compile_with_warnings(str(folder / "briefing.typ"), root=str(folder), **kind)
                if not density:  # the PDF, which comes last, has use for what was kept of the charts
                    _forget()
        except typst.TypstError as error:
            raise _refused(name, error.message, error.hints) from error
        if warnings:
            raise _refused(name, warnings[0].message, warnings[0].hints)
        return cast("bytes | list[bytes]", made)


@functools.cache
def _compiler() -> typst.Compiler:
    return _made_compiler()


def _made_compiler(*more: Path) -> typst.Compiler:
    """Return a compiler that knows our fonts and those of further folders."""
    paths = [str(path) for path in (*font_directories(), *more)]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=paths)
    return typst.Compiler(font_paths=fonts, ignore_system_fonts=True)


def _forget() -> None:
    """Let Typst drop what it keeps of a document for the next: 20 MB each, of no use for another report.

    It keeps what was used in the last ten compilations; an empty one takes 20 microseconds.
    """
    for _ in range(_FORGOTTEN_AFTER):
        _empty_compiler().compile(b"")


@functools.cache
def _empty_compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[])
    return typst.Compiler(font_paths=fonts, ignore_system_fonts=True)


def _packed(pdf: bytes) -> bytes:
    """Return a PDF with its structure compressed: the tags of a long table take more room than its text."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        packed = io.BytesIO()
        file.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return packed.getvalue()


def _refused(name: str, message: str, hints: list[str]) -> ExportError:
    return ExportError(
        "The PDF could not be set",
        where=name,
        why="; ".join([message, *hints]),
        remedy="Look at the cell that shows this content; if it is a briefing of chiso itself, report it.",
    )
