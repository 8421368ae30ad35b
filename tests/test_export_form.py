"""Official documents in Word: the measures of Annex I of Decree 30/2020/NĐ-CP, read out of the files that are made."""

from __future__ import annotations

import dataclasses
import io
import subprocess
from pathlib import Path

import docx
import nbformat
import pdfplumber
import pytest
from checkout import Report
from docx.document import Document as WordDocument
from docx.shared import Mm
from lxml import etree
from real_reports import briefing_notebook, office
from sample_blocks import markdown, notebook
from word_files import parts_of, text_of_word

from chiso.blocks.language import message_ids
from chiso.catalog import PLAN, Catalog, Project
from chiso.export import build_document
from chiso.export.document import Document
from chiso.export.form_measures import FONT, OTHERS, PARTS
from chiso.export.word import render_word
from chiso.facts.inputs import making
from chiso.locales import LOCALES
from chiso.run.letter import letter_messages, letter_of
from chiso.run.parameters import report_parameters

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

DECREE = {
    # Style: smallest and largest size, bold, italic, capitals by the style.
    "Form Superior": (12, 13, False, False, False),
    "Form Issuer": (12, 13, True, False, False),
    "Form Nation": (12, 13, True, False, False),
    "Form Motto": (13, 14, True, False, False),
    "Form Number": (13, 13, False, False, False),
    "Form Date": (13, 14, False, True, False),
    "Form Name": (13, 14, True, False, False),
    "Form Subject": (13, 14, True, False, False),
    "Form Addressee": (13, 14, False, False, False),
    "Form Ground": (13, 14, False, True, False),
    "Form Text": (13, 14, False, False, False),
    "Heading 1": (13, 14, True, False, True),
    "Heading 2": (13, 14, True, False, False),
    "Heading 3": (13, 14, False, False, False),
    "Form Capacity": (13, 14, True, False, False),
    "Form Signatory": (13, 14, True, False, False),
    "Form Received": (12, 12, True, True, False),
    "Form Recipient": (11, 11, False, False, False),
    "Annex": (14, 14, True, False, False),
    "Annex Name": (13, 14, True, False, False),
    "Annex Note": (13, 14, False, True, False),
    "Header": (13, 14, False, False, False),
}
"""What section V of the annex says of each part."""


def official(project: Project, document: Document, kind: str, unit: str = "can-tho", locale: str = "vi") -> bytes:
    catalog = Catalog(project.raw)
    parameters = report_parameters(catalog, "2021", unit, locale, form=("nd30", kind))
    before = making(project, catalog, 2021, parameters.unit, locale)
    return render_word(document, letter=letter_of(before, parameters, document))


@pytest.fixture(scope="module")
def briefing(report: Report) -> Document:
    return build_document(nbformat.reads(report.made["ipynb"].decode(), as_version=4), report.stem)


@pytest.fixture(scope="module")
def made(processed: Project, briefing: Document) -> bytes:
    return official(processed, briefing, "bao-cao")


@pytest.fixture(scope="module")
def plan(processed: Project) -> bytes:
    document = build_document(briefing_notebook(processed, 2021, "can-tho", "vi", PLAN), "ke-hoach")
    return official(processed, document, "ke-hoach")


@pytest.fixture(scope="module")
def unknown(processed: Project, briefing: Document) -> bytes:
    """The form of a unit of which the file of offices knows nothing."""
    return official(processed, briefing, "bao-cao", "quang-ninh")


def opened(data: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(data))


def body(data: bytes) -> etree._Element:
    return etree.fromstring(parts_of(data)["word/document.xml"])


def styled(data: bytes, style: str) -> list[str]:
    """Return the texts of the paragraphs of a style, in tables too."""
    found = (one for one in body(data).iter(f"{W}p") if one.find(f"{W}pPr/{W}pStyle") is not None)
    wanted = (one for one in found if one.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == style)
    return ["".join(text.text or "" for text in one.iter(f"{W}t")) for one in wanted]


