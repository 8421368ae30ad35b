"""What an author asks of a cell: what is hidden, what may fail, alternative texts, captions, references."""

from __future__ import annotations

import itertools
import re

import nbformat
import pytest
from sample_blocks import SVG, code, cover, figure, markdown, notebook, png, printed, shown, table

from chiso.errors import ExportError
from chiso.export import build_document, render_html, render_pdf
from chiso.export.document import Document, Passage, Placed
from chiso.export.markdown import Node
from chiso.export.options import commented
from chiso.export.richtext import walk

TABLE = "<table><tr><th>a</th></tr><tr><td>1</td></tr></table>"


def nodes(made: Document) -> list[Node]:
    return [node for piece in made.pieces if isinstance(piece, Passage) for node in walk(piece.nodes)]


def text(made: Document) -> str:
    return " ".join(node.get("s", "") for node in nodes(made))


def full(*tags: str) -> nbformat.NotebookNode:
    new = nbformat.v4.new_output
    outputs = [
        new("stream", name="stdout", text="OUT\n"),
        new("stream", name="stderr", text="ERR\n"),
        new("execute_result", {"text/plain": "RESULT"}, execution_count=1),
    ]
    return nbformat.v4.new_code_cell("INPUT = 1", outputs=outputs, metadata={"tags": list(tags)}, execution_count=1)


@pytest.mark.parametrize("spelled", [str, lambda tag: tag.replace("-", "_")])
def test_tags_hide_what_they_hide_in_jupyter_book(spelled: object) -> None:
    all_shown, nothing = {"OUT", "RESULT"}, set[str]()
    hidden = {
        "remove-cell": nothing, "hide-cell": nothing, "remove-output": nothing, "hide-output": nothing,
        "remove-input": all_shown, "hide-input": all_shown, "remove-stdout": {"RESULT"}, "remove-stderr": all_shown,
    }  # fmt: skip
    for one, other in itertools.combinations(hidden, 2):
        made = build_document(notebook(markdown("# T"), full(spelled(one), spelled(other)), printed("kept")))  # type: ignore[operator]
        assert set(text(made).split()) - {"kept"} == hidden[one] & hidden[other], (one, other)
    for tag, seen in (("remove-cell", False), ("hide-cell", False), ("remove-input", True), ("remove-output", True)):
        made = build_document(notebook(markdown("# T"), markdown("WORDS", tag), printed("kept")))
        assert ("WORDS" in text(made)) is seen, tag


def failing(*tags: str) -> nbformat.NotebookNode:
    error = nbformat.v4.new_output("error", ename="ZeroDivisionError", evalue="division by zero", traceback=[])
    return nbformat.v4.new_code_cell("1/0", outputs=[error], metadata={"tags": list(tags)})


def test_an_error_that_is_meant_is_shown_and_what_follows_it_too() -> None:
    made = build_document(notebook(markdown("# T"), failing("raises-exception"), printed("after")))
    assert text(made).split("\n") == ["ZeroDivisionError: division by zero after"]
    with pytest.raises(ExportError, match="stopped with an error"):
        build_document(notebook(markdown("# T"), failing("remove-output"), printed("after")))


@pytest.mark.parametrize("added", ["injected-parameters", "papermill-error-cell-tag"])
def test_a_cell_is_named_by_its_number_as_written(added: str) -> None:
    between = [printed("x"), nbformat.v4.new_code_cell("year = 2021", metadata={"tags": [added]})]
    with pytest.raises(ExportError) as caught:
        build_document(notebook(*between, failing()), "study")
    assert caught.value.where == "study, cell 2: 1/0"
    lost = code({"text/html": "<iframe></iframe>"})
    assert "cell 2" in text(build_document(notebook(*between, lost)))


def pictured(source: str = "draw()", count: int = 1, **metadata: object) -> nbformat.NotebookNode:
    outputs = [nbformat.v4.new_output("display_data", {"image/png": png(width=4 + at)}) for at in range(count)]
    return nbformat.v4.new_code_cell(source, outputs=outputs, metadata=metadata)


@pytest.mark.parametrize(
    ("cell", "alt", "caption"),
    [
        (pictured(alt="A", caption="B"), "A", "B"),
        (pictured(chiso={"alt": "A", "caption": "B"}), "A", "B"),
        (pictured("#| fig-alt: A\n#| fig-cap: B\ndraw()"), "A", "B"),
        (pictured("#| fig-alt: \"A: x # y\"\n#| fig-cap: 'B''s'\n"), "A: x # y", "B's"),
        (pictured("#| fig-alt: |\n#|   A goes\n#|   on\n#| fig-cap: >-\n#|   B\n"), "A goes on", "B"),
        (pictured("#| fig-alt: A # why\n\n#| fig-cap: [B]\n"), "A", "B"),
        (pictured("#| fig-cap: B\n"), "B", "B"),
        (pictured("#| fig-alt: A\n", alt="C"), "C", ""),
        (pictured("x = 1\n#| fig-alt: A\n"), "T. Chart from cell 2", ""),
    ],
)
def test_a_picture_has_the_words_that_its_cell_gives(cell: nbformat.NotebookNode, alt: str, caption: str) -> None:
    made = build_document(notebook(markdown("# T"), cell))
    (picture,) = [node for node in nodes(made) if node["t"] == "image"]
    assert (picture["alt"], picture["label"]) == (alt, caption)
    html = render_html(made)
    assert "#|" not in html
    assert ("<figcaption" in html) == bool(caption)


