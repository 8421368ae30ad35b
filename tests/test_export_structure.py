"""What stands in Markdown and HTML keeps its structure on the page and on paper, and nothing is lost in silence."""

from __future__ import annotations

import io
import itertools
import re

import lxml.html
import nbformat
import page
import pypdf
import pytest
from nbformat import NotebookNode
from sample_blocks import code, cover, markdown, notebook, png, printed, shown

from chiso.export import build_document, render_html, render_pdf
from chiso.export.document import Document, Passage
from chiso.export.markdown import Node, read_markdown
from chiso.export.output_html import STYLES, html_nodes
from chiso.export.richtext import walk

BLOCKS = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "li", "dt", "dd", "summary", "blockquote", "section", "td",
          "figcaption", "article", "pre", "th", "legend", "caption")  # fmt: skip
INLINE = ("b", "i", "em", "strong", "u", "s", "del", "ins", "sup", "sub", "mark", "kbd", "code", "span", "small", "q",
          "cite", "var", "samp", "font", "abbr", "tt")  # fmt: skip
FORMULAS = (
    r"\begin{align}a &= b \\ c &= d\end{align}", r"\begin{align*}a &= b\end{align*}",
    r"\begin{equation}e=m\end{equation}", r"\begin{gather}a \\ b\end{gather}",
    r"\begin{eqnarray}a &=& b\end{eqnarray}", r"\begin{multline}a \\ b\end{multline}",
    r"\(a^2\)", r"\[b_1\]", r"\\(a^2\\)", r"\\[b_1\\]", "$ x = 1 $", "$x$", r"$$e=mc^2 \tag{1}$$", r"$$x \label{a}$$",
    r"\begin{align}a &= b \label{x} \\ c &= d \nonumber\end{align}",
)  # fmt: skip


def document(*cells: nbformat.NotebookNode, **metadata: object) -> Document:
    return build_document(notebook(*cells, **metadata), "study")


def nodes(made: Document) -> list[Node]:
    return [node for piece in made.pieces if isinstance(piece, Passage) for node in walk(piece.nodes)]


def kinds(text: str) -> list[str]:
    return [node["t"] for node in walk(read_markdown([text])[0])]


def paper(made: Document) -> str:
    return "\n".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(render_pdf(made))).pages)


def refusals(made: Document) -> list[str]:
    checked = page.validate_pdf_bytes(render_pdf(made), profile=page.ValidationProfile.PDF_UA_1)
    return [failure.message for failure in checked.failures]


def test_words_of_two_blocks_never_become_one() -> None:
    cells = []
    for first, second in itertools.product(BLOCKS, BLOCKS):
        source = f"<div><{first}>alpha</{first}><{second}>beta</{second}>gamma</div>"
        if {first, second} & {"td", "th", "caption"}:
            source = f"<table><tr><td><p>alpha</p>beta</td></tr><tr><td>gamma</td></tr></table><{second}>d</{second}>"
        cells.append(code({"text/html": source}))
    made = document(markdown("# T"), *cells)
    text = " ".join(lxml.html.fromstring(render_html(made)).find(".//main").itertext()).split()
    assert [text.count(word) for word in ("alpha", "beta", "gamma")] == [len(cells)] * 3


def test_every_style_of_words_is_kept_and_no_tag_is_printed_in_text_tables_and_outputs() -> None:
    for tag in INLINE:
        text = f"km<{tag}>2</{tag}> sau"
        for made in (
            document(markdown(text)),
            document(markdown(f"| a |\n|---|\n| {text} |")),
            document(code({"text/html": f"<p>{text}</p>"})),
        ):
            found = nodes(made)
            assert "<" not in "".join(node.get("s", "") for node in found), tag
            assert tag not in STYLES or STYLES[tag] in [node["t"] for node in found], tag
            assert re.search(r"km\W*2\W* sau", " ".join(node.get("s", "") for node in found).replace("  ", " ")), tag


