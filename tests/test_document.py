from __future__ import annotations

import dataclasses
from urllib.parse import quote

import nbformat
import pytest
from sample_blocks import SVG, cards, code, cover, figure, markdown, notebook, png, printed, shown, table

from chiso.blocks.links import links_of
from chiso.blocks.specs import MIME, Block, CardLine, CardRow, Cell, Prose, Row, Span
from chiso.errors import ExportError
from chiso.export.document import NO_DATE, Document, Passage, Placed, build_document
from chiso.export.html import render_html
from chiso.export.markdown import Node, plain_text
from chiso.export.output_html import html_nodes
from chiso.export.pdf import render_pdf
from chiso.export.richtext import walk


def _nodes(document: Document) -> list[Node]:
    return [node for piece in document.pieces if isinstance(piece, Passage) for node in walk(piece.nodes)]


def _text(document: Document) -> str:
    return " ".join(node.get("s", "") for node in _nodes(document))


def test_the_cover_says_what_the_file_is() -> None:
    document = build_document(notebook(markdown("# Before"), shown(cover())))
    assert document.metadata.title == cover().title
    assert document.metadata.date == "2021-08-01"
    assert document.cover == cover()
    assert len(document.pieces) == 1


def test_without_cover_the_first_heading_is_the_title_and_is_not_repeated() -> None:
    document = build_document(notebook(markdown("# My *study*\n\nText"), language="vi"), "x")
    assert document.metadata.title == "My study"
    assert document.metadata.locale == "vi"
    assert document.metadata.date == NO_DATE
    assert [node["t"] for node in _nodes(document)] == ["para", "text"]


def test_without_cover_and_heading_the_name_is_the_title() -> None:
    assert build_document(notebook(markdown("Text")), "study").metadata.title == "study"


@pytest.mark.parametrize(("locale", "seen"), [("vi", "một chung"), ("en", "one chung")])
def test_tagged_cells_appear_in_their_language_only(locale: str, seen: str) -> None:
    document = build_document(
        notebook(
            shown(cover(locale)),
            markdown("một", "vi"),
            markdown("one", "en"),
            markdown("chung"),
            markdown("hidden", "notebook-only"),
            markdown("hidden", "notebook-only", locale),
        )
    )
    assert _text(document).split() == seen.split()


def test_inputs_and_removed_outputs_are_never_shown() -> None:
    document = build_document(
        notebook(
            code({"text/plain": "'seen'"}, source="secret = 1"),
            code({"text/plain": "'gone'"}, tags=("remove_output",)),
            code({"text/plain": "'gone'"}, tags=("remove-output",)),
        )
    )
    assert _text(document) == "'seen'"


def test_an_error_stops_the_export_and_names_the_cell() -> None:
    error = nbformat.v4.new_output("error", ename="ZeroDivisionError", evalue="division by zero", traceback=[])
    broken = nbformat.v4.new_code_cell("x = 1 / 0\ny = 2", outputs=[error], metadata={"tags": ["notebook-only"]})
    with pytest.raises(ExportError) as caught:
        build_document(notebook(markdown("a"), broken), "study")
    assert caught.value.where == "study, cell 2: x = 1 / 0"
    assert caught.value.why == "ZeroDivisionError: division by zero"


@pytest.mark.parametrize("block", [{"kind": "chart"}, {"kind": "note"}, "text", figure(svg="<svg").to_json()])
def test_a_malformed_block_is_refused_with_its_cell(block: object) -> None:
    with pytest.raises(ExportError) as caught:
        build_document(notebook(markdown("a"), code({MIME: block})), "study")
    assert caught.value.where == "study, cell 2"


def test_a_second_cover_is_refused() -> None:
    with pytest.raises(ExportError, match="second cover"):
        build_document(notebook(shown(cover()), shown(cover())))


