"""Putting comments into a Word file, and leaving everything else in it as it is, byte for byte.

Only the body, the list of comments, and what names that list change. A run that a comment begins or ends within is
parted; its letters and looks stay.
"""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from lxml import etree

from chiso.texts.passages import Remark
from chiso.texts.word_text import Paragraph, W, paragraphs, parse, parts_of

_BODY, _LIST, _TYPES = "word/document.xml", "word/comments.xml", "[Content_Types].xml"
_RELATIONS = "word/_rels/document.xml.rels"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DAY = "2000-01-01T00:00:00Z"
"""The same for every comment: equal texts give equal bytes, and Word wants some day."""


def annotated(data: bytes, name: str, remarks: Sequence[Remark], author: str) -> bytes:
    """Return a Word file with comments.

    Parameters
    ----------
    data, name
        The file and its name.
    remarks
        The comments, by the numbers of passages that :func:`~chiso.texts.word_text.paragraphs` gives. One on a
        footnote stands at the footnote's mark, since no comment can stand within; those on headers and footers, where
        none can stand either, are left out.
    author
        Whose they are.
    """
    parts = parts_of(data)
    roots, found = paragraphs(parts, name)
    body = roots[_BODY]
    comments = parse(parts[_LIST]) if _LIST in parts else etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
    number = max((int(one.get(f"{W}id", "0")) for one in comments), default=-1) + 1
    for at, paragraph in enumerate(found):
        own = [remark for remark in remarks if remark.passage == at]
        if own and paragraph.part == _BODY:
            runs = _parted(paragraph, {place for remark in own for place in (remark.start, remark.end)})
            stretches = [
                [run for run, start, end in runs if remark.start <= start < end <= remark.end] for remark in own
            ]
        else:
            mark = _mark_of_note(body, paragraph) if own else None
            stretches = [[mark] if mark is not None else [] for _ in own]
        for remark, stretch in zip(own, stretches, strict=True):
            if stretch:
                _anchor(stretch, number)
                comments.append(_comment(number, remark.text, author))
                number += 1
    changed = {_BODY: _xml(body), _LIST: _xml(comments)}
    if _LIST not in parts:
        changed |= {_TYPES: _with_type(parts[_TYPES]), _RELATIONS: _with_relation(parts.get(_RELATIONS))}
    return _packed(data, changed)


def _parted(paragraph: Paragraph, cuts: set[int]) -> list[tuple[Any, int, int]]:
    """Part the runs of a paragraph at letters, and return them in order, each with its first and last letter."""
    shown = {each.element: each.text for each in paragraph.letters}
    at, found = 0, list[tuple[Any, int, int]]()
    for run in dict.fromkeys(each.run for each in paragraph.letters):
        groups: list[tuple[int, list[Any]]] = [(at, [])]
        for child in [child for child in run if child.tag != f"{W}rPr"]:
            text = shown.get(child, "")
            if at in cuts and text and groups[-1][0] < at:
                groups.append((at, []))
            groups[-1][1].append(child)
            inner = sorted(cut for cut in cuts if at < cut < at + len(text)) if child.tag == f"{W}t" else []
            for cut, end in pairwise([*inner, at + len(text)]):
                rest = copy.deepcopy(child)
                _say(rest, text[cut - at : end - at])
                groups.append((cut, [rest]))
            if inner:
                _say(child, text[: inner[0] - at])
            at += len(text)
        last = run
        for place, (start, children) in enumerate(groups):
            one = _twin(run) if place else run
            for child in children if place else ():
                one.append(child)
            if place:
                last.addnext(one)
            last = one
            found.append((one, start, groups[place + 1][0] if place + 1 < len(groups) else at))
    return found


def _twin(run: Any) -> Any:
    twin = etree.Element(run.tag, dict(run.attrib))
    looks = run.find(f"{W}rPr")
    if looks is not None:
        twin.append(copy.deepcopy(looks))
    return twin


def _say(element: Any, text: str) -> None:
    element.text = text
    element.set(_SPACE, "preserve")


def _mark_of_note(body: Any, paragraph: Paragraph) -> Any | None:
    """Return the run in the body that refers to the note of a paragraph."""
    kind = paragraph.passage.place.part
    note = next(paragraph.element.iterancestors(f"{W}{kind}"), None) if kind in ("footnote", "endnote") else None
    if note is None:
        return None
    for mark in body.iter(f"{W}{kind}Reference"):
        if mark.get(f"{W}id") == note.get(f"{W}id"):
            return mark.getparent()
    return None


def _anchor(runs: Sequence[Any], number: int) -> None:
    """Put the marks of a comment around runs; one of the ends may lie in a link, and the other outside of it."""
    _outside(runs[0], "begin").addprevious(etree.Element(f"{W}commentRangeStart", {f"{W}id": str(number)}))
    end = etree.Element(f"{W}commentRangeEnd", {f"{W}id": str(number)})
    _outside(runs[-1], "end").addnext(end)
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}commentReference", {f"{W}id": str(number)})
    end.addnext(run)


def _outside(run: Any, side: str) -> Any:
    """Return what a comment begins before or ends behind: a run, or the whole of the field that it is in.

    Within a field, and within a link behind a field, LibreOffice prints the comment into the text.
    """
    paragraph = next(run.iterancestors(f"{W}p"))
    begins: list[Any] = []
    found = run
    reached = False
    for one in paragraph.iter(f"{W}r"):
        reached = reached or one is run
        kinds = [mark.get(f"{W}fldCharType") for mark in one.iter(f"{W}fldChar")]
        if "begin" in kinds and not reached:
            begins.append(one)
        elif "end" in kinds and begins:
            first = begins.pop()
            if reached:
                found = first if side == "begin" else one
        if reached and not begins:
            break
    simple = next(run.iterancestors(f"{W}fldSimple"), None)
    found = found if simple is None else simple
    link = next(found.iterancestors(f"{W}hyperlink"), None)
    return found if link is None or found is run else link


def _comment(number: int, text: str, author: str) -> Any:
    comment = etree.Element(
        f"{W}comment", {f"{W}id": str(number), f"{W}author": author, f"{W}initials": author[:1], f"{W}date": _DAY}
    )
    paragraph = etree.SubElement(comment, f"{W}p")
    run = etree.SubElement(paragraph, f"{W}r")
    said = etree.SubElement(run, f"{W}t")
    _say(said, text)
    return comment


def _with_type(data: bytes) -> bytes:
    root = parse(data)
    etree.SubElement(root, f"{_CONTENT_TYPES}Override", {"PartName": f"/{_LIST}", "ContentType": _CONTENT})
    return _xml(root)


def _with_relation(data: bytes | None) -> bytes:
    root = parse(data) if data else etree.Element(f"{_PACKAGE}Relationships", nsmap={None: _PACKAGE[1:-1]})
    taken = {one.get("Id") for one in root}
    name = next(name for name in (f"rIdChiso{number}" for number in range(len(taken) + 1)) if name not in taken)
    etree.SubElement(root, f"{_PACKAGE}Relationship", {"Id": name, "Type": _KIND, "Target": "comments.xml"})
    return _xml(root)


def _xml(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _packed(data: bytes, changed: dict[str, bytes]) -> bytes:
    """Return a package with some parts changed or added, all others and their order, days and names as they were."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = changed.pop(entry.filename) if entry.filename in changed else old.read(entry)
            new.writestr(entry, part, compress_type=entry.compress_type)
        for name, part in changed.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.external_attr = 0o600 << 16
            new.writestr(entry, part, compress_type=zipfile.ZIP_DEFLATED)
    return made.getvalue()