def test_an_output_in_html_has_its_headings_lists_and_emphasis() -> None:
    made = document(
        markdown("# T"),
        code({"text/html": "<div><h3>Head</h3><p>a <b>bold</b></p><ol start='3'><li>x<ul><li>y</ul></ol>"
              "<details><summary>Sum</summary>Det</details><blockquote>q</blockquote><hr></div>"}),
    )  # fmt: skip
    found = [node["t"] for node in nodes(made)]
    assert [kind for kind in found if kind not in ("para", "text")] == [
        "heading", "strong", "list", "list", "strong", "quote", "rule",
    ]  # fmt: skip
    html = render_html(made)
    for part in ("<h2", ">Head</h2>", "<strong>bold</strong>", '<ol start="3">', "<p>Det</p>", "<blockquote>"):
        assert part in html
    assert refusals(made) == []


@pytest.mark.parametrize("source", FORMULAS)
def test_what_jupyterlab_sets_as_a_formula_is_one(source: str) -> None:
    assert "math" in kinds(f"Vì {source} nên"), source
    assert "math" not in kinds(f"`{source.replace('`', '')}`")
    assert kinds(f"```\n{source}\n```") == ["pre"]


@pytest.mark.parametrize("text", [r"\[so\]", r"a \(see below\)", "costs $5 and $10", r"\[1\]", "from $ 5 to $ 10"])
def test_brackets_and_prices_are_no_formulas(text: str) -> None:
    assert "math" not in kinds(text)


def test_a_bar_within_a_formula_ends_no_cell_of_a_table() -> None:
    (table,) = read_markdown(["| P | b |\n|---|---|\n| $P(A|B)$ | \\(|x_1|\\) |"])[0]
    assert [[cell["c"][0]["t"] for cell in row] for row in table["rows"]] == [["math", "math"]]
    assert kinds("`$a|b$` and ``` $c|d$ ```") == ["para", "code", "text", "code"]


def test_an_attachment_is_met_however_its_name_is_written() -> None:
    names = ("a b.png", "ảnh.png", "a%20b.png", "x(1).png", "a+b.png")
    for name in names:
        for written in {
            name.replace(" ", "%20"),
            "".join(f"%{byte:02X}" for byte in name.encode()),
            f"<attachment:{name}>",
        }:
            address = written if written.startswith("<") else f"attachment:{written}"
            made = document(markdown(f"![x]({address})", attachments={name: {"image/png": png()}}))
            assert len(made.pictures) == 1, address
    made = document(
        markdown('<img src="attachment:a b.png" alt="Ảnh" width="20">', attachments={"a b.png": {"image/png": png()}})
    )
    assert [node["alt"] for node in nodes(made) if node["t"] == "image"] == ["Ảnh"]


def test_a_footnote_used_twice_has_one_number_and_one_of_another_cell_its_own() -> None:
    text = "One[^a] two[^b] three[^a].\n\n[^a]: The note.\n\n[^b]: Another."
    made = document(markdown("# T"), markdown(text), markdown("Four[^a].\n\n[^a]: The note."))
    html = render_html(made)
    assert re.findall(r'doc-noteref" aria-label="Note (\d)"', html) == ["1", "2", "1", "3"]
    assert html.count('role="doc-backlink"') == 4
    assert len(set(re.findall(r'id="(note-[^"]*)"', html))) == len(re.findall(r'id="(note-[^"]*)"', html)) == 7
    assert paper(made).count("The note.") == 2
    assert refusals(made) == []


def levels(*written: int) -> list[int]:
    made = document(
        markdown("\n\n".join(f"{'#' * level} H{number}" for number, level in enumerate(written))), printed("x")
    )
    assert refusals(made) == []
    return [node["level"] for node in nodes(made) if node["t"] == "heading"]


def test_headings_keep_their_order_where_levels_are_skipped_and_titles_are_many() -> None:
    assert levels(1, 3, 1) == [2, 3, 2]
    assert levels(1, 2, 2) == [2, 2]
    assert levels(1, 1, 3) == [2, 3]
    for written in itertools.product((1, 2, 3, 4), repeat=4):
        found = levels(*written) if written[0] == 1 and len(set(written)) > 2 else None
        kept = written[-len(found) :] if found else ()
        for (before, was), (after, now) in itertools.pairwise(zip(found or (), kept, strict=True)):
            assert (after > before) >= (now > was), written
            assert after - before <= 1, written


