from __future__ import annotations

import json

import pytest
from markupsafe import Markup

from chiso.errors import ExportError
from chiso.export import markdown
from chiso.export.html_writer import HtmlWriter
from chiso.export.markdown import Node, plain_text, read_markdown
from chiso.export.richtext import order_headings, settle_links, slug, walk


def _html(text: str) -> str:
    nodes = read_markdown([text])[0]
    order_headings([node for node in walk(nodes) if node["t"] == "heading"], set())
    writer = HtmlWriter(lambda _name, alt: Markup("<img alt='{}'>").format(alt), table_label="Table", note_label="Note")
    return str(writer.blocks(nodes) + writer.endnotes())


def _kinds_of(nodes: list[Node]) -> list[str]:
    return [node["t"] for node in walk(nodes)]


def _kinds(text: str) -> list[str]:
    return [node["t"] for node in walk(read_markdown([text])[0])]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a <img src=x onerror=alert(1)> b",
        "<div onclick=x>\n\n**b**\n\n</div>",
        "`x`{=typst} and `<b>`{=html}",
        "```{=html}\n<script>x</script>\n```",
        '#read("/etc/passwd") #panic()',
        "\\input{/etc/passwd} \\write18{ls}",
        "[x](javascript:alert(1))",
        "[x](<data:text/html,<script>alert(1)</script>>)",
        "![x](javascript:alert(1))",
        "---\ntitle: <script>x</script>\n---",
        '$x$ <svg onload="x">',
        "[^1]\n\n[^1]: <script>x</script>",
        "| <script>x</script> |\n|---|\n| <b onclick=x> |",
    ],
)
def test_what_could_run_appears_as_text(text: str) -> None:
    html = _html(text)
    assert "<script" not in html
    assert "<svg" not in html
    assert "<div" not in html.replace('<div class="scroll"', "")
    assert "<b " not in html
    assert "<img src" not in html
    assert 'href="javascript' not in html
    assert 'href="data' not in html


def test_raw_html_is_shown_as_it_was_written() -> None:
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in _html("<script>alert(1)</script>")


def test_comments_are_dropped_and_line_breaks_kept() -> None:
    assert _html("<!-- for us -->\n\na<br>b <!-- x -->") == "<p>a<br>b </p>"


def test_a_list_may_follow_a_paragraph_directly() -> None:
    assert _html("Text:\n- one\n- two") == "<p>Text:</p>\n<ul><li>one</li><li>two</li></ul>"


def test_quotes_and_dashes_stay_as_written() -> None:
    assert plain_text(read_markdown(["\"a\" -- 'b' ..."])[0][0]["c"]) == "\"a\" -- 'b' ..."


def test_emphasis_code_and_strikeout_are_kept() -> None:
    assert _html("*a* **b** `c` ~~d~~") == ("<p><em>a</em> <strong>b</strong> <code>c</code> <del>d</del></p>")


def test_formulas_become_mathml_and_typst_and_keep_their_source() -> None:
    math = next(node for node in walk(read_markdown([r"$\frac{a}{b}$"])[0]) if node["t"] == "math")
    assert math["typst"] == "a / b"
    assert math["tex"] == r"\frac{a}{b}"
    assert "<math" in _html(r"$$\sum_i x_i$$")


DEFINED = {
    r"$\newcommand{\R}{\mathbb{R}}$": (r"$\R^n$", "bb(R)^n"),
    r"$$\newcommand\E[1]{\operatorname{E}\left[#1\right]}$$": (r"$\E{X}$", '"E" [X]'),
    r"$\newcommand{\N}[2][p]{N_{#1}(#2)} x$": (r"$\N{X} \N[q]{Y}$", r"N_p \( X \) N_q \( Y \)"),
    "$\\renewcommand{\\vec}[1]{%\n\\mathbf{#1}}$": (r"$\vec{x}$", "upright(bold(x))"),
    r"\(\DeclareMathOperator*{\argmax}{arg\,max}\)": (r"$$\argmax_x f$$", '"arg\u2006max"_x f'),
    r"$\def\sq#1{#1^2} \let\a=\alpha$": (r"$\sq{3} \a$", "3^2 alpha"),
    r"$\newcommand{\b}{\{\}}\newcommand{\c}{\b x}$": (r"$\c$", "{ } x"),
    r"$\newenvironment{m}{\begin{pmatrix}}{\end{pmatrix}}$": ("\\begin{align}\\begin{m}1&2\\end{m}\\end{align}", "mat"),
}


@pytest.mark.parametrize("defined", DEFINED)
def test_a_command_that_a_formula_defines_is_known_to_all_later_ones(defined: str) -> None:
    used, typst = DEFINED[defined]
    first, second = read_markdown([defined, f"Here {used}."])
    (math,) = [node for node in walk(second) if node["t"] == "math"]
    assert typst in math["typst"]
    assert math["tex"] in used
    assert "newcommand" not in plain_text(first)


