"""The nodes of :mod:`chiso.export.markdown` as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from chiso.export.markdown import Node

_TAGS = {"emph": "em", "strong": "strong", "strike": "del", "underline": "u", "mark": "mark", "kbd": "kbd",
         "sup": "sup", "sub": "sub", "code-words": "code"}  # fmt: skip


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
        self._numbers: dict[str, int] = {}
        self._references: list[int] = []
        self._paints: dict[tuple[str, str], str] = {}

    def blocks(self, nodes: Iterable[Node]) -> Markup:
        """Return the HTML of block nodes."""
        return Markup("\n").join(self._block(node) for node in nodes)

    def endnotes(self) -> Markup:
        """Return the footnotes met so far as a list, or nothing."""
        if not self._notes:
            return Markup("")
        items = Markup("\n").join(
            Markup('<li id="note-{0}">{1}{2}</li>').format(number, note, self._back(number))
            for number, note in enumerate(self._notes, start=1)
        )
        return Markup('<section id="notes" role="doc-endnotes" aria-label="{}"><ol>\n{}\n</ol></section>').format(
            self._note_label, items
        )

    def paints(self) -> str:
        """Return the style sheet of the coloured cells met so far; no element has a style attribute."""
        return "".join(
            f".chiso td.{name},.chiso th.{name}{{color:{ink};background:{ground}}}"
            for (ink, ground), name in self._paints.items()
        )

    def _back(self, number: int) -> Markup:
        """Return the links from a footnote to each place that refers to it."""
        return Markup("").join(
            Markup(' <a href="#{}" role="doc-backlink" aria-label="{} {}">↩</a>').format(
                _place(number, use), self._note_label, number
            )
            for use in range(1, self._references[number - 1] + 1)
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
            case "pagebreak":
                return Markup('<div class="page-break"></div>')
            case "image":
                return _figure(node, self._picture(node["name"], node["alt"]), "figure")
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
                return self._footnote(node)
            case "span":
                return self.inlines(node.get("c", ()))
            case "anchor":
                return Markup('<span id="{}"></span>').format(node["id"])
            case style:
                return Markup("<{0}>{1}</{0}>").format(_TAGS[style], self.inlines(node["c"]))

    def _footnote(self, node: Node) -> Markup:
        key = node["key"]
        number = self._numbers.get(key, 0)
        if not number:
            number = self._numbers[key] = len(self._notes) + 1
            self._notes.append(Markup(""))
            self._references.append(0)
            self._notes[number - 1] = self._item(node["c"])
        self._references[number - 1] += 1
        return Markup('<sup><a href="#note-{0}" id="{2}" role="doc-noteref" aria-label="{1} {0}">{0}</a></sup>').format(
            number, self._note_label, _place(number, self._references[number - 1])
        )

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
            align = columns[at] if one["cols"] == 1 and at < len(columns) else "start"
            return Markup('<{tag}{scope}{spans} class="{classes}">{text}</{tag}>').format(
                tag="th" if head else "td",
                scope=Markup(' scope="{}"').format(scope) if head else "",
                spans=spans,
                classes=" ".join(filter(None, (align, self._paint(one.get("paint"))))),
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
        table = Markup(
            '<div class="scroll" role="region" aria-label="{0}" tabindex="0"><table aria-label="{0}">\n'
            "<thead>{1}</thead>\n<tbody>{2}</tbody>\n</table></div>"
        ).format(label, rows(node["header"], "col"), rows(node["rows"], ""))
        return _figure(node, table, "table") if node.get("label") or node.get("id") else table

    def _paint(self, paint: Node | None) -> str:
        return self._paints.setdefault((paint["ink"], paint["ground"]), f"p{len(self._paints)}") if paint else ""


def _place(number: int, use: int) -> str:
    return f"note-{number}-from" if use == 1 else f"note-{number}-from-{use}"


def _figure(node: Node, body: Markup, kind: str) -> Markup:
    """Return a picture or a table with its id and its caption, which stands above as that of a block does."""
    identifier = Markup(' id="{}"').format(node["id"]) if node.get("id") else ""
    caption = Markup('<figcaption class="title">{}</figcaption>').format(node["label"]) if node.get("label") else ""
    classes = Markup(' class="captioned"') if caption and kind == "table" else ""
    return Markup("<figure{}{}>{}{}</figure>").format(identifier, classes, caption, body)
