"""A document as one PDF: PDF/A-3a for keeping, PDF/UA-1 for every reader, set by Typst.

What a report says travels as JSON into a private folder that Typst reads; nothing of it becomes markup.
"""

from __future__ import annotations

import copy
import dataclasses
import datetime as dt
import functools
import io
import json
import re
import tempfile
import threading
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, cast

import pikepdf
import typst

from chiso.errors import ExportError
from chiso.export.attachments import Attachment
from chiso.export.document import NO_DATE, Document, Placed
from chiso.export.richtext import walk
from chiso.export.tables import Content, fit, softened
from chiso.export.words import shown_date, words
from chiso.report import palette
from chiso.report.fonts import FALLBACK, FAMILY, MONO, font_directories, printable, text_width
from chiso.report.fragments import safe_href
from chiso.report.specs import Block, Cell, Figure, Table
from chiso.report.svg import clean_svg

if TYPE_CHECKING:
    from chiso.export.markdown import Node

STANDARDS: Final[list[Literal["a-3a", "ua-1"]]] = ["a-3a", "ua-1"]

#: The page, in points: A4 with its margins. The template takes them from here.
MARGIN = 54.0
TEXT_WIDTH = 595.276 - 2 * MARGIN

_SIZES = {"normal": (8.4, 8.0), "dense": (7.4, 7.0)}  # size of text, padding of a cell
_LONG_LINE = 100

#: Measures of a shape and its word beside a figure, in multiples of the size of text.
GAP, SHAPE, WORD, WIDEST_MARK = 0.35, 0.95, 0.92, 8.0
LEAD = 7.0

#: The least room between two charts side by side, in points.
GUTTER = 12.0

_SVG_WIDTH = re.compile(r"<svg\b[^>]*?\bwidth=\"(?P<points>[0-9.]+)pt\"")

_FORGOTTEN_AFTER = 12

_lock = threading.Lock()


def render_pdf(document: Document, attachments: Sequence[Attachment] = ()) -> bytes:
    """Return a document as a tagged PDF.

    Parameters
    ----------
    document
        From :func:`chiso.export.document.build_document`.
    attachments
        Files to put inside.

    Returns
    -------
    bytes
        PDF/A-3a and PDF/UA-1, dated by the cover; the same for the same document and files.

    Raises
    ------
    ExportError
        When Typst fails or warns of anything.
    """
    files: dict[str, bytes] = {picture.file: picture.data for picture in document.pictures.values()}
    data = _printable(_data(document, files))
    data["attachments"] = [
        {"file": f"attachment-{at}", **{name: getattr(one, name) for name in ("name", "media", "relationship")}}
        | {"description": printable(one.description)}
        for at, one in enumerate(attachments)
    ]
    files |= {f"attachment-{at}": one.data for at, one in enumerate(attachments)}
    files["data.json"] = json.dumps(data, ensure_ascii=False).encode()
    for template in resources.files("chiso.export").joinpath("templates").iterdir():
        if template.name.endswith(".typ"):
            files[template.name] = template.read_bytes()
    with tempfile.TemporaryDirectory(prefix="chiso-") as folder:
        for name, content in files.items():
            Path(folder, name).write_bytes(content)
        return _packed(_compiled(Path(folder), document))


def _compiled(folder: Path, document: Document) -> bytes:
    try:
        # The compiler keeps state from one call to the next; threads take turns.
        with _lock:
            pdf, warnings = _compiler().compile_with_warnings(
                str(folder / "briefing.typ"),
                root=str(folder),
                format="pdf",
                pdf_standards=[*STANDARDS],
                timestamp=_timestamp(document.metadata.date),
            )
            _forget()
    except typst.TypstError as error:
        raise _refused(document, error.message, error.hints) from error
    if warnings:
        raise _refused(document, warnings[0].message, warnings[0].hints)
    return cast("bytes", pdf)


@functools.cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(path) for path in font_directories()]
    )
    return typst.Compiler(font_paths=fonts, ignore_system_fonts=True)


def _forget() -> None:
    """Let Typst drop what it keeps of a document for the next: 20 MB each, of no use for another report.

    It keeps what was used in the last ten compilations; an empty one takes 20 microseconds.
    """
    for _ in range(_FORGOTTEN_AFTER):
        _empty_compiler().compile(b"")


@functools.cache
def _empty_compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[])
    return typst.Compiler(font_paths=fonts, ignore_system_fonts=True)


