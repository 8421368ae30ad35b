"""What Typst is given of a document: plain JSON values, and the pictures that they name."""

from __future__ import annotations

import copy
import dataclasses
import math
import re
from typing import TYPE_CHECKING, Any

from chiso.blocks import palette
from chiso.blocks.fonts import FALLBACK, FAMILY, MONO, missing, of_scripts, printable, text_width
from chiso.blocks.fragments import safe_href
from chiso.blocks.letters import LETTERS, clusters, drawn_letters, rare
from chiso.blocks.scripts import script_fonts
from chiso.blocks.specs import ENTRY, Block, Cell, Figure, Table
from chiso.blocks.svg import clean_svg
from chiso.errors import ExportError
from chiso.export.cells import place
from chiso.export.document import Document, Passage, Placed
from chiso.export.footnotes import Footnotes
from chiso.export.richtext import walk
from chiso.export.shown_date import shown_date, timestamp
from chiso.export.split_tables import contents, parted
from chiso.export.tables import SMALLEST, Content, fit, softened
from chiso.files import sha256

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chiso.export.markdown import Node
    from chiso.export.outputs import Picture

#: The page, in points: A4 with its margins. The template takes them from here.
MARGIN = 54.0
TEXT_WIDTH = 595.276 - 2 * MARGIN

_SIZES = {"normal": (8.4, 8.0), "dense": (7.4, 7.0)}  # size of text, padding of a cell
_LONG_LINE = 100
_TEXT_SIZE = 9.4

TEXT_FONTS = [FAMILY, FALLBACK]

#: Measures of a shape and its word beside a figure, in multiples of the size of text.
GAP, SHAPE, WORD, WIDEST_MARK = 0.35, 0.95, 0.92, 8.0
LEAD = 7.0

#: A table with more rows, or twice as many lines, goes on over pages; a shorter one is kept together.
MOST_ROWS = 14

#: The least room between two charts side by side, in points.
GUTTER = 12.0

_SVG_WIDTH = re.compile(r"<svg\b[^>]*?\bwidth=\"(?P<points>[0-9.]+)pt\"")


def typst_data(document: Document, files: dict[str, bytes]) -> dict[str, Any]:
    """Return a document as the template takes it, every text of it printable.

    Parameters
    ----------
    document
        What to set.
    files
        Receives the contents of pictures by the names that the values use.
    """
    raw = _data(document, files)
    data: dict[str, Any] = _printable(raw)
    for name, content in files.items():
        if name.endswith(".svg"):  # the texts of a drawing are set by the same fonts
            files[name] = printable(content.decode()).encode()
    drawings = [content.decode() for name, content in files.items() if name.endswith(".svg")]
    shown = [_text(data), *drawings]
    marked = (*clusters(shown), *rare(shown))
    data["letters"] = sorted({*marked, *drawn_letters(drawings)})
    data["scripts"] = of_scripts([*shown, _words_of_formulas(data)])
    families = [font.family for font in script_fonts(data["scripts"])]
    data["fonts"] = {kind: [*names, *families] for kind, names in data["fonts"].items()}
    data["marked"] = "|".join(map(re.escape, sorted(marked, key=lambda one: (-len(one), one))))
    return data


def drawing_file(drawing: str) -> str:
    """Return the name of the file of a drawing, the same for the same drawing.

    Typst reads a drawing once for pictures and PDF where its name and the fonts of the text around are the same.
    """
    return f"drawing-{sha256(drawing.encode())[:32]}.svg"


def refuse_unprintable(document: Document) -> None:
    """Refuse a document with a letter that no font has: PDF/A forbids a missing glyph, and nobody could read it.

    Raises
    ------
    ExportError
        Naming the cell and what it has no font for.
    """
    for piece in document.pieces:
        alone = dataclasses.replace(document, pieces=(piece,), cover=None, pictures={})
        drawings: dict[str, bytes] = {}
        texts = [_text(_data(alone, drawings)["pieces"])]
        texts += [one.data.decode() for one in _pictures_of(piece, document) if one.file.endswith(".svg")]
        _refuse(missing([*texts, *(drawing.decode() for drawing in drawings.values())]), document, piece.cell)
    opening = _text([document.opening.to_json(), dataclasses.asdict(document.metadata)])
    _refuse(missing([opening]), document, document.title_cell)


def _pictures_of(piece: Passage | Placed, document: Document) -> list[Picture]:
    names = [node["name"] for node in walk(getattr(piece, "nodes", ())) if node["t"] == "image"]
    return [document.pictures[name] for name in names]


