"""Texts as people send them: Word files with what Word puts into them, and PDFs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import docx
import typst
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

WRONG = "Năm 2020, PAPI của Cần Thơ đạt 42,98 điểm, hạng 29/63."
RIGHT = "Năm 2020, PAPI của Cần Thơ đạt 42,89 điểm, hạng 29/63."


def word(*paragraphs: str, change: Callable[[Any], None] | None = None) -> bytes:
    """Return a Word file of paragraphs, changed by a function of its document."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if change is not None:
        change(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_parts(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return a package with further parts, or others in their place."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return made.getvalue()


def run(text: str, *, deleted: bool = False) -> Any:
    """Return a run of a text."""
    element = OxmlElement("w:r")
    letters = OxmlElement("w:delText" if deleted else "w:t")
    letters.text = text
    letters.set(qn("xml:space"), "preserve")
    element.append(letters)
    return element


def around(tag: str, *inner: Any, **attributes: str) -> Any:
    """Return an element of Word around others."""
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    for one in inner:
        element.append(one)
    return element


def field(instruction: str, shown: str) -> list[Any]:
    """Return the runs of a field: begin, instruction, separate, result, end."""
    marks = [around("w:r", around("w:fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end")]
    told = OxmlElement("w:instrText")
    told.text = instruction
    return [marks[0], around("w:r", told), marks[1], run(shown), marks[2]]


def pdf(source: str) -> bytes:
    """Return a PDF of a Typst source."""
    made = typst.compile(source.encode())
    assert isinstance(made, bytes)
    return made
