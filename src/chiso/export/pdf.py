"""A document as one PDF: PDF/A-3a for keeping, PDF/UA-1 for every reader, set by Typst.

What a report says travels as JSON into a private folder that Typst reads; nothing of it becomes markup.
"""

from __future__ import annotations

import functools
import io
import json
import threading
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Final, Literal, cast

import pikepdf
import typst

from chiso.errors import ExportError
from chiso.export.attachments import Attachment
from chiso.export.document import Document
from chiso.export.typst_data import timestamp, typst_data
from chiso.report.fonts import font_directories, printable
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
        When Typst fails or warns of anything.
    """
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
    with scratch() as folder:
        for name, content in files.items():
            (folder / name).write_bytes(content)
        return _packed(_compiled(folder, document))


def _compiled(folder: Path, document: Document) -> bytes:
    try:
        # The compiler keeps state from one call to the next; threads take turns.
        with _lock:
            pdf, warnings = _compiler().compile_with_warnings(
                str(folder / "briefing.typ"),
                root=str(folder),
                format="pdf",
                pdf_standards=[*STANDARDS],
                timestamp=timestamp(document.metadata.date),
            )
            _forget()
    except typst.TypstError as error:
        raise _refused(document, error.message, error.hints) from error
    if warnings:
        raise _refused(document, warnings[0].message, warnings[0].hints)
    return cast("bytes", pdf)


@functools.cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(path) for path in font_directories()]
    )
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


def _refused(document: Document, message: str, hints: list[str]) -> ExportError:
    return ExportError(
        "The PDF could not be set",
        where=document.name,
        why="; ".join([message, *hints]),
        remedy="Look at the cell that shows this content; if it is a briefing of chiso itself, report it.",
    )
