"""The pieces of a document in the order of reading, and what follows from them: title, language, pages."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from typing import Any

from chiso.blocks.specs import Block, Cover
from chiso.export.markdown import Node, plain_text

#: Stands in for "now" where no cover gives a date, so that equal notebooks give equal files.
NO_DATE = "1980-01-01"

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*\Z")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Metadata:
    """What the finished file says of itself."""

    locale: str
    title: str
    author: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()
    date: str = NO_DATE
    running_title: str = ""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Passage:
    """Text, pictures and tables of one cell as nodes of :mod:`chiso.export.markdown`."""

    cell: int
    nodes: tuple[Node, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Placed:
    """A block of the briefing and the cell that showed it."""

    cell: int
    block: Block


def metadata_of(cover: Cover | None, pieces: Iterable[Passage | Placed], name: str, locale: str) -> Metadata:
    """Return what a document says of itself: by its cover, else by its first heading, else by its name."""
    if cover:
        plain = cover.title.replace("\u00a0", " ")  # what keeps words on one line is of no use to who looks for them
        return Metadata(
            locale=cover.locale, title=plain, author=cover.author, description=cover.description,
            keywords=cover.keywords, date=cover.date, running_title=cover.running_title,
        )  # fmt: skip
    first = _first_heading(pieces)
    title = (plain_text(first["c"]).strip() if first else "") or name
    return Metadata(locale=locale, title=title, running_title=title)


def title_cell(pieces: Iterable[Passage | Placed]) -> int:
    """Return the number of the cell in which the first heading stands; 0 where there is none."""
    passages = (piece for piece in pieces if isinstance(piece, Passage))
    return next((piece.cell for piece in passages if any(node["t"] == "heading" for node in piece.nodes)), 0)


def heading_notices(pieces: Iterable[Passage | Placed], *, has_cover: bool) -> list[str]:
    """Return what is told of headings that a report sets at another level than the notebook does."""
    found: list[str] = []
    above: list[int] = []
    title, top = "", 0
    for piece in pieces:
        for node in piece.nodes if isinstance(piece, Passage) else ():
            if node["t"] != "heading":
                continue
            text, level = plain_text(node["c"]).strip(), int(node["level"])
            while above and above[-1] >= level:
                above.pop()
            if not top:
                title, top = text, level
            elif not above and not has_cover:
                found.append(
                    f"The heading {text!r} of cell {piece.cell} is of the level of the title {title!r}; it is set as "
                    "the heading of a section, since a report has one title."
                )
            if above and level > above[-1] + 1:
                found.append(
                    f"The heading {text!r} of cell {piece.cell} skips a level, {level} below {above[-1]}; it is set "
                    "one level below the heading above it."
                )
            above.append(level)
    return found


def _nodes(pieces: Iterable[Passage | Placed]) -> Iterable[Node]:
    return (node for piece in pieces if isinstance(piece, Passage) for node in piece.nodes)


def _first_heading(pieces: Iterable[Passage | Placed]) -> Node | None:
    return next((node for node in _nodes(pieces) if node["t"] == "heading"), None)


def without_title(pieces: list[Passage | Placed]) -> list[Passage | Placed]:
    """Leave out the heading that became the title, unless it has parts and is one of several.

    Without it, ``###`` below the first ``#`` and a second ``#`` would have to be of one level.
    """
    headings = [node for node in _nodes(pieces) if node["t"] == "heading"]
    title = headings[0] if headings else None
    levels = [node["level"] for node in headings]
    if len(levels) > 1 and levels[1] > levels[0] and any(level <= levels[0] for level in levels[2:]):
        return pieces
    kept: list[Passage | Placed] = []
    for piece in pieces:
        if isinstance(piece, Passage):
            nodes = tuple(node for node in piece.nodes if node is not title)
            kept += [dataclasses.replace(piece, nodes=nodes)] if nodes else []
        else:
            kept.append(piece)
    return kept


def with_single_breaks(pieces: list[Passage | Placed]) -> list[Passage | Placed]:
    """Leave out page breaks that would make an empty page: the first of two, and those at either end."""
    shown = [index for index, piece in enumerate(pieces) if isinstance(piece, Placed) or not _only_breaks(piece)]
    kept: list[Passage | Placed] = []
    is_new_page = True
    for index, piece in enumerate(pieces):
        if isinstance(piece, Placed):
            is_new_page = False
            kept.append(piece)
            continue
        nodes = []
        for at, node in enumerate(piece.nodes):
            is_break = node["t"] == "pagebreak"
            follows = index < max(shown, default=-1) or any(one["t"] != "pagebreak" for one in piece.nodes[at:])
            if not is_break or (follows and not is_new_page):
                nodes.append(node)
            is_new_page = is_break
        kept += [dataclasses.replace(piece, nodes=tuple(nodes))] if nodes else []
    return kept


def _only_breaks(piece: Passage) -> bool:
    return all(node["t"] == "pagebreak" for node in piece.nodes)


def language_of(notebook: Mapping[str, Any], spoken: str = "") -> str:
    """Return the language of a notebook without a cover: that of its metadata, of its blocks, or English."""
    language = str((notebook.get("metadata") or {}).get("language") or spoken or "en")
    return language if _LANGUAGE.match(language) else "en"