def test_a_notebook_that_was_not_run_is_refused_and_one_without_code_is_not() -> None:
    unrun = [nbformat.v4.new_code_cell(source) for source in ("briefing.cover()", "briefing.cards()")]
    with pytest.raises(ExportError, match="has not been run") as caught:
        build_document(notebook(markdown("# Title"), *unrun), "mine")
    assert caught.value.where == "mine"
    assert "2 code cells" in caught.value.why
    assert "Run all cells" in caught.value.remedy
    assert _text(build_document(notebook(markdown("# Title"), markdown("Text")))).split() == ["Text"]
    quiet = nbformat.v4.new_code_cell("x = 1", execution_count=1)
    assert _text(build_document(notebook(markdown("# Title"), markdown("Text"), quiet))).split() == ["Text"]


def test_a_block_keeps_its_place_among_the_cells() -> None:
    document = build_document(notebook(shown(cover()), markdown("a"), shown(table()), markdown("b")))
    assert [type(piece) for piece in document.pieces] == [Passage, Placed, Passage]
    assert [piece.cell for piece in document.pieces] == [2, 3, 4]


def test_svg_is_preferred_to_png() -> None:
    document = build_document(notebook(code({"image/png": png(), "image/svg+xml": SVG, "text/plain": "<Figure>"})))
    (picture,) = document.pictures.values()
    assert picture.media == "image/svg+xml"


def test_a_picture_is_described_by_its_metadata_or_by_the_heading_above() -> None:
    document = build_document(
        notebook(
            markdown("# Title\n\n## Trend"),
            code({"image/png": png()}),
            code({"image/png": png()}, alt="A line"),
            code({"image/png": png()}, **{"image/png": {"alt": "A bar"}}),
        )
    )
    assert [node["alt"] for node in _nodes(document) if node["t"] == "image"] == [
        "Trend. Chart from cell 2",
        "A line",
        "A bar",
    ]


def test_an_attachment_is_shown_and_other_paths_are_refused() -> None:
    document = build_document(
        notebook(markdown("![Ảnh](attachment:x.png)", attachments={"x.png": {"image/png": png()}}))
    )
    assert len(document.pictures) == 1
    for address in ("x.png", "/etc/passwd", "file:///etc/passwd", "https://evil.example/x.png", "attachment:y.png"):
        with pytest.raises(ExportError) as caught:
            build_document(notebook(markdown(f"![x]({address})")), "study")
        assert caught.value.where == "study, cell 1"
        assert "attachment" in caught.value.remedy


def test_a_damaged_or_foreign_image_is_refused() -> None:
    for bundle in ({"image/png": "%%%"}, {"image/png": "aGVsbG8="}, {"image/webp": "x"}, {"image/svg+xml": "<svg"}):
        with pytest.raises(ExportError, match="image"):
            build_document(notebook(code(bundle)))


@pytest.mark.parametrize(
    "text",
    [
        "<matplotlib.lines.Line2D at 0x7f1234>",
        "[<matplotlib.lines.Line2D at 0x7f1234>]",
        "<Axes: xlabel='x'>",
        "<Figure size 640x480 with 1 Axes>",
        "Text(0.5, 1.0, 'Title')",
    ],
)
def test_leftovers_and_memory_addresses_are_not_shown(text: str) -> None:
    assert not build_document(notebook(code({"text/plain": text}))).pieces


def test_printed_text_is_shown_without_colours_progress_and_warnings() -> None:
    document = build_document(
        notebook(printed("\x1b[31mred\x1b[0m\n 10%\r100%\n"), printed("UserWarning", name="stderr"))
    )
    assert _text(document) == "red\n100%"


def test_text_around_an_object_is_kept_without_its_address() -> None:
    document = build_document(notebook(printed("Result 42 <__main__.A object at 0x7f12ab> end\nLast line")))
    assert _text(document) == "Result 42 <__main__.A object> end\nLast line"


def test_program_text_and_json_are_shown_as_they_are() -> None:
    document = build_document(
        notebook(
            code(
                {"text/latex": r"\begin{Verbatim}\PY{n}{x}\end{Verbatim}", "text/plain": "x = 1", "text/html": "<pre>"}
            ),
            code({"application/json": {"ấ": [1]}, "text/plain": "<IPython.core.display.JSON object>"}),
            code({"application/javascript": "go()", "text/plain": "<IPython.core.display.Javascript object>"}),
        )
    )
    assert [node["s"] for node in _nodes(document)] == ["x = 1", '{\n  "ấ": [\n    1\n  ]\n}']