def highlighted(data: bytes) -> list[str]:
    runs = (one for one in body(data).iter(f"{W}r") if one.find(f"{W}rPr/{W}highlight") is not None)
    return ["".join(run.itertext()) for run in runs]


def test_the_page_is_a4_with_the_margins_of_the_decree(made: bytes) -> None:
    sections = opened(made).sections
    assert len(sections) == 2
    for one in sections:
        assert [round(side.mm) for side in (one.page_width, one.page_height)] == [210, 297]
        assert Mm(20) <= one.top_margin <= Mm(25)
        assert Mm(20) <= one.bottom_margin <= Mm(25)
        assert Mm(30) <= one.left_margin <= Mm(35)
        assert Mm(15) <= one.right_margin <= Mm(20)


@pytest.mark.parametrize("name", DECREE)
def test_each_part_is_set_as_the_decree_says(made: bytes, name: str) -> None:
    smallest, largest, bold, italic, capitals = DECREE[name]
    font = opened(made).styles[name].font
    assert smallest <= font.size.pt <= largest
    assert (bool(font.bold), bool(font.italic), bool(font.all_caps)) == (bold, italic, capitals)


def test_every_part_of_the_form_is_held_against_the_decree() -> None:
    # A line that says that it is a translation, and pictures, are none of the decree's.
    assert set(PARTS) - set(DECREE) == {"Form Translation", "Form Picture"}
    assert set(DECREE) <= set(PARTS) | set(OTHERS)


def test_the_text_is_justified_indented_and_spaced(made: bytes) -> None:
    form = opened(made).styles["Form Text"].paragraph_format
    assert Mm(10) <= form.first_line_indent <= Mm(12.71)
    assert 1 <= form.line_spacing <= 1.5
    assert form.space_after.pt >= 6
    assert form.alignment == 3
    unstyled = [one for one in body(made).find(f"{W}body").findall(f"{W}p") if one.find(f"{W}pPr/{W}pStyle") is None]
    assert unstyled == []


def test_all_letters_are_those_of_the_decree_and_black(made: bytes) -> None:
    parts = parts_of(made)
    styles = etree.fromstring(parts["word/styles.xml"])
    fonts = {one.get(f"{W}ascii") for one in styles.iter(f"{W}rFonts")}
    assert fonts == {FONT, "Courier New"}
    assert not any("Theme" in name for one in styles.iter(f"{W}rFonts") for name in one.attrib)
    for tree in (styles, body(made)):
        assert list(tree.iter(f"{W}color")) == []
    (font,) = etree.fromstring(parts["word/fontTable.xml"])
    assert (font.get(f"{W}name"), font.find(f"{W}altName").get(f"{W}val")) == (FONT, "Liberation Serif")


def test_headings_are_numbered_by_word_and_anew_in_the_annex(made: bytes) -> None:
    numbering = opened(made).part.numbering_part.element
    kinds = {one.get(f"{W}abstractNumId"): one for one in numbering.iter(f"{W}abstractNum")}
    of_number = {
        one.get(f"{W}numId"): kinds[one.find(f"{W}abstractNumId").get(f"{W}val")] for one in numbering.iter(f"{W}num")
    }
    styles = opened(made).styles
    numbers = {styles[f"Heading {level}"].element.pPr.numPr.numId.val for level in (1, 2, 3)}
    assert len(numbers) == 1
    levels = of_number[str(numbers.pop())].findall(f"{W}lvl")
    shown = [tuple(one.find(f"{W}{tag}").get(f"{W}val") for tag in ("pStyle", "numFmt", "lvlText")) for one in levels]
    assert shown == [
        ("Heading1", "upperRoman", "%1."), ("Heading2", "decimal", "%2."), ("Heading3", "lowerLetter", "%3)")
    ]  # fmt: skip
    annexed = [
        (one.find(f"{W}pPr/{W}pStyle").get(f"{W}val"), one.find(f"{W}pPr/{W}numPr"))
        for one in body(made).iter(f"{W}p")
        if one.find(f"{W}pPr/{W}numPr/{W}ilvl") is not None
        and one.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Heading2"
    ]
    assert len(annexed) >= 5
    lists = {number.find(f"{W}numId").get(f"{W}val") for _, number in annexed}
    assert len(lists) == 1
    assert of_number[lists.pop()].find(f"{W}lvl/{W}lvlText").get(f"{W}val") == "%1."