def _refuse(lacking: Sequence[str], document: Document, cell: int) -> None:
    if lacking:
        raise ExportError(
            f"There is no font for {', '.join(lacking)}",
            where=place(document.name, cell),
            why="Its letters would be missing from the PDF.",
            remedy="Write it in other letters, or as a picture; the page and the Word file can show it as it is.",
        )


def _data(document: Document, files: dict[str, bytes]) -> dict[str, Any]:
    stamp = timestamp(document.metadata.date)
    pieces: list[dict[str, Any]] = []
    notes = Footnotes()
    for piece in document.pieces:
        if isinstance(piece, Placed):
            block = _block(piece.block, files)
            row = pieces[-1] if pieces and pieces[-1]["kind"] == "figures" else None
            if block.get("narrow") and row is not None and _side_by_side([*row["figures"], block]):
                row["figures"].append(block)
            else:
                pieces.append({"kind": "figures", "figures": [block]} if block.get("narrow") else block)
        else:
            # The document stays as it is for other renderers.
            nodes = [part for node in copy.deepcopy(piece.nodes) for part in _parted(node)]
            for node in walk(nodes):
                _prepare(node)
            _soften(nodes)
            notes.name(nodes)
            pieces.append({"kind": "text", "nodes": nodes})
    notes.forget()
    return {
        "meta": {**dataclasses.asdict(document.metadata), "day": [stamp.year, stamp.month, stamp.day]},
        "dated": shown_date(document.metadata.date, document.metadata.locale),
        "words": dict(document.words),
        "cover": document.opening.to_json(),
        "pieces": pieces,
        "pictures": {picture.name: picture.file for picture in document.pictures.values()},
        "colours": dict(palette.LIGHT),
        "tones": dict(palette.TONES),
        "shapes": {tone: [list(point) for point in shape] for tone, shape in palette.SHAPES.items()},
        "hollow": sorted(palette.HOLLOW),
        "signs": dict(palette.SIGNS),
        "fonts": {"text": TEXT_FONTS, "mono": [MONO, FALLBACK], "letters": [LETTERS, FALLBACK]},
        "margin": MARGIN,
        "text_width": TEXT_WIDTH,
        "measures": {"gap": GAP, "word": WORD},
        "entry": ENTRY,
    }


def _block(block: Block, files: dict[str, bytes]) -> dict[str, Any]:
    data = block.to_json()
    if isinstance(block, Table):
        data |= _table(block)
        for row in data["rows"]:
            for cell in row["cells"]:
                cell["href"] = safe_href(cell["href"])
    elif isinstance(block, Figure):
        drawing = printable(clean_svg(block.svg, prefix=block.id, label=block.alt))
        file = drawing_file(drawing)
        files[file] = drawing.encode()
        found = _SVG_WIDTH.search(block.svg)
        # A chart that does not say how wide it is stands alone.
        width = float(found["points"]) if found else TEXT_WIDTH
        data |= {"file": file, "svg": "", "data": None, "width": width}
    elif data["kind"] == "prose":
        for paragraph in data["paragraphs"]:
            for span in paragraph:
                span["href"] = safe_href(span["href"])
    return data


def _side_by_side(figures: list[dict[str, Any]]) -> bool:
    """Whether charts fit beside each other, with a gutter between two."""
    return sum(float(figure["width"]) for figure in figures) + GUTTER * (len(figures) - 1) <= TEXT_WIDTH


def _table(table: Table) -> dict[str, Any]:
    size, padding = _SIZES["dense" if table.dense else "normal"]
    marks = [_mark([row.cells[at] for row in table.rows], column.align) for at, column in enumerate(table.columns)]
    columns = [
        Content(
            header=column.header,
            cells=tuple(row.cells[at].text if marks[at] else _shown(row.cells[at]) for row in table.rows),
            share=column.width,
            mark=marks[at] + GAP if marks[at] else 0.0,
            lead=_lead(table, at),
            figures=column.align == "end",
        )
        for at, column in enumerate(table.columns)
    ]
    layout = fit(columns, TEXT_WIDTH, size, padding=padding, stretch=True)
    data = table.to_json()
    for at, width in enumerate(layout.widths):
        inner = width - padding - columns[at].lead
        beside = (marks[at] + GAP) * layout.size if marks[at] else 0.0
        header = text_width(table.columns[at].header, layout.size, bold=True)
        data["columns"][at] |= {
            "mark": marks[at],
            "lead": columns[at].lead,
            "over": beside > 0 and header < inner - beside,
        }
        data["columns"][at]["header"] = softened(table.columns[at].header, inner, layout.size)
        inner -= beside
        for row in data["rows"]:
            row["cells"][at]["text"] = softened(row["cells"][at]["text"], inner, layout.size)
    rooms = [width - padding - column.lead for width, column in zip(layout.widths, columns, strict=True)]
    long = len(table.rows) > MOST_ROWS or _lines(table, rooms, layout.size) > 2 * MOST_ROWS
    return {**data, "widths": list(layout.widths), "size": layout.size, "padding": padding, "long": long}