def test_an_image_within_an_address_is_shown() -> None:
    address = f"data:image/png;base64,{png()}"
    drawn = f"data:image/svg+xml,{quote(SVG)}"
    for cell in (markdown(f"![Ảnh]({address})"), code({"text/html": f"<p>a</p><img src='{address}' alt='Ảnh'>"})):
        document = build_document(notebook(cell))
        assert [one.media for one in document.pictures.values()] == ["image/png"]
        assert [node["alt"] for node in _nodes(document) if node["t"] == "image"] == ["Ảnh"]
    (picture,) = build_document(notebook(markdown(f"![x]({drawn})"))).pictures.values()
    assert picture.media == "image/svg+xml"
    with pytest.raises(ExportError, match="cannot be shown"):
        build_document(notebook(markdown("![x](data:image/png;base64,aGVsbG8=)")))
    with pytest.raises(ExportError) as caught:
        build_document(notebook(markdown(f"![x](data:image/webp;base64,{'A' * 9000})")))
    assert len(str(caught.value)) < 1000


def test_what_stands_around_a_table_is_kept_in_its_order() -> None:
    nodes = html_nodes(
        "<style>p {}</style><h3>Above</h3><table><tr><th>a</th></tr><tr><td>1</td></tr></table>"
        "<p>500 rows × 40 columns</p><ul><li>Below<li>Last</ul><audio>no player</audio>"
    )
    assert [node["t"] for node in nodes] == ["heading", "table", "list"]
    assert [plain_text(item[0]["c"]) for item in nodes[2]["items"]] == ["Below", "Last"]


def test_markdown_and_latex_outputs_are_set_as_such() -> None:
    document = build_document(
        notebook(
            code({"text/markdown": "**bold**", "text/plain": "<Markdown object>"}),
            code({"text/latex": r"\begin{equation}x^2\end{equation}", "text/plain": "x"}),
            code({"text/latex": r"$\displaystyle y$", "text/plain": "y"}),
        )
    )
    assert [node["t"] for node in _nodes(document)] == ["para", "strong", "text", "para", "math", "para", "math"]


def test_a_data_frame_becomes_a_table_with_header() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"Tỉnh": ["Cần Thơ", "<b>x</b>"], "PAPI": [41.87, 44.2]})
    (node,) = html_nodes(frame.to_html())
    assert [plain_text(cell["c"]) for cell in node["header"][0]] == ["", "Tỉnh", "PAPI"]
    assert [plain_text(cell["c"]) for cell in node["rows"][1]] == ["1", "<b>x</b>", "44.20"]
    assert node["rows"][0][0]["head"]
    assert node["align"] == ["end", "start", "end"]


def test_spans_of_a_table_stay_inside_its_grid() -> None:
    (node,) = html_nodes(
        "<table><tr><th colspan='3'>a</th></tr><tr><td rowspan='9'>b</td><td>c</td></tr><tr><td>d</td></tr></table>"
    )
    assert node["header"][0][0]["cols"] == 3
    assert node["rows"][0][0]["rows"] == 2
    assert all(sum(cell["cols"] for cell in row) in (2, 3) for row in node["rows"])


def test_html_without_a_table_is_shown_as_its_text() -> None:
    nodes = html_nodes("<style>p{}</style><script>alert(1)</script><p>One</p><p>Two &lt;x&gt;</p>")
    assert [plain_text(node["c"]) for node in nodes] == ["One", "Two <x>"]


