"""Formulas of a document as formulas of Word, through pandoc."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import Any

from docx.oxml import parse_xml

from chiso.export.markdown import run_pandoc

_TO_WORD = ("--from=html", "--to=docx", "--output=-", "--sandbox")

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def word_formulas(sources: Iterable[str]) -> dict[str, Any]:
    """Return formulas of Word (``m:oMath``) by their MathML, by pandoc; what it does not understand is left out.

    MathML has the commands that an author defines written out.

    Raises
    ------
    ExportError
        When pandoc does not run.
    """
    wanted = [source for source in dict.fromkeys(sources) if source.strip()]
    if not wanted:
        return {}
    run = run_pandoc(_TO_WORD, "".join(f"<p>{source}</p>" for source in wanted).encode())
    found = [] if run.returncode else _formulas(run.stdout)
    if len(found) == len(wanted):
        return dict(zip(wanted, found, strict=True))
    # One of them is no formula for pandoc; which one shows when each goes alone.
    return {} if len(wanted) == 1 else {key: one for source in wanted for key, one in word_formulas([source]).items()}


def _formulas(package: bytes) -> list[Any]:
    """Return the formula of each paragraph of a Word file that has one."""
    with zipfile.ZipFile(io.BytesIO(package)) as parts:
        body = parse_xml(parts.read("word/document.xml"))
    firsts = (next(one.iter(_MATH), None) for one in body.iter(f"{_WORD}p"))
    return [one for one in firsts if one is not None]