def test_each_picture_of_a_cell_has_its_own_words() -> None:
    cell = pictured('#| fig-alt: ["A", "B"]\n#| fig-cap:\n#|   - C\n#|   - D\n', count=3)
    found = [(node["alt"], node["label"]) for node in nodes(build_document(notebook(markdown("# T"), cell)))]
    assert [one for one in found if one] == [("A", "C"), ("B", "D"), ("T. Chart from cell 2", "")]


def test_options_are_read_until_the_first_line_of_code() -> None:
    lines = ["", "#| label: fig-a", "#|fig-cap:  Two words", "", "x = 1", "#| fig-alt: no"]
    assert commented(lines) == {"label": ("fig-a",), "fig-cap": ("Two words",)}


@pytest.mark.parametrize(("locale", "figure_1", "table_1"), [("en", "Figure 1", "Table 1"), ("vi", "Hình 1", "Bảng 1")])
def test_references_lead_to_numbered_pictures_and_tables(locale: str, figure_1: str, table_1: str) -> None:
    labelled = code({"text/html": TABLE}, source="#| label: tbl-growth\n#| tbl-cap: Growth\n")
    made = build_document(
        notebook(
            markdown("# T\n\n@fig-trend, [@tbl-growth] and @fig-two; not @fig-none, me@fig-trend.org, `@fig-trend`."),
            pictured("#| label: fig-trend\n#| fig-cap: Trend\n"),
            labelled,
            markdown("![Two](attachment:x.png){#fig-two fig-alt='Alt'}\n\n"
                     "| a |\n|---|\n| @fig-two |\n\n: Small {#tbl-small}",
                     attachments={"x.png": {"image/png": png()}}),
            language=locale,
        ),
        "study",
    )  # fmt: skip
    links = [
        (node["href"], node["c"][0]["s"].replace("\u00a0", " "))
        for node in nodes(made)
        if node["t"] == "link" and node["href"][0] == "#"
    ]
    second = figure_1.replace("1", "2")
    assert links == [("#fig-trend", figure_1), ("#tbl-growth", table_1), ("#fig-two", second), ("#fig-two", second)]
    labels = [node["label"].replace("\u00a0", " ") for node in nodes(made) if node["t"] in ("image", "table")]
    assert labels == [
        f"{figure_1}. Trend",
        f"{table_1}. Growth",
        f"{second}. Two",
        f"{table_1.replace('1', '2')}. Small",
    ]
    html = render_html(made)
    for name in ("fig-trend", "tbl-growth", "fig-two", "tbl-small"):
        assert html.count(f'id="{name}"') == 1
    assert [notice for notice in made.notices if "@fig-none" in notice]
    assert "@fig-none" in html
    assert render_pdf(made)


def test_a_block_with_a_label_has_its_number_and_is_led_to() -> None:
    cells = [shown(figure(name="a")), shown(table(name="b"))]
    cells[0].metadata["label"], cells[1].metadata["chiso"] = "fig-a", {"label": "tbl-b"}
    made = build_document(notebook(shown(cover("en")), markdown("@fig-a and @tbl-b"), *cells))
    assert [node["href"] for node in nodes(made) if node["t"] == "link"] == ["#a", "#b"]
    one, two = (piece.block for piece in made.pieces if isinstance(piece, Placed))
    assert re.match(r"Figure\W1\. ", one.title)  # type: ignore[attr-defined]
    assert re.match(r"Table\W1\. ", two.caption)  # type: ignore[attr-defined]
    assert render_pdf(made)


def test_a_label_that_is_given_twice_leads_to_the_first() -> None:
    twice = [pictured("#| label: fig-a\n"), code({"image/svg+xml": SVG}, source="#| label: fig-a\n")]
    html = render_html(build_document(notebook(markdown("# T\n\n@fig-a"), *twice)))
    assert html.count('id="fig-a"') == 1


def test_a_raw_cell_is_named_when_it_is_left_out() -> None:
    made = build_document(notebook(markdown("# T"), nbformat.v4.new_raw_cell("\\LaTeX"), nbformat.v4.new_raw_cell(" ")))
    assert made.notices == ("Cell 2 is a raw cell, which a report leaves out.",)


def test_a_section_that_has_nothing_to_show_leaves_no_word_where_it_is_displayed() -> None:
    said = text(
        build_document(notebook(markdown("# T"), code({"text/plain": "None"}), code({"text/plain": "None of"})))
    )
    assert said.split() == ["None", "of"]


def test_a_command_for_formulas_holds_in_the_whole_report_even_from_a_cell_that_it_leaves_out() -> None:
    defined = markdown(r"Ours: $\newcommand{\R}{\mathbb{R}}$", "notebook-only")
    latex = {"text/latex": r"$$\R^n$$", "text/plain": "x"}
    made = build_document(notebook(markdown("# T"), defined, markdown(r"All $\R$."), code(latex)))
    assert [node["typst"] for node in nodes(made) if node["t"] == "math"] == ["bb(R)", "bb(R)^n"]
    assert "Ours" not in text(made)
    assert made.notices == ()
    assert render_html(made).count("ℝ") == 2
    assert render_pdf(made)


def test_a_formula_that_cannot_be_set_is_named() -> None:
    made = build_document(notebook(markdown("# T"), markdown(r"$\def\f(#1){#1}\f(x)$"), printed("x")))
    assert made.notices == (r"Cell 2 has a formula that a report can only show as TeX: \def\f(#1){#1}\f(x)",)