def _lines(table: Table, widths: list[float], size: float) -> int:
    """Return about how many lines the rows of a table take: a few with long texts may fill more than a page."""
    return sum(
        max(
            math.ceil(text_width(cell.text, size) / max(width, 1.0))
            for cell, width in zip(row.cells, widths, strict=True)
        )
        for row in table.rows
    )


def _lead(table: Table, at: int) -> float:
    """Return the space that keeps a column of words away from the figures before it."""
    turns = at > 0 and (table.columns[at - 1].align, table.columns[at].align) == ("end", "start")
    return LEAD if turns else 0.0


def _mark(cells: list[Cell], align: str) -> float:
    """Return the room beside the figures of a column for shape and word, in points at size 1; 0 for none.

    With it the figures of a column stand below each other whatever the length of the words.
    """
    if align != "end":
        return 0.0
    widths = [SHAPE + text_width(cell.word, WORD) for cell in cells if cell.tone not in (None, "missing")]
    return min(max(widths, default=0.0), WIDEST_MARK)


def _shown(cell: Cell) -> str:
    # The shape takes about as much room as the two dashes that stand for it here.
    return cell.text + (
        f" ––\u00a0{cell.word}" if cell.tone not in (None, "missing") else f" {cell.word}" if cell.word else ""
    )


def _parted(node: Node) -> list[Node]:
    size, padding = _SIZES["normal"]
    return parted(node, TEXT_WIDTH, size, smallest=SMALLEST, padding=padding)


def _prepare(node: Node) -> None:
    """Add to a node what Typst needs: widths of tables, places where long lines may break."""
    if node["t"] == "pre":
        node["s"] = "\n".join(_wrapped(line) for line in node["s"].split("\n"))
    elif node["t"] == "table":
        size, padding = _SIZES["normal"]
        columns = contents(node)
        layout = fit(columns, TEXT_WIDTH, size, padding=padding, stretch=False)
        for row in (*node["header"], *node["rows"]):
            for at, cell in enumerate(row):
                width = layout.widths[min(cell.get("at", at), len(columns) - 1)] - padding
                if cell["cols"] == 1:
                    for inner in walk(cell["c"]):
                        if inner["t"] == "text":
                            inner["s"] = softened(inner["s"], width, layout.size)
        node |= {"widths": list(layout.widths), "size": layout.size, "padding": padding}


def _soften(nodes: list[Node]) -> None:
    """Let words break that are wider than what a list or a quote leaves of a line; tables have their own measure."""
    for node in nodes:
        if node["t"] in ("text", "code"):
            node["s"] = softened(node["s"], TEXT_WIDTH / 2, _TEXT_SIZE)
        elif node["t"] != "table":
            _soften(node.get("c", []))
            for item in node.get("items", ()):
                _soften(item)


def _wrapped(line: str) -> str:
    if len(line) <= _LONG_LINE:
        return line
    return "\u200b".join(line[at : at + _LONG_LINE // 2] for at in range(0, len(line), _LONG_LINE // 2))


def _text(value: Any) -> str:
    """Return every text of JSON values, a line each."""
    found: list[str] = []
    _gather(value, found)
    return "\n".join(found)


def _words_of_formulas(value: Any) -> str:
    """Return the letters of words in formulas; their signs have a font of their own."""
    if isinstance(value, dict):
        parts = [
            "".join(filter(str.isalpha, item)) if key == "typst" and isinstance(item, str) else _words_of_formulas(item)
            for key, item in value.items()
        ]
    else:
        parts = [_words_of_formulas(item) for item in value] if isinstance(value, (list, tuple)) else []
    return "".join(parts)


def _gather(value: Any, found: list[str]) -> None:
    """Add every text of JSON values; formulas have a font of their own."""
    if isinstance(value, str):
        found.append(value)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in ("typst", "mathml", "svg"):
                _gather(item, found)
    elif isinstance(value, (list, tuple)):
        for item in value:
            _gather(item, found)


def _printable(value: Any) -> Any:
    """Return JSON values in which every text can be drawn with the fonts at hand."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        # Formulas are drawn with a font for mathematics, which has other characters.
        return {key: item if key == "typst" else _printable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_printable(item) for item in value]
    return value