def test_tasks_have_their_boxes() -> None:
    made = document(markdown("# T\n\n- [ ] thu thập\n- [x] kiểm tra\n- [y] khác"), printed("x"))
    text = render_html(made)
    assert "☐ thu thập" in text
    assert "☒ kiểm tra" in text
    assert "[y] khác" in text


def test_a_heading_that_is_set_at_another_level_is_told() -> None:
    def told(*cells: NotebookNode) -> list[str]:
        return [one for one in build_document(notebook(*cells)).notices if "heading" in one]

    skipped, second = told(markdown("# A\n\n### B"), markdown("# C\n\n## D"))
    assert "'B' of cell 1 skips a level, 3 below 1" in skipped
    assert "'C' of cell 2 is of the level of the title 'A'" in second
    assert told(shown(cover()), markdown("# A\n\n## B\n\n# C")) == []


def test_a_link_leads_to_a_place_in_the_report_or_its_address_is_told() -> None:
    made = document(
        markdown("# T\n\n## Kết quả\n\n<a id='x'></a>Text <span id='Phần 2'>here</span>"),
        markdown("[a](#Kết-quả) [b](#K%E1%BA%BFt-qu%E1%BA%A3) [c](#x) [d](#top) [e](data/n.csv) "
                 "[f](other.ipynb#A) [g](#no) <a href='n.txt'>h</a> [n.txt](n.txt) [i](ftp://x.org/f)"),
    )  # fmt: skip
    links = {node["href"] for node in nodes(made) if node["t"] == "link"}
    assert links == {"#ket-qua", "#x", "#top"}
    text = render_html(made)
    for told in ("e (data/n.csv)", "f (other.ipynb#A)", "h (n.txt)", "i (ftp://x.org/f)"):
        assert told in text
    assert "n.txt (n.txt)" not in text
    assert [notice.split("'")[1] for notice in made.notices] == [
        "data/n.csv", "other.ipynb#A", "#no", "n.txt", "ftp://x.org/f",
    ]  # fmt: skip
    assert refusals(made) == []


@pytest.mark.parametrize(
    "cells",
    [
        (markdown("# T\n\nTrước\n\n\\newpage\n\nSau"),),
        (markdown("# T\n\nTrước\n\\pagebreak\nSau"),),
        (markdown("# T\n\nTrước\n\n<div style='page-break-after: always'></div>\n\nSau"),),
        (markdown("# T\n\nTrước"), markdown("Sau", "page-break")),
        (markdown("# T\n\nTrước"), markdown("Sau", "pagebreak")),
        (
            markdown("# T\n\n\\newpage\n\nTrước"),
            markdown("\\newpage"),
            markdown("\\newpage\n\nSau\n\n\\newpage", "page_break"),
        ),
    ],
)
def test_a_page_begins_where_it_is_asked_for_and_no_page_is_empty(cells: tuple[nbformat.NotebookNode, ...]) -> None:
    made = document(*cells)
    first, second = (sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(render_pdf(made))).pages)
    assert "Trước" in first
    assert "Sau" in second
    assert render_html(made).count('<div class="page-break"></div>') == 1
    assert "newpage" not in paper(made)
    assert refusals(made) == []


LATEX = (
    "\\begin{table}\n\\caption{Growth}\n\\begin{tabular}{lr}\n\\toprule\n & PAPI \\\\\n\\midrule\nHuế & 41.5 \\\\\n"
    "\\multicolumn{2}{c}{\\textbf{đậm}} \\\\\n\\bottomrule\n\\end{tabular}\n\\end{table}\n"
)


