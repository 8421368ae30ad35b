"""What is done with the nodes of :mod:`chiso.export.markdown`: headings in order, links checked, HTML written."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from chiso.export.markdown import Node, plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

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


def settle_links(nodes: Iterable[Node], targets: frozenset[str]) -> None:
    """Point ``#...`` links to ids of the document, also in Jupyter's spelling; the rest become plain text."""
    for node in walk(nodes):
        if node["t"] == "link" and node["href"].startswith("#"):
            wanted = node["href"][1:]
            known = next((name for name in (wanted, slug(wanted)) if name in targets), "")
            if known:
                node["href"] = f"#{known}"
            else:
                node["t"] = "span"


class HtmlWriter:
    """Writes nodes as HTML. One writer serves a whole page: it numbers the footnotes and keeps them for its end.

    Parameters
    ----------
    picture
        Turns the name and alternative text of an image node into HTML.
    table_label, note_label
        Names for screen readers in the page's language.
    """

    def __init__(self, picture: Callable[[str, str], Markup], *, table_label: str, note_label: str) -> None:
        self._picture = picture
        self._table_label = table_label
        self._note_label = note_label
        self._notes: list[Markup] = []

    def blocks(self, nodes: Iterable[Node]) -> Markup:
        """Return the HTML of block nodes."""
        return Markup("\n").join(self._block(node) for node in nodes)

    def endnotes(self) -> Markup:
        """Return the footnotes met so far as a list, or nothing."""
        if not self._notes:
            return Markup("")
        items = Markup("\n").join(
            Markup('<li id="note-{0}">{1} <a href="#note-{0}-from" role="doc-backlink" aria-label="{2} {0}">↩</a></li>')
            .format(number, note, self._note_label)
            for number, note in enumerate(self._notes, start=1)
        )  # fmt: skip
        return Markup('<section id="notes" role="doc-endnotes" aria-label="{}"><ol>\n{}\n</ol></section>').format(
            self._note_label, items
        )

    def _block(self, node: Node) -> Markup:
        match node["t"]:
            case "para":
                return Markup("<p>{}</p>").format(self.inlines(node["c"]))
            case "heading":
                return Markup('<h{0} id="{1}">{2}</h{0}>').format(node["level"], node["id"], self.inlines(node["c"]))
            case "list":
                items = Markup("").join(Markup("<li>{}</li>").format(self._item(item)) for item in node["items"])
                if not node["ordered"]:
                    return Markup("<ul>{}</ul>").format(items)
                return Markup('<ol start="{}">{}</ol>').format(node["start"], items)
            case "quote":
                return Markup("<blockquote>{}</blockquote>").format(self.blocks(node["c"]))
            case "pre":
                return Markup('<pre tabindex="0"><code>{}</code></pre>').format(node["s"])
            case "rule":
                return Markup("<hr>")
            case "table":
                return self._table(node)
            case "image":
                return Markup("<figure>{}</figure>").format(self._picture(node["name"], node["alt"]))
        raise AssertionError(node["t"])

    def _item(self, nodes: Sequence[Node]) -> Markup:
        # A paragraph on its own needs no <p>, which would set the list wide.
        if nodes and nodes[0]["t"] == "para":
            return self.inlines(nodes[0]["c"]) + self.blocks(nodes[1:])
        return self.blocks(nodes)

    def inlines(self, nodes: Iterable[Node]) -> Markup:
        """Return the HTML of inline nodes."""
        return Markup("").join(self._inline(node) for node in nodes)

    def _inline(self, node: Node) -> Markup:
        match node["t"]:
            case "text":
                return escape(node["s"])
            case "code":
                return Markup("<code>{}</code>").format(node["s"])
            case "break":
                return Markup("<br>")
            case "link":
                return Markup('<a href="{}">{}</a>').format(node["href"], self.inlines(node["c"]))
            case "math":
                return Markup(node["mathml"])  # noqa: S704 - written by pandoc's own MathML writer, which escapes
            case "image":
                return self._picture(node["name"], node["alt"])
            case "note":
                return self._footnote(node["c"])
            case "span":
                return self.inlines(node["c"])
            case style:
                tag = {"emph": "em", "strong": "strong", "strike": "del", "sup": "sup", "sub": "sub"}[style]
                return Markup("<{0}>{1}</{0}>").format(tag, self.inlines(node["c"]))

    def _footnote(self, nodes: Sequence[Node]) -> Markup:
        number = len(self._notes) + 1
        self._notes.append(Markup(""))
        self._notes[number - 1] = self._item(nodes)
        return Markup(
            '<sup><a href="#note-{0}" id="note-{0}-from" role="doc-noteref" aria-label="{1} {0}">{0}</a></sup>'
        ).format(number, self._note_label)

    def _table(self, node: Node) -> Markup:
        columns = node["align"]

        def cell(one: Node, at: int, *, scope: str) -> Markup:
            head = bool(scope) or one["head"]
            spans = Markup("").join(
                Markup(' {}="{}"').format(name, one[key])
                for name, key in (("colspan", "cols"), ("rowspan", "rows"))
                if one[key] > 1
            )
            scope = scope or "row"
            if head and scope == "col" and one["cols"] > 1:
                scope = "colgroup"
            return Markup('<{tag}{scope}{spans} class="{align}">{text}</{tag}>').format(
                tag="th" if head else "td",
                scope=Markup(' scope="{}"').format(scope) if head else "",
                spans=spans,
                align=columns[at] if one["cols"] == 1 and at < len(columns) else "start",
                text=self.inlines(one["c"]),
            )

        def rows(some: Sequence[Sequence[Node]], scope: str) -> Markup:
            return Markup("\n").join(
                Markup("<tr>{}</tr>").format(
                    Markup("").join(cell(one, one.get("at", at), scope=scope) for at, one in enumerate(row))
                )
                for row in some
            )

        label = node.get("label") or self._table_label
        return Markup(
            '<div class="scroll" role="region" aria-label="{0}" tabindex="0"><table aria-label="{0}">\n'
            "<thead>{1}</thead>\n<tbody>{2}</tbody>\n</table></div>"
        ).format(label, rows(node["header"], "col"), rows(node["rows"], ""))
