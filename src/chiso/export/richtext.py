"""What is done with the nodes of :mod:`chiso.export.markdown`: headings in order, anchors unique, links checked."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote

from chiso.export.markdown import Node, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

#: Ids of the page itself.
RESERVED = frozenset({"content", "notes", "top"})

#: Markdown headings begin below the title.
TOP_LEVEL = 2
LOWEST_LEVEL = 6


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield all nodes, parents before their children, in the order of reading."""
    for node in nodes:
        yield node
        yield from walk(node.get("c", ()))
        for item in node.get("items", ()):
            yield from walk(item)
        for row in (*node.get("header", ()), *(node.get("rows", ()) if node.get("t") == "table" else ())):
            for cell in row:
                yield from walk(cell["c"])


def slug(text: str) -> str:
    """Return an ASCII id from a text: ``Đất đai & môi trường`` gives ``dat-dai-moi-truong``."""
    plain = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "D")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "section"


def order_headings(headings: Sequence[Node], taken: set[str]) -> None:
    """Give headings levels without a gap, from 2 downwards, and ids that are unique.

    Parameters
    ----------
    headings
        Heading nodes of the whole document in the order of reading; changed in place.
    taken
        Ids in use; the new ones are added.
    """
    above: list[int] = []
    for heading in headings:
        written = heading["level"]
        while above and above[-1] >= written:
            above.pop()
        heading["level"] = min(len(above) + TOP_LEVEL, LOWEST_LEVEL)
        above.append(written)
        wanted = slug(plain_text(heading["c"]))
        name, number = wanted, 1
        while name in taken or name in RESERVED:
            number += 1
            name = f"{wanted}-{number}"
        taken.add(name)
        heading["id"] = name


def settle_anchors(nodes: Iterable[Node], taken: set[str]) -> dict[str, str]:
    """Give the places that authors name ids that are unique, and return them by the names that links use.

    Parameters
    ----------
    nodes
        Nodes of the whole document; anchors are changed in place, and one whose name is taken is dropped.
    taken
        Ids in use; the new ones are added.
    """
    names: dict[str, str] = {}
    for node in walk(nodes):
        if node["t"] == "anchor":
            name = slug(node["id"])
            if node["id"] in names or name in taken or name in RESERVED:
                node["t"] = "span"
            else:
                names[node["id"]] = name
                taken.add(name)
                node["id"] = name
    return names


def settle_links(nodes: Iterable[Node], targets: frozenset[str], names: Mapping[str, str] | None = None) -> list[str]:
    """Point ``#...`` links to ids of the document, also in Jupyter's spelling; the rest become plain text.

    A link to a file beside the notebook becomes its words with the address behind: a report travels alone.

    Parameters
    ----------
    nodes
        Nodes of the whole document, changed in place.
    targets
        Ids of the document.
    names
        Ids of the places that authors named, by those names.

    Returns
    -------
    list of str
        The addresses of the links that lead nowhere.
    """
    lost = []
    for node in walk(nodes):
        if node["t"] == "link" and node["href"].startswith("#"):
            written = node["href"][1:]
            wanted = (written, unquote(written))
            known = next(
                (
                    name
                    for one in wanted
                    for name in ((names or {}).get(one, ""), one, slug(one))
                    if name and name in targets
                ),
                "",
            )
            if known:
                node["href"] = f"#{known}"
            elif written in ("", "top"):
                node["href"] = "#top"
            else:
                node["t"] = "span"
                lost.append(node["href"])
        elif node["t"] == "lost-link":
            address = unquote(node["href"])
            told = [] if plain_text(node["c"]).strip() == address else [{"t": "text", "s": f" ({address})"}]
            node |= {"t": "span", "c": [*node["c"], *told]}
            lost.append(node["href"])
    return lost
