"""Formulas of a document as formulas of Word, through pandoc."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Iterable
from typing import Any

import pypandoc  # type: ignore[import-untyped]
from docx.oxml import parse_xml

from chiso.export.markdown import TIMEOUT, failed

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
    text = "".join(f"<p>{source}</p>" for source in wanted)
    try:
        run = subprocess.run(  # noqa: S603 - pandoc of our own dependency; text goes by standard input only
            [str(pypandoc.get_pandoc_path()), "--from=html", "--to=docx", "--output=-", "--sandbox"],
            input=text.encode(), capture_output=True, check=False, timeout=TIMEOUT,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise failed(str(error)) from error
    if run.returncode:
        return (
            {} if len(wanted) == 1 else {key: one for source in wanted for key, one in word_formulas([source]).items()}
        )
    with zipfile.ZipFile(io.BytesIO(run.stdout)) as package:
        body = parse_xml(package.read("word/document.xml"))
    paragraphs = [one for one in body.iter(f"{_WORD}p") if next(one.iter(_MATH), None) is not None]
    if len(paragraphs) != len(wanted):  # one of them was no formula for pandoc
        return (
            {} if len(wanted) == 1 else {key: one for source in wanted for key, one in word_formulas([source]).items()}
        )
    return {source: next(one.iter(_MATH)) for source, one in zip(wanted, paragraphs, strict=True)}
