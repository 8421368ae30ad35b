"""Letters with the marks of statistics: none is lost, and each mark stands clear of its letter, on page and paper."""

from __future__ import annotations

import base64
import functools
import io
import re
import unicodedata

import page
import pypdf
import pypdfium2
import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont
from nbformat import NotebookNode
from sample_blocks import SVG, code, markdown, notebook, printed

from chiso.blocks import fonts
from chiso.blocks.letters import LETTERS, clusters, in_letters, letter_fonts, rare
from chiso.errors import ExportError
from chiso.export import build_document, render_html, render_pdf

LATIN = [chr(code) for start in (65, 97) for code in range(start, start + 26)]
GREEK = [chr(code) for start in (0x391, 0x3B1) for code in range(start, start + 25) if code != 0x3A2]
#: Hat, bar, tilde, dot, two and three dots, arrow, check, ring, overline, prime-like, breve.
ABOVE = "\u0302\u0304\u0303\u0307\u0308\u20db\u20d7\u030c\u030a\u0305\u0301\u0300\u030b\u0306\u030d\u20d6\u20d1"
#: Bar, low line, dot, tilde, hat, two dots below.
BELOW = "\u0331\u0332\u0323\u0330\u032d\u0324"
EVERY = [unicodedata.normalize("NFC", letter + mark) for letter in (*LATIN, *GREEK) for mark in ABOVE + BELOW]


def text_of(data: bytes) -> str:
    read = "\n".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(data)).pages)
    other = "\n".join(sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(io.BytesIO(data)))
    return unicodedata.normalize("NFC", f"{read}\n{other}")


def test_every_letter_keeps_every_mark_when_a_pdf_is_read() -> None:
    made = build_document(
        notebook(markdown("# T\n\n" + "\n\n".join(" ".join(EVERY[at : at + 20]) for at in range(0, len(EVERY), 20))))
    )
    data = render_pdf(made)
    read = text_of(data)
    lost = [letter for letter in EVERY if read.count(letter) < 2]  # by each of two readers
    assert not lost, lost
    for profile in (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1):
        assert page.validate_pdf_bytes(data, profile=profile).failures == []


def test_each_mark_stands_above_or_below_the_middle_of_its_letter_and_clear_of_it() -> None:
    wanted = clusters(EVERY)
    for data in letter_fonts(tuple(sorted({*wanted, *rare(EVERY)}))):  # as the document above has them, made once
        font = TTFont(io.BytesIO(data))
        names, glyphs = font.getBestCmap(), font.getGlyphSet()

        @functools.cache
        def bounds(name: str, glyphs: object = glyphs) -> tuple[float, float, float, float]:
            pen = BoundsPen(glyphs)
            glyphs[name].draw(pen)  # type: ignore[index]
            return pen.bounds  # type: ignore[no-any-return]

        lookup = font["GSUB"].table.LookupList.Lookup[0].SubTable[0].ligatures
        made = {(first, *one.Component): one.LigGlyph for first, some in lookup.items() for one in some}
        for cluster in wanted:
            letter, *marks = cluster
            composed = bounds(made[tuple(names[ord(character)] for character in cluster)])
            alone = bounds(names[ord({"i": "ı", "j": "ȷ"}.get(letter, letter) if marks[0] in ABOVE else letter)])
            mark = bounds(names[ord(marks[0])])
            height = mark[3] - mark[1]
            if marks[0] in ABOVE:
                assert composed[3] >= alone[3] + height + 50, cluster
                assert composed[1] == alone[1], cluster
            else:
                assert composed[1] <= alone[1] - height - 50, cluster
            widest = max(alone[2] - alone[0], mark[2] - mark[0])
            assert composed[2] - composed[0] <= widest + 2, f"{cluster}: the mark is not over its letter"


def test_ink_of_letter_and_mark_is_on_the_sheet() -> None:
    shown = ["β", "β̂", "Δ", "Δ̄", "x", "x̄", "p", "p̂", "σ", "σ̂", "Σ", "Σ̃", "ẋ", "x⃗"]
    rows = "\n\n".join(f"{one}" for one in shown)
    sheet = pypdfium2.PdfDocument(io.BytesIO(render_pdf(build_document(notebook(markdown(f"# T\n\n{rows}"))))))[0]
    picture = sheet.render(scale=6).to_pil().convert("L")
    dark = picture.crop((0, 570, picture.width, picture.height - 500)).point(lambda tone: 255 * (tone < 128))
    lines: list[int] = []
    ink = 0
    for y in range(dark.height):
        box = dark.crop((300, y, 700, y + 1)).getbbox()
        ink = ink + 1 if box else 0
        if box and ink == 1:
            lines.append(0)
        if box:
            lines[-1] += 1
    # A mark stands above its letter with white between: two bands of ink for each letter with a mark.
    assert len(lines) == len(shown) + sum(len(unicodedata.normalize("NFD", one)) > 1 for one in shown)


