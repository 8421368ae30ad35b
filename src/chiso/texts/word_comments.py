"""Putting comments into a Word file, and leaving everything else in it as it is, byte for byte.

Only the body, the list of comments, and what names that list change. A run that a comment begins or ends within is
parted; its letters and looks stay.
"""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Sequence
from typing import Any

from lxml import etree

from chiso.texts.passages import Remark
from chiso.texts.word_text import Letters, Paragraph, W, paragraphs, parse, parts_of

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
    # From the last to the first: parting a run leaves the letters before it where they are.
    placed = []
    for remark in sorted(remarks, key=lambda one: (one.passage, one.start), reverse=True):
        paragraph = found[remark.passage]
        if paragraph.part == _BODY:
            placed.append((remark, _stretch(paragraph, remark)))
        elif mark := _mark_of_note(body, paragraph):
            placed.append((remark, [mark]))
    for offset, (remark, runs) in enumerate(reversed(placed)):
        _anchor(runs, number + offset)
        comments.append(_comment(number + offset, remark.text, author))
    changed = {_BODY: _xml(body), _LIST: _xml(comments)}
    if _LIST not in parts:
        changed |= {_TYPES: _with_type(parts[_TYPES]), _RELATIONS: _with_relation(parts.get(_RELATIONS))}
    return _packed(data, changed)


def _stretch(paragraph: Paragraph, remark: Remark) -> list[Any]:
    """Return the runs that hold exactly the letters of a remark, parting the first and the last where needed."""
    at, runs = 0, list[Any]()
    letters = list(paragraph.letters)
    for place, each in enumerate(letters):
        first, last = max(remark.start - at, 0), min(remark.end - at, len(each.text))
        at += len(each.text)
        if first >= last:
            continue
        run = each.run
        if each.element.tag == f"{W}t":
            if last < len(each.text):
                _part(each, last, letters[place + 1 :])
            if first > 0 or each.element is not _shown(run)[0]:
                run = _behind(each, first)
        if run not in runs:
            runs.append(run)
    return runs


def _shown(run: Any) -> list[Any]:
    return [child for child in run if child.tag != f"{W}rPr"]


def _part(each: Letters, at: int, later: Sequence[Letters]) -> None:
    """Move what stands behind a letter of a run into a run of its own."""
    rest = _twin(each.run)
    text = copy.deepcopy(each.element)
    _say(text, each.text[at:])
    rest.append(text)
    children = _shown(each.run)
    for child in children[children.index(each.element) + 1 :]:
        rest.append(child)
    _say(each.element, each.text[:at])
    each.run.addnext(rest)


def _behind(each: Letters, at: int) -> Any:
    """Move what stands from a letter of a run on into a run of its own, and return that."""
    rest = _twin(each.run)
    children = _shown(each.run)
    moved = children[children.index(each.element) + 1 :]
    text = copy.deepcopy(each.element)
    _say(text, (each.element.text or "")[at:])
    _say(each.element, (each.element.text or "")[:at])
    rest.append(text)
    for child in moved:
        rest.append(child)
    if not each.element.text:
        each.run.remove(each.element)
    each.run.addnext(rest)
    return rest


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
    """Put the marks of a comment around runs. The last may lie in a link, the first outside of it, and the other way."""
    runs[0].addprevious(etree.Element(f"{W}commentRangeStart", {f"{W}id": str(number)}))
    end = etree.Element(f"{W}commentRangeEnd", {f"{W}id": str(number)})
    runs[-1].addnext(end)
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}commentReference", {f"{W}id": str(number)})
    end.addnext(run)


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
            new.writestr(entry, changed.pop(entry.filename, None) or old.read(entry), compress_type=entry.compress_type)
        for name, part in changed.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.external_attr = 0o600 << 16
            new.writestr(entry, part, compress_type=zipfile.ZIP_DEFLATED)
    return made.getvalue()
