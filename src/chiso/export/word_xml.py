"""Pieces of WordprocessingML: elements, runs, paragraphs, links and bookmarks, in the order of its schema."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from chiso.files import sha256

Element = Any
"""An element of lxml; python-docx makes classes of its own of most."""

_LONGEST_NAME = 40
_MARKS = ("b", "i", "strike")
_UNPRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def element(tag: str, *children: Element | None, **attributes: str | int) -> Element:
    """Return an element such as ``w:tc`` with its children; attributes are written as ``w_val``."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(name.replace("_", ":", 1)), str(value))
    made.extend([child for child in children if child is not None])
    return made


def run(text: str, *, marks: Iterable[str] = (), style: str = "", colour: str = "", raised: str = "") -> Element:
    """Return a run of text.

    Parameters
    ----------
    text
        The text; tabs and line ends become those of Word.
    marks
        Of ``b`` (bold), ``i`` (italic), ``strike``, ``u`` (underlined) and ``highlight``.
    style
        The id of a character style.
    colour
        Of the letters, ``1a2b3c``.
    raised
        ``superscript`` or ``subscript``.
    """
    wanted = set(marks)
    properties = [
        element("w:rStyle", w_val=style) if style else None,
        *(element(f"w:{mark}") for mark in _MARKS if mark in wanted),
        element("w:color", w_val=colour) if colour else None,
        element("w:highlight", w_val="yellow") if "highlight" in wanted else None,
        element("w:u", w_val="single") if "u" in wanted else None,
        element("w:vertAlign", w_val=raised) if raised else None,
    ]
    made = element("w:r", element("w:rPr", *properties) if any(one is not None for one in properties) else None)
    for at, line in enumerate(_UNPRINTED.sub("\ufffd", text).split("\n")):
        if at:
            made.append(element("w:br"))
        words = element("w:t")
        words.text = line
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        made.append(words)
    return made


def paragraph(
    *content: Element | None,
    style: str = "",
    keep: bool = False,
    align: str = "",
    numbering: tuple[int, int] | None = None,
) -> Element:
    """Return a paragraph.

    Parameters
    ----------
    content
        Runs, links, bookmarks, formulas.
    style
        The id of a paragraph style.
    keep
        Whether it stays on one page with what follows.
    align
        ``right`` or ``center``, if not to the left.
    numbering
        The list that it is an item of, and the level.
    """
    number = None
    if numbering is not None:
        number = element("w:numPr", element("w:ilvl", w_val=numbering[1]), element("w:numId", w_val=numbering[0]))
    properties = [
        element("w:pStyle", w_val=style) if style else None,
        element("w:keepNext") if keep else None,
        number,
        element("w:jc", w_val=align) if align else None,
    ]
    has_any = any(one is not None for one in properties)
    return element("w:p", element("w:pPr", *properties) if has_any else None, *content)


def field(code: str, shown: str, **look: Any) -> list[Element]:
    """Return the runs of a field with what it shows until Word works it out; ``look`` as in :func:`run`."""
    instruction = element("w:r", element("w:instrText"))
    instruction[0].text = f" {code} "
    instruction[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    begin, middle, end = (
        element("w:r", element("w:fldChar", w_fldCharType=kind)) for kind in ("begin", "separate", "end")
    )
    result = run(shown, **look)
    made = [begin, instruction, middle, result, end]
    for one in made:  # LibreOffice shows a field in the looks of its first run
        if one is not result and result.rPr is not None:
            one.insert(0, copy.deepcopy(result.rPr))
    return made


def parted_at_fields(runs: Iterable[Element]) -> list[tuple[bool, list[Element]]]:
    """Return runs in parts: each field by itself, and what stands between fields; with whether it is a field."""
    found: list[tuple[bool, list[Element]]] = []
    within = False
    for one in runs:
        mark = one.find(qn("w:fldChar"))
        kind = "" if mark is None else mark.get(qn("w:fldCharType"))
        if kind == "begin" or not found or (found[-1][0] and not within):
            found.append((kind == "begin", []))
        within = kind == "begin" or (within and kind != "end")
        found[-1][1].append(one)
    return found


def bookmark_name(anchor: str) -> str:
    """Return the name of the bookmark of an anchor: Word takes letters, digits and ``_``, at most forty."""
    name = "_" + re.sub(r"\W", "_", anchor)
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 13]}_{sha256(anchor.encode())[:12]}"


def link(anchor: str, *runs: Element) -> Element:
    """Return runs as a link to a bookmark of the document."""
    return element("w:hyperlink", *runs, w_anchor=bookmark_name(anchor), w_history=1)