def test_letters_with_marks_are_set_in_code_tables_titles_and_charts() -> None:
    chart = SVG.replace("Cần Thơ", "ước lượng β̂ và x̄")
    made = build_document(
        notebook(
            markdown("# Ước lượng β̂\n\n## Phần x̄\n\n`p̂` **σ̂** *Δ̃*\n\n| θ̂ |\n|---|\n| μ̄ |"),
            printed("λ̂ = 1"),
            code({"image/svg+xml": chart}),
        )
    )
    text = text_of(render_pdf(made))
    for letter in ("β̂", "x̄", "p̂", "σ̂", "Δ̃", "θ̂", "μ̄", "λ̂"):
        assert letter in text, letter
    html = render_html(made)
    assert f'font-family:"{LETTERS}"' in html
    for letter in ("p̂", "σ̂", "Δ̃", "θ̂", "λ̂"):
        assert f'<span class="cl">{letter}</span>' in html
    assert re.search(r"\{[^{}]*font-family:Chiso Letters", html)


def test_a_page_carries_a_font_with_a_glyph_for_each_letter_with_marks_and_none_without() -> None:
    html = render_html(build_document(notebook(markdown("# T\n\nβ̂ x̄"))))
    codes = re.findall(rf'font-family:"{LETTERS}";[^}}]*base64,([A-Za-z0-9+/=]+)', html)
    for code_ in codes:
        font = TTFont(io.BytesIO(base64.b64decode(code_)))
        assert {"marked0", "marked1"} <= set(font.getGlyphOrder())
        assert font["name"].getDebugName(1) == LETTERS
    assert len(codes) == 2
    assert f'@font-face{{font-family:"{LETTERS}"' not in render_html(build_document(notebook(markdown("# Cần Thơ α"))))


def test_equal_letters_give_equal_fonts() -> None:
    wanted = clusters(["x̄ β̂", "β̂"])
    first = letter_fonts(wanted)
    letter_fonts.cache_clear()
    fonts.text_codes()
    assert letter_fonts(wanted) == first


def test_only_words_are_wrapped_and_never_what_is_no_text() -> None:
    source = '<p title="x̄">x̄</p><script>"x̄"</script><style>/*x̄*/</style><svg><text>x̄</text></svg><title>x̄</title>'
    assert in_letters(source).count("<span") == 1
    assert in_letters(source).startswith('<p title="x̄"><span class="cl">x̄</span></p>')


def test_letters_of_any_script_stay_on_paper_and_on_the_page() -> None:
    shown = "漢字 かな 한글 สวัสดี កម្ពុជា हिन्दी 喃 🧪 𝒜 x᷍"
    made = build_document(notebook(markdown(f"# T\n\n{shown}\n\n$x_{{漢}}$"), printed("漢")))
    pdf = render_pdf(made)
    for word in ("漢字", "かな", "한글", "喃", "🧪", "𝒜", "x᷍"):
        assert word in " ".join(text_of(pdf).split()), word
    assert "unicode-range:U+1100" not in (page := render_html(made))
    assert all(f"U+{ord(letter):X}" in page for letter in "漢か한สក喃")
    assert render_pdf(made) == pdf


def test_a_text_that_needs_no_other_script_carries_no_font_for_one() -> None:
    made = build_document(notebook(markdown("# Cần Thơ\n\nα β̂ ▲ عربي")))
    assert "unicode-range" not in render_html(made)
    assert b"ChisoScript" not in render_pdf(made)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (markdown("Chữ ꨌꩌ"), r"Cham \(U\+AA0C, U\+AA4C\)"),
        (printed("𡨸"), r"CJK \(U\+21A38\)"),
        (markdown("# \uf0b7"), r"u\+f0b7"),
    ],
)
def test_a_letter_that_no_font_has_is_refused_with_its_cell(cell: NotebookNode, said: str) -> None:
    made = build_document(notebook(markdown("# T"), cell))
    with pytest.raises(ExportError, match=rf"{said}[\s\S]*where: notebook, cell 2"):
        render_pdf(made)
    assert fonts.printable("ꨌꩌ 🇻🇳 👍🏽") == "[Cham ×2] VN 👍"


def test_letters_of_formulas_stay_themselves() -> None:
    assert fonts.missing(["Cần Thơ α β̂ ▲ 𝛽"]) == []
    assert fonts.printable("𝛽") == "𝛽"