@pytest.mark.parametrize(
    "bundle",
    [
        {"text/html": "<iframe src='map.html'></iframe>", "text/plain": "<IPython.lib.display.IFrame at 0x7f12ab>"},
        {"text/html": "<audio controls><source src='data:audio/wav;base64,UklG'>No audio here.</audio>"},
        {"text/html": "<div id='chart'></div><script>draw('chart')</script>"},
        {"text/html": "<svg><circle r='4'/></svg>"},
        {"application/vnd.plotly.v1+json": {"data": []}},
        {"application/vnd.vegalite.v5+json": {}, "text/plain": "<VegaLite 5 object>\n\nIf you see this message, …"},
    ],
)
def test_what_only_a_notebook_can_show_is_named(bundle: dict[str, object]) -> None:
    document = build_document(notebook(printed("1"), code(bundle)))
    assert _text(document).endswith("What cell 2 shows can only be seen in the Jupyter notebook.")
    assert [one for one in document.notices if "What cell 2 shows" in one and "picture" in one]


@pytest.mark.parametrize(
    "bundle",
    [
        {"text/html": "<style>table{}</style>"},
        {"text/html": "<script>window.PlotlyConfig = {}</script>"},
        {"application/vnd.bokehjs_load.v0+json": ""},
        {"text/html": "<div><svg/>Thirty</div>"},
    ],
)
def test_what_shows_nothing_or_is_shown_is_not_named(bundle: dict[str, object]) -> None:
    assert "only be seen" not in _text(build_document(notebook(printed("1"), code(bundle))))


def test_headings_of_all_cells_are_ordered_together() -> None:
    document = build_document(
        notebook(
            shown(cover(), leading("a", "a-2", "b", "c", "c-0", "d")),
            markdown("# A\n\n#### B"),
            code({"text/markdown": "# A"}),
            shown(table(name="c")),
        )
    )
    headings = [(node["level"], node["id"]) for node in _nodes(document) if node["t"] == "heading"]
    assert headings == [(2, "a"), (3, "b"), (2, "a-2")]
    assert alive(document) == {"#a", "#a-2", "#b", "#c", "#c-0"}


def leading(*targets: str) -> Prose:
    return Prose(paragraphs=(tuple(Span(text=f"to {one}", href=f"#{one}") for one in targets),))


def alive(document: Document) -> set[str]:
    return {one for piece in document.pieces if isinstance(piece, Placed) for one in links_of(piece.block)}


def test_a_link_to_what_was_taken_out_is_plain_text_in_every_kind_of_block() -> None:
    entry, gone = "figure-papi-2020", "figure-sipas-2020"
    kept = table(name="origins")
    kept = dataclasses.replace(kept, rows=(dataclasses.replace(kept.rows[0], anchor=entry),))

    def linked(address: str, name: str) -> tuple[Block, ...]:
        row = Row(cells=(Cell(text="PAPI", href=address), Cell(text="41,87", href=address), Cell(text="1")))
        data = dataclasses.replace(table(name=name), rows=(row,))
        (card, *_) = cards().cards
        lines = (CardLine(label="Hạng", text="37", href=address),)
        return (
            CardRow(label="PAPI", cards=(dataclasses.replace(card, href=address, lines=lines),)),
            Prose(paragraphs=((Span(text="41,87", href=address),),)),
            data,
            dataclasses.replace(figure(name=f"{name}-figure"), data=dataclasses.replace(data, id=f"{name}-data")),
        )

    blocks = [*linked(f"#{gone}", "dead"), *linked(f"#{entry}", "alive"), leading("origins")]
    document = build_document(notebook(shown(cover(), *blocks, kept)))
    found = [piece.block for piece in document.pieces if isinstance(piece, Placed)]
    assert [links_of(one) for one in found[:4]] == [frozenset()] * 4
    assert found[4:] == [*blocks[4:], kept], "what leads somewhere stays as it is"
    page = render_html(document)
    assert gone not in page
    assert page.count(f'href="#{entry}"') == 7
    assert render_pdf(document).startswith(b"%PDF"), "Typst stops at a link to nothing"


def test_a_document_is_made_of_frozen_parts() -> None:
    document = build_document(notebook(markdown("x")))
    with pytest.raises(dataclasses.FrozenInstanceError):
        document.name = "y"  # type: ignore[misc]