def _packed(pdf: bytes) -> bytes:
    """Return a PDF with its structure compressed: the tags of a long table take more room than its text."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        packed = io.BytesIO()
        file.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return packed.getvalue()


def _refused(document: Document, message: str, hints: list[str]) -> ExportError:
    return ExportError(
        "The PDF could not be set",
        where=document.name,
        why="; ".join([message, *hints]),
        remedy="Look at the cell that shows this content; if it is a briefing of chiso itself, report it.",
    )


def _timestamp(date: str) -> dt.datetime:
    try:
        day = dt.date.fromisoformat(date)
    except ValueError:
        day = dt.date.fromisoformat(NO_DATE)
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)


def _data(document: Document, files: dict[str, bytes]) -> dict[str, Any]:
    stamp = _timestamp(document.metadata.date)
    pieces: list[dict[str, Any]] = []
    for piece in document.pieces:
        if isinstance(piece, Placed):
            block = _block(piece.block, document.targets, files)
            row = pieces[-1] if pieces and pieces[-1]["kind"] == "figures" else None
            if block.get("narrow") and row is not None and _side_by_side([*row["figures"], block]):
                row["figures"].append(block)
            else:
                pieces.append({"kind": "figures", "figures": [block]} if block.get("narrow") else block)
        else:
            nodes = copy.deepcopy(list(piece.nodes))  # the document stays as it is for other renderers
            for node in walk(nodes):
                _prepare(node)
            pieces.append({"kind": "text", "nodes": nodes})
    return {
        "meta": {**dataclasses.asdict(document.metadata), "day": [stamp.year, stamp.month, stamp.day]},
        "dated": ""
        if document.metadata.date == NO_DATE
        else shown_date(document.metadata.date, document.metadata.locale),
        "words": dict(words(document.metadata.locale)),
        "cover": document.opening.to_json(),
        "pieces": pieces,
        "pictures": {picture.name: picture.file for picture in document.pictures.values()},
        "colours": dict(palette.LIGHT),
        "tones": dict(palette.TONES),
        "shapes": {tone: [list(point) for point in shape] for tone, shape in palette.SHAPES.items()},
        "hollow": sorted(palette.HOLLOW),
        "signs": dict(palette.SIGNS),
        "fonts": {"text": [FAMILY, FALLBACK], "mono": [MONO, FALLBACK]},
        "margin": MARGIN,
        "text_width": TEXT_WIDTH,
        "measures": {"gap": GAP, "word": WORD},
    }


def _block(block: Block, targets: frozenset[str], files: dict[str, bytes]) -> dict[str, Any]:
    data = block.to_json()
    if isinstance(block, Table):
        data |= _table(block)
        for row in data["rows"]:
            for cell in row["cells"]:
                cell["href"] = _target(cell["href"], targets)
    elif isinstance(block, Figure):
        name = f"{block.id}.svg" if block.id.replace("-", "").isalnum() else f"figure-{len(files)}.svg"
        files[f"block-{name}"] = clean_svg(block.svg, prefix="f").encode()
        found = _SVG_WIDTH.search(block.svg)
        # A chart that does not say how wide it is stands alone.
        width = float(found["points"]) if found else TEXT_WIDTH
        data |= {"file": f"block-{name}", "svg": "", "data": None, "width": width}
    elif data["kind"] == "prose":
        for paragraph in data["paragraphs"]:
            for span in paragraph:
                span["href"] = _target(span["href"], targets)
    return data


def _side_by_side(figures: list[dict[str, Any]]) -> bool:
    """Whether charts fit beside each other, with a gutter between two."""
    return sum(float(figure["width"]) for figure in figures) + GUTTER * (len(figures) - 1) <= TEXT_WIDTH


def _target(address: str, targets: frozenset[str]) -> str:
    """Return an address that Typst can link to; a link to an id that is not there would stop it."""
    if address.startswith("#"):
        return address if address[1:] in targets else ""
    return safe_href(address)


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
    return {**data, "widths": list(layout.widths), "size": layout.size, "padding": padding}


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


def _prepare(node: Node) -> None:
    """Add to a node what Typst needs: widths of tables, places where long lines may break."""
    if node["t"] == "pre":
        node["s"] = "\n".join(_wrapped(line) for line in node["s"].split("\n"))
    elif node["t"] == "table":
        size, padding = _SIZES["normal"]
        columns: list[list[str]] = [[] for _ in node["align"]]
        heads = [""] * len(columns)
        for row in (*node["header"], *node["rows"]):
            for at, cell in enumerate(row):
                place = min(cell.get("at", at), len(columns) - 1)
                if cell["cols"] == 1:
                    text = _inline_text(cell["c"])
                    if row in node["header"]:
                        heads[place] = max(heads[place], text, key=len)
                    else:
                        columns[place].append(text)
        contents = [Content(header=head, cells=tuple(cells)) for head, cells in zip(heads, columns, strict=True)]
        layout = fit(contents, TEXT_WIDTH, size, padding=padding, stretch=False)
        for row in (*node["header"], *node["rows"]):
            for at, cell in enumerate(row):
                width = layout.widths[min(cell.get("at", at), len(columns) - 1)] - padding
                if cell["cols"] == 1:
                    for inner in walk(cell["c"]):
                        if inner["t"] == "text":
                            inner["s"] = softened(inner["s"], width, layout.size)
        node |= {"widths": list(layout.widths), "size": layout.size, "padding": padding}


def _inline_text(nodes: list[Node]) -> str:
    return "".join(node.get("s") or node.get("tex") or "" for node in walk(nodes))


def _wrapped(line: str) -> str:
    if len(line) <= _LONG_LINE:
        return line
    return "\u200b".join(line[at : at + _LONG_LINE // 2] for at in range(0, len(line), _LONG_LINE // 2))


def _printable(value: Any) -> Any:
    """Return JSON values in which every text can be drawn with the fonts at hand."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        # Formulas are drawn with a font for mathematics, which has other characters.
        return {key: item if key == "typst" else _printable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_printable(item) for item in value]
    return value
