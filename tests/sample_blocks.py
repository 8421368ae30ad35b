"""Notebooks and blocks of a few lines for the tests of the renderers."""

from __future__ import annotations

import base64
import struct
import zlib

import nbformat

from chiso.blocks.specs import (
    MIME,
    Block,
    Card,
    CardLine,
    CardRow,
    Cell,
    Column,
    Cover,
    Figure,
    Note,
    Prose,
    Row,
    Span,
    Table,
)

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="200pt" height="100pt" '
    'viewBox="0 0 200 100"><style type="text/css">*{stroke-linejoin: round}</style><defs><path id="p" d="M0 0h4v4z"/>'
    '</defs><use xlink:href="#p" x="9" y="9"/>'
    '<text x="10" y="50" style="font: 10px \'Be Vietnam Pro\'">Cần Thơ</text></svg>'
)

#: What a hostile or careless author may write where text is due.
HOSTILE = (
    '<script>alert(1)</script><img src=x onerror=alert(2)>#read("/etc/passwd")#panic() $x$ \\evil {{ 7*7 }} */</style>'
)


def png(width: int = 4, height: int = 4) -> str:
    """Return a grey PNG as base64."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    image = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return base64.b64encode(image).decode()


def cover(locale: str = "vi", text: str = "Cần Thơ trong các chỉ số quản trị") -> Cover:
    return Cover(
        locale=locale,
        title=text,
        unit=text,
        subtitle=text,
        facts=((text, text),),
        author="Sở Nội vụ",
        description="Kết quả 2020",
        keywords=("PAPI", "SIPAS"),
        date="2021-08-01",
        running_title="Cần Thơ 2021",
    )


def cards(text: str = "PAPI") -> CardRow:
    lines = (
        CardLine(label=text, text="+1,20", tone="gain", word="tăng"),
        CardLine(label="Hạng", text="−8", tone="break", word="không so sánh được"),
        CardLine(label="Chỉ tiêu", text="–", tone="missing", word="chưa có"),
        CardLine(label="Hạng 2020", text="37 trên 61"),
    )
    return CardRow(
        label=text, cards=(Card(label=text, name=text, score="41,87", scale="/80", lines=lines, note=text),) * 3
    )


def prose(text: str = "PAPI giảm.") -> Prose:
    return Prose(
        size="lead",
        paragraphs=(
            (Span(text=text, strong=True), Span(text=text, href="https://papi.org.vn"), Span(text=text, href="#full")),
        ),
    )


def table(text: str = "Cần Thơ", *, rows: int = 2, name: str = "full") -> Table:
    tones = ("gain", "loss", "same", "break", "missing")
    return Table(
        id=name,
        caption=text,
        columns=(Column(header=text), Column(header="2020", align="end"), Column(header="Thay đổi", align="end")),
        rows=tuple(
            Row(
                cells=(
                    Cell(text=text if at == 0 else f"Bà Rịa – Vũng Tàu {at}"),
                    Cell(text="41,87"),
                    Cell(text="+1,2", tone=tones[at % 5], word="tăng"),
                ),
                marked=at == 0,
                anchor=f"{name}-{at}",
                group=text if at % 2 else f"{text} 2",
            )
            for at in range(rows)
        ),
        notes=(text,),
        dense=rows > 20,
        sortable=rows > 1,
        groups=text,
    )


def figure(text: str = "PAPI giảm", *, svg: str = SVG, name: str = "course") -> Figure:
    return Figure(id=name, title=text, svg=svg, alt=text, caption=text, data=table(text, name=f"{name}-table"))


def note(text: str = "Không so sánh được") -> Note:
    return Note(title=text, paragraphs=(text, text))


def every_block(text: str | None = None) -> tuple[Block, ...]:
    made = (cover, cards, prose, table, figure, note)
    blocks: tuple[Block, ...] = tuple(make() if text is None else make(text=text) for make in made)
    return blocks


def shown(*blocks: Block, source: str = "show()", tags: tuple[str, ...] = ()) -> nbformat.NotebookNode:
    """Return a code cell that displayed blocks."""
    return code(
        *({MIME: block.to_json(), "text/html": "<p>in Jupyter</p>"} for block in blocks), source=source, tags=tags
    )


def code(
    *bundles: dict[str, object], source: str = "1 + 1", tags: tuple[str, ...] = (), **metadata: object
) -> nbformat.NotebookNode:
    """Return a code cell with display outputs of MIME bundles."""
    outputs = [nbformat.v4.new_output("display_data", data=bundle, metadata=metadata) for bundle in bundles]
    return nbformat.v4.new_code_cell(source, outputs=outputs, metadata={"tags": list(tags)})


def printed(text: str, name: str = "stdout") -> nbformat.NotebookNode:
    return nbformat.v4.new_code_cell("print()", outputs=[nbformat.v4.new_output("stream", name=name, text=text)])


def markdown(text: str, *tags: str, attachments: dict[str, dict[str, str]] | None = None) -> nbformat.NotebookNode:
    cell = nbformat.v4.new_markdown_cell(text, metadata={"tags": list(tags)})
    if attachments:
        cell["attachments"] = attachments
    return cell


def notebook(*cells: nbformat.NotebookNode, **metadata: object) -> nbformat.NotebookNode:
    return nbformat.v4.new_notebook(cells=list(cells), metadata=metadata)