@pytest.mark.parametrize(
    "cell",
    [
        code({"text/latex": LATEX, "text/plain": "<IPython.core.display.Latex object>"}),
        code({"text/plain": repr(LATEX)}),
        printed(f"before\n{LATEX}after\n"),
        code({"text/latex": LATEX[LATEX.index("\\begin{tabular}") : LATEX.index("\\end{table}")]}),
        code({"text/latex": LATEX.replace("tabular}{lr}", "longtable}{lr}").replace("tabular}", "longtable}")}),
    ],
)
def test_a_table_of_latex_is_set_as_a_table(cell: nbformat.NotebookNode) -> None:
    made = document(markdown("# T"), cell)
    (table,) = [node for node in nodes(made) if node["t"] == "table"]
    assert [[len(row) for row in part] for part in (table["header"], table["rows"])] == [[2], [2, 1]]
    text = render_html(made) + paper(made)
    assert "toprule" not in text
    assert "tabular}" not in text
    assert "Huế" in text
    assert refusals(made) == []


def test_latex_cannot_read_a_file() -> None:
    made = document(markdown("# T"), code({"text/latex": LATEX.replace("41.5", "\\input{/etc/passwd}")}))
    assert "root:" not in render_html(made)


def test_latex_that_nobody_can_read_stays_text_and_stops_nothing() -> None:
    made = document(
        markdown("# T"), code({"text/latex": "\\begin{tabular}{l} \\end{itemize} {{{ \\end{tabular}"}), printed("x")
    )
    assert "tabular" in paper(made)


def test_html_of_any_shape_gives_nodes_and_never_an_error() -> None:
    shapes = (
        "", "<", "<!-- -->", "\x00<p>\x01a", "<table>", "<table><tr></table>", "<p>" * 3000, "<ul>x<ul>y</ul></ul>",
        "<td>x", "<?xml version='1.0' encoding='x'?><p>a</p>", "<b><table><tr><td>1</b></table>", "&#0;&#xD800;",
        "<li value=x>a", "<h1></h1>", "<img>", "<a href='javascript:x'>y</a>", "<math><mi>x</mi></math>",
    )  # fmt: skip
    for source in shapes:
        render_html(document(markdown("# T"), code({"text/html": source}), printed("x")))
        assert isinstance(html_nodes(source, is_written=True), list)


def test_of_a_print_without_end_the_beginning_the_end_and_a_count_are_set_whatever_its_length() -> None:
    sizes = []
    for count in (5_000, 200_000):
        text = "".join(f"line {number}\n" for number in range(count))
        made = document(markdown("# T"), printed(text))
        html = render_html(made)
        sizes.append(len(html))
        for kept in (
            "line 0\n",
            "line 199<",
            f"… {count - 250} lines left out …",
            f"line {count - 50}\n",
            f"line {count - 1}<",
        ):
            assert kept in html, kept
        assert "line 200\n" not in html
        assert f"line {count - 51}\n" not in html
    assert sizes[1] - sizes[0] < 1000
    assert f"{200_000 - 250} lines left out" in paper(made)
    assert "left out" not in render_html(document(markdown("# T"), printed("x\n" * 1000)))


def test_what_is_printed_in_many_pieces_is_one_and_a_very_long_line_is_cut_in_words() -> None:
    new = nbformat.v4.new_output
    pieces = [new("stream", name=("stdout", "stderr")[at % 2], text=f"{at} ") for at in range(2000)]
    made = document(markdown("# T"), nbformat.v4.new_code_cell("print()", outputs=pieces))
    assert [node["t"] for node in nodes(made)] == ["pre"]
    made = document(markdown("# T"), printed("a" * 50_000 + "\nb"))
    html = render_html(made)
    assert "1 lines above are longer than 10000 characters" in html
    assert html.count("a" * 10_000 + "…\nb") == 1


def test_blanks_without_end_are_looked_at_once() -> None:
    made = document(
        markdown("# T"), printed("<a" + " " * 200_000 + "b>"), code({"text/plain": "x" + " " * 200_000 + "y"})
    )
    assert [node["t"] for node in nodes(made)] == ["pre", "para", "text"] * 2  # each text, and that it is cut