def test_a_definition_alone_shows_nothing_and_holds_from_where_it_stands() -> None:
    texts = [r"$\a$", r"$\newcommand{\a}{x}$", r"$\a$ $\renewcommand{\a}{y}$ $\a$ `$\newcommand{\a}{z}$`", r"$\a$"]
    before, alone, twice, after = read_markdown(texts)
    assert (_kinds_of(before), alone) == (["para", "code"], [])
    assert [node["typst"] for node in walk([*twice, *after]) if node["t"] == "math"] == ["x", "y", "y"]


def test_what_cannot_be_read_as_a_definition_stays_to_be_seen() -> None:
    assert _kinds(r"$\def\f(#1){#1}\f(x)$") == ["para", "code"]
    assert _kinds(r"$\newcommand{\a}{\a\a} \a$") == ["para", "code"]  # would have no end


@pytest.mark.parametrize("text", [r"$\unknown{x}$", "$#read$", r"$\href{javascript:x}{y}$"])
def test_an_unknown_formula_is_shown_as_its_source(text: str) -> None:
    assert _kinds(text) == ["para", "code"]


@pytest.mark.parametrize(
    "text", [r'$\text{#read("/etc/passwd")}$', r'$read("a")$', r"$\mathrm{#panic()}$", r"$x \# sys$"]
)
def test_a_hostile_formula_holds_no_call_for_typst(text: str) -> None:
    for node in walk(read_markdown([text])[0]):
        if node["t"] == "math":
            outside = "".join(node["typst"].replace('\\"', "").split('"')[::2])
            assert "#" not in outside.replace("\\#", "")
            assert "read" not in outside
            assert "panic" not in outside


def test_prices_are_no_formula() -> None:
    assert "math" not in _kinds("costs $5 and $10")


def test_a_pipe_table_has_headers_and_sides() -> None:
    html = _html("| a | b |\n|:--|--:|\n| 1 | 2 |")
    assert '<th scope="col" class="end">b</th>' in html
    assert '<td class="end">2</td>' in html
    assert 'role="region"' in html


def test_equal_footnote_labels_of_two_cells_do_not_meet() -> None:
    one, two = read_markdown(["a[^1]\n\n[^1]: first", "b[^1]\n\n[^1]: second"])
    writer = HtmlWriter(lambda _name, _alt: Markup(""), table_label="T", note_label="Note")
    body = writer.blocks(one) + writer.blocks(two)
    notes = writer.endnotes()
    assert 'href="#note-1"' in body
    assert 'href="#note-2"' in body
    assert notes.index("first") < notes.index("second")


def test_an_unclosed_fence_does_not_reach_the_next_cell() -> None:
    one, two = read_markdown(["```\nopen", "# Next"])
    assert [one[0]["t"], two[0]["t"]] == ["pre", "heading"]


def test_headings_begin_at_two_and_skip_no_level() -> None:
    nodes = [node for text in ("### a", "# b\n\n#### c\n\n###### d", "## e") for node in read_markdown([text])[0]]
    order_headings(nodes, set())
    assert [node["level"] for node in nodes] == [2, 2, 3, 4, 3]


def test_ids_of_headings_are_ascii_and_unique() -> None:
    nodes = read_markdown(["# Đất đai & môi trường\n\n# Đất đai & môi trường\n\n# Content"])[0]
    order_headings(nodes, {"dat-dai-moi-truong"})
    assert [node["id"] for node in nodes] == ["dat-dai-moi-truong-2", "dat-dai-moi-truong-3", "content-2"]
    assert slug("???") == "section"


def test_links_inside_lead_to_what_is_there_or_become_text() -> None:
    nodes: list[Node] = read_markdown(["[a](#Ket-qua) [b](#nowhere) [c](https://papi.org.vn)"])[0]
    settle_links(nodes, frozenset({"ket-qua"}))
    assert [node["href"] for node in walk(nodes) if node["t"] == "link"] == ["#ket-qua", "https://papi.org.vn"]


def test_many_texts_take_one_run_of_pandoc_and_repeated_ones_none(monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[int] = []
    real = markdown._pandoc
    monkeypatch.setattr(markdown, "_pandoc", lambda texts: runs.append(len(texts)) or real(texts))
    texts = [f"cell {number} of a notebook" for number in range(20)]
    read_markdown(texts)
    read_markdown(texts)
    assert runs == [20]


def test_a_pandoc_that_cannot_run_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "_binary", lambda: "/nonexistent/pandoc")
    with pytest.raises(ExportError, match="pandoc"):
        read_markdown(["a text that no other test reads"])


def test_nodes_are_plain_json_and_fresh_for_each_caller() -> None:
    first, second = read_markdown(["*x*"])[0], read_markdown(["*x*"])[0]
    assert json.loads(json.dumps(first)) == second
    first[0]["c"].clear()
    assert read_markdown(["*x*"])[0] == second


@pytest.mark.parametrize("text", ["[](https://papi.org.vn)", "[–](https://papi.org.vn)", "[ ](#a)"])
def test_a_link_without_words_is_no_link(text: str) -> None:
    assert "<a" not in _html(text)


def test_formulas_have_no_style_attributes_which_the_page_forbids() -> None:
    html = _html("$$\\begin{aligned} a &= b\\\\ c &= d \\end{aligned}$$")
    assert 'columnalign="right"' in html
    assert "style=" not in html