def test_pages_are_numbered_above_the_text_but_for_the_first_and_anew_in_the_annex(made: bytes) -> None:
    text, annex = opened(made).sections
    for one in (text, annex):
        assert one.different_first_page_header_footer
        assert one.first_page_header.is_linked_to_previous
        assert one.footer.is_linked_to_previous
    (line,) = text.header.paragraphs
    assert line.style.paragraph_format.alignment == 1
    assert [one.text.strip() for one in line._p.iter(f"{W}instrText")] == ["PAGE"]
    assert annex._sectPr.find(f"{W}pgNumType").get(f"{W}start") == "1"
    assert text._sectPr.find(f"{W}pgNumType") is None
    assert text.header.part is annex.header.part


def test_body_and_motto_stand_in_two_columns_above_the_title(made: bytes) -> None:
    (names, below) = opened(made).tables[0].rows
    left, right = names.cells
    assert left.text.split("\n")[:2] == ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ CẦN THƠ"]
    assert right.text.split("\n")[:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    for cell in (left, right):
        assert cell.paragraphs[-1]._p.find(f"{W}pPr/{W}pBdr/{W}top") is not None
    assert below.cells[0].text.replace("\u00a0", "") == "Số:/BC-UBND"
    assert below.cells[1].text.replace("\u00a0", " ") == "Cần Thơ, ngày …… tháng …… năm 2021"
    assert styled(made, "FormName") == ["BÁO CÁO"]
    assert styled(made, "FormSubject")[0].endswith("năm 2020 của thành phố Cần Thơ")


def test_grounds_come_from_the_office_and_the_sources_and_end_as_the_decree_says(made: bytes, plan: bytes) -> None:
    for data in (made, plan):
        grounds = styled(data, "FormGround")
        assert all(one.startswith("Căn cứ ") for one in grounds)
        assert [one[-1] for one in grounds] == [";"] * (len(grounds) - 1) + ["."]
        assert "Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015" in grounds[0]
    assert "Kế hoạch 168/KH-UBND" in styled(made, "FormGround")[1]
    assert "Bộ Nội vụ" in styled(plan, "FormGround")[1]
    assert styled(plan, "FormGround")[1].endswith("công bố ngày 24 tháng 6 năm 2021;")


def test_the_signature_comes_before_the_annex_and_never_alone(made: bytes) -> None:
    assert styled(made, "FormCapacity")[:2] == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]
    assert styled(made, "FormReceived") == ["Nơi nhận:"]
    assert styled(made, "FormRecipient")[-1].startswith("- Lưu: VT, ")
    lines = text_of_word(made).split("\n")
    assert (
        lines.index("Nơi nhận:") < lines.index("Phụ lục") < lines.index("SỐ LIỆU CHI TIẾT, NGUỒN SỐ LIỆU VÀ CÁCH ĐỌC")
    )
    assert any(one.startswith("Số liệu chi tiết") and one.endswith("kèm theo.") for one in lines)
    closing = next(one for one in body(made).iter(f"{W}p") if "".join(one.itertext()).endswith("./."))
    assert closing.find(f"{W}pPr/{W}keepNext") is not None


def test_what_an_office_would_know_is_marked_to_be_filled_where_it_is_not_known(made: bytes, unknown: bytes) -> None:
    # Of Cần Thơ: recipients, the drafting unit, the signatory's name.
    assert len(highlighted(made)) == 3
    assert len(highlighted(unknown)) > 6
    assert styled(unknown, "FormIssuer")[0].startswith("(TÊN CƠ QUAN BAN HÀNH)")
    assert "Cần Thơ" not in " ".join(styled(unknown, "FormDate"))
    assert "UBND" not in " ".join(styled(unknown, "FormNumber"))


def test_the_form_says_all_that_the_briefing_says(made: bytes, briefing: Document) -> None:
    plain = render_word(briefing)
    said = text_of_word(made)
    # The title is that of the form; a sentence of the cover ends with a full stop.
    own = {briefing.opening.title.replace("\u00a0", " "), briefing.opening.unit}
    missing = [line for line in text_of_word(plain).split("\n") if line and line not in said and line not in own]
    assert missing == []


def test_equal_documents_are_equal_files(processed: Project, briefing: Document, made: bytes) -> None:
    assert official(processed, briefing, "bao-cao") == made


def test_a_notebook_without_an_annex_ends_with_the_signature(processed: Project) -> None:
    document = build_document(notebook(markdown("# Báo cáo\n\n## Một\n\nChữ.\n\n### Hai\n\nChữ.")), "own")
    data = official(processed, document, "bao-cao")
    assert len(opened(data).sections) == 1
    assert styled(data, "Annex") == styled(data, "AnnexNote") == []
    assert "Phụ lục" not in text_of_word(data)


@pytest.mark.parametrize(
    ("addressees", "lines"), [((), []), (("A",), ["Kính gửi: A"]), (("A", "B"), ["Kính gửi:", "- A;", "- B."])]
)
def test_those_whom_a_report_is_for_stand_on_lines_of_their_own(
    processed: Project, addressees: tuple[str, ...], lines: list[str]
) -> None:
    document = build_document(notebook(markdown("# Báo cáo\n\n## Một\n\nChữ.")), "own")
    catalog = Catalog(processed.raw)
    parameters = report_parameters(catalog, "2021", "can-tho", "vi", form=("nd30", "bao-cao"))
    letter = letter_of(making(processed, catalog, 2021, parameters.unit, "vi"), parameters, document)
    data = render_word(document, letter=dataclasses.replace(letter, addressees=addressees))
    assert styled(data, "FormAddressee") == lines


def test_in_english_it_says_that_it_is_a_translation(processed: Project) -> None:
    document = build_document(notebook(markdown("# Report\n\n## One\n\nText."), language="en"), "own")
    data = official(processed, document, "bao-cao", locale="en")
    assert styled(data, "FormTranslation")[0].startswith("Translation.")
    assert styled(data, "FormNation") == ["SOCIALIST REPUBLIC OF VIET NAM"]
    assert styled(data, "FormIssuer") == ["PEOPLE’S COMMITTEE OF", "CAN THO CITY"]


def test_both_languages_have_the_same_messages() -> None:
    found = [sorted(message_ids(letter_messages(locale))) for locale in LOCALES]
    assert found[0] == found[1]


def test_libreoffice_sets_both_documents_in_a_font_of_the_same_measures(
    made: bytes, plan: bytes, tmp_path: Path
) -> None:
    for name, data in (("bao-cao", made), ("ke-hoach", plan)):
        (tmp_path / f"{name}.docx").write_bytes(data)
    subprocess.run(  # noqa: S603 - found on the path of the tests
        [office(), f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "pdf", "--outdir",
         str(tmp_path), str(tmp_path / "bao-cao.docx"), str(tmp_path / "ke-hoach.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    for name, heading in (("bao-cao", "I. THÔNG ĐIỆP CHÍNH"), ("ke-hoach", "I. MỤC ĐÍCH, YÊU CẦU")):
        with pdfplumber.open(tmp_path / f"{name}.pdf") as pdf:
            fonts = {char["fontname"].partition("+")[2] for char in pdf.pages[0].chars if char["text"].isalpha()}
            assert all(one.startswith(("LiberationSerif", "TimesNewRoman", "Tinos")) for one in fonts), fonts
            above = [page.crop((0, 0, page.width, 50)).extract_text().strip() for page in pdf.pages]
            first_of_annex = above.index("", 1)
            assert above[:first_of_annex] == ["", *map(str, range(2, first_of_annex + 1))]
            assert above[first_of_annex:] == ["", *map(str, range(2, len(above) - first_of_annex + 1))]
            text = "\n".join(page.extract_text() for page in pdf.pages)
            assert heading in text
            assert pdf.pages[first_of_annex].extract_text().startswith("Phụ lục")
