"""Whatever stands in data, titles, parameters, file names and notebooks is shown as text: it runs nothing, anywhere."""

from __future__ import annotations

import contextlib
import csv
import dataclasses
import functools
import io
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import lxml.html
import nbformat
import pikepdf
import pypdfium2
import pytest
from checkout import ROOT, SECRET, Report, copy_project
from real_reports import briefing_notebook
from sample_blocks import cover, markdown, notebook, shown

import chiso
from chiso.catalog import Catalog, Project
from chiso.errors import ChisoError, ParameterError
from chiso.export import BriefingPDFExporter, build_document, render_html, render_pdf
from chiso.export.attachments import read_attachments
from chiso.export.tables import BREAK_HERE
from chiso.ingest import read_observations, write_observations
from chiso.run.execute import execute
from chiso.run.parameters import report_parameters
from chiso.run.selection import selected
from chiso.scratch import scratch

#: HTML, script, Typst, Markdown, LaTeX, templates, Fluent, paths and shell, in one breath.
PAYLOAD = (
    "</td><script>alert(1)</script><img src=x onerror=alert(2)>\"'><a href='javascript:alert(3)'>x</a> "
    '#read("/etc/passwd") #panic() $x_1$ \\frac{1} [l](javascript:alert(4)) ![i](http://e.invalid/i.png) **b** `c` '
    "{{ 7*7 }} { $name } %s ../../etc/passwd $(touch pwned) `touch pwned`; touch pwned & */ --> ]]>"
)

#: Every cell of the raw tables that holds words of a steward's own. Names of units stay fixed by their codes.
FIELDS = {
    "indices.csv": ("label", "name_vi", "name_en"),
    "sources.csv": ("title", "title_vi", "published", "url"),
    "papi/indicators.csv": ("name_vi", "name_en", "name_vi_basis"),
    "par_index/indicators.csv": ("name_vi", "name_en", "name_vi_basis"),
    "sipas/indicators.csv": ("name_vi", "name_en", "name_vi_basis"),
    "plans/measures.csv": ("theme", "measure_vi", "measure_en"),
    "plans/statements.csv": ("document",),
    "plans/targets.csv": ("source_vi", "source_en"),
    "provinces/provinces_63.csv": ("region_vi", "region_en"),
    "reference/corrections.csv": ("note",),
    "reference/national.csv": ("source",),
    "reference/publications.csv": ("publisher_vi", "publisher_en"),
    "reference/series_breaks.csv": ("what_vi", "what_en"),
    "reference/suppressed.csv": ("reason_vi", "reason_en"),
}


#: What no briefing shows.
NOT_SHOWN = ("name_vi_basis", "theme", "document", "note")


def marker(file: str, column: str) -> str:
    """Return a word that stands in one column only."""
    return f"Mk{re.sub('[^a-z]', '', file + column)}zz"


def poison(raw: Path) -> None:
    """Add the payload to every cell of every field that is not empty."""
    for file, columns in FIELDS.items():
        path = raw / file
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
        for row in rows:
            for column in columns:
                if row[column]:
                    row[column] = f"{row[column]} {marker(file, column)} {PAYLOAD}"
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        path.write_text(text.getvalue(), encoding="utf-8")
    for name in ("provinces/region_names.csv", "reference/regional.csv", "reference/conflicts.csv"):
        (raw / name).unlink()  # they name regions as they were called before


@dataclasses.dataclass(frozen=True)
class Shown:
    """A briefing as HTML and PDF."""

    html: str
    pdf: bytes

    @functools.cached_property
    def page(self) -> Any:
        # Places to break count as elements within one another for this parser.
        return lxml.html.document_fromstring(self.html, parser=lxml.html.HTMLParser(huge_tree=True))

    @functools.cached_property
    def words_of_html(self) -> str:
        return squeezed(self.page.text_content())

    @functools.cached_property
    def words_of_pdf(self) -> str:
        return squeezed("".join(sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(self.pdf)))


def squeezed(text: str) -> str:
    """Return text without spaces and places to break: columns of a page break lines anywhere."""
    return re.sub(r"\s", "", unicodedata.normalize("NFC", text.replace(BREAK_HERE, "").replace("\u200b", "")))


def show(project: Project, year: int, province: str, locale: str) -> Shown:
    """Make a briefing without kernels: each cell of the notebook by itself."""
    read = briefing_notebook(project, year, province, locale)
    document = build_document(read, "briefing")
    return Shown(render_html(document), render_pdf(document))


def build(project: Project, years: tuple[int, ...]) -> None:
    catalog = Catalog(project.raw)
    observations = read_observations(catalog)
    write_observations(project, catalog, observations)
    for year in years:
        data = chiso.load(project.root, year=year)
        chiso.write_changes(data, chiso.changes(data))


CASES = ((2021, "can-tho", "vi"), (2024, "binh-duong", "vi"))


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = copy_project(tmp_path_factory.mktemp("poisoned"))
    poison(project.raw)
    build(project, (2021, 2024))
    return project


@pytest.fixture(scope="module", params=CASES, ids=["2021 vi", "2024 withheld vi"])
def pair(request: pytest.FixtureRequest, poisoned: Project, processed: Project) -> tuple[Shown, Shown]:
    """The same briefing from the tables as they are and from poisoned ones."""
    return show(processed, *request.param), show(poisoned, *request.param)


def test_in_html_the_payload_is_text_and_nothing_else(pair: tuple[Shown, Shown]) -> None:
    plain, hostile = pair
    for tag in ("script", "style", "img", "iframe", "object", "embed", "form", "meta", "link", "base"):
        assert len(hostile.page.findall(f".//{tag}")) == len(plain.page.findall(f".//{tag}")), tag
    for element in hostile.page.iter():
        if not isinstance(element.tag, str):
            continue
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on"), f"{element.tag} {name}"
            if name.lower().endswith(("href", "src", "action", "formaction")):
                assert value.startswith(("#", "https://", "http://", "data:font", "data:image", "briefing")), value
    assert "alert(1)" in hostile.words_of_html


def test_in_pdf_the_payload_is_text_and_nothing_else(pair: tuple[Shown, Shown]) -> None:
    _, hostile = pair
    assert '#read("/etc/passwd")' in hostile.words_of_pdf
    assert "root:x:" not in hostile.words_of_pdf
    with pikepdf.open(io.BytesIO(hostile.pdf)) as file:
        for item in file.objects:
            if isinstance(item, pikepdf.Dictionary):
                assert not {"/JS", "/JavaScript", "/Launch", "/OpenAction", "/AA"} & set(item.keys())
                if "/URI" in item:
                    assert str(item.URI).startswith(("https://", "http://"))


def test_a_field_that_is_shown_is_shown_whole_in_both(pair: tuple[Shown, Shown], processed: Project) -> None:
    plain, hostile = pair
    seen = set()
    for file, columns in FIELDS.items():
        rows = list(csv.DictReader(io.StringIO((processed.raw / file).read_text(encoding="utf-8"))))
        for column in columns:
            values = {squeezed(row[column]) for row in rows if len(row[column]) > 12}
            for before, after in (
                (plain.words_of_html, hostile.words_of_html),
                (plain.words_of_pdf, hostile.words_of_pdf),
            ):
                if column in NOT_SHOWN:
                    assert marker(file, column) not in after, "a field that is shown now: take it from NOT_SHOWN"
                elif any(value in before for value in values) and column != "url":
                    assert marker(file, column) in after, (file, column)
                    seen.add((file, column))
    assert len(seen) >= 5


def test_hostile_fields_reach_the_record_as_text(poisoned: Project) -> None:
    from chiso.facts.inputs import making
    from chiso.run.record import run_record

    catalog = Catalog(poisoned.raw)
    made = making(poisoned, catalog, 2021, catalog.resolve("can-tho"), "vi")
    record = json.loads(run_record(made, {"x.pdf": b""}, {}, date="2021-01-01", title=PAYLOAD))
    names = " ".join(str(one.get("name")) for one in record["@graph"])
    for file, column in (("sources.csv", "title"), ("reference/publications.csv", "publisher_en")):
        assert marker(file, column) in names
    assert all(re.fullmatch(r"[^\s<>\"]+", one["@id"]) for one in record["@graph"])


HOSTILE_VALUES = (
    "$(touch pwned)",
    "`touch pwned`",
    "; touch pwned",
    "../../etc/passwd",
    "/etc/passwd",
    "can-tho\nha-noi\n",
    "<script>alert(1)</script>",
    "--help",
    "can-tho\0",
    "92; DROP TABLE",
    "\N{RIGHT-TO-LEFT OVERRIDE}oht-nac",
    "${HOME}",
    "x" * 100_000,
)


@pytest.mark.parametrize("value", HOSTILE_VALUES, ids=range(len(HOSTILE_VALUES)))
def test_a_hostile_parameter_is_refused_or_is_a_name_that_is_known(value: str, catalog: Catalog) -> None:
    for given in ((value, "can-tho", "vi", ""), ("2021", "can-tho", value, ""), ("2021", "can-tho", "vi", value)):
        with pytest.raises(ParameterError):
            report_parameters(catalog, *given)
    # A province is looked up, never used as it is: a spelling of a name that is known gives that name.
    known = {unit.slug for unit in catalog.units}
    found: set[str] = set()
    with contextlib.suppress(ParameterError):
        found |= {report_parameters(catalog, "2021", value, "vi").unit.slug}
    with contextlib.suppress(ParameterError):
        found |= {one.parameters.unit.slug for one in selected(catalog, "2021", value, "vi", "")}
    assert found <= known
    assert bool(found) == ("can-tho" in value)


def test_make_takes_no_command_from_a_value(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    for value in ("$(shell touch pwned)", "$$(touch pwned)", "`touch pwned`", "'; touch pwned; '", '"; touch pwned; "'):
        for arguments in ([f"PROVINCE={value}", f"YEAR={value}"], []):
            variables = {**os.environ, "FILE": value, "LOCALE": value}
            subprocess.run(["make", "--silent", "help", *arguments], cwd=tmp_path, env=variables, check=True)  # noqa: S603, S607
    assert [path.name for path in tmp_path.iterdir()] == ["Makefile"]


def test_a_notebook_with_a_hostile_name_is_exported_and_attached_under_it() -> None:
    for name in ("#panic()", '"); #read("/etc/passwd"', "<script>alert(1)</script>", "a' b\\c", "../../x", "Sổ tay"):
        exporter = BriefingPDFExporter()
        body, _ = exporter.from_notebook_node(notebook(shown(cover())), {"metadata": {"name": name}})
        (attached,) = read_attachments(body)
        assert not set(attached) & set("/\\:")
        assert not attached.startswith(".")
        assert attached.endswith(".ipynb")


def test_hostile_markdown_of_a_notebook_is_text() -> None:
    source = (
        f"# {PAYLOAD}\n\n{PAYLOAD}\n\n<script>alert(5)</script>\n\n<iframe src='http://e.invalid'></iframe>\n\n"
        "[a](javascript:alert(6)) [b](data:text/html,x) [c](file:///etc/passwd) <javascript:alert(7)>\n\n"
        "```{=html}\n<script>alert(8)</script>\n```\n\n```{=typst}\n#panic()\n```\n\n`<b>`{=html}\n\n"
        "| a | b |\n|---|---|\n| <img src=x onerror=alert(9)> | #panic() |\n\n$\\text{#panic()}$\n"
    ).replace("![i](http://e.invalid/i.png)", "")
    source = source.replace("<img src=x", "<b")  # a picture from elsewhere is refused, see below
    document = build_document(notebook(shown(cover()), markdown(source)))
    plain = "# T\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    before = Shown(render_html(build_document(notebook(shown(cover()), markdown(plain)))), b"")
    page = Shown(render_html(document), render_pdf(document))
    for tag in ("script", "iframe", "img"):
        assert len(page.page.findall(f".//{tag}")) == len(before.page.findall(f".//{tag}")), tag
    links = [element.get("href", "") for element in page.page.iter("a")]
    assert all(link.startswith(("#", "https://", "http://")) for link in links), links
    assert not [name for element in page.page.iter("*") for name in element.attrib if name.startswith("on")]
    assert "root:x:" not in page.words_of_pdf


def test_a_picture_from_elsewhere_is_refused_not_fetched() -> None:
    for picture in ("![i](http://e.invalid/i.png)", "<img src=x>", "| a |\n|---|\n| <img src=x> |\n"):
        with pytest.raises(ChisoError, match="not part of the notebook"):
            build_document(notebook(shown(cover()), markdown(picture)))


def test_a_picture_that_would_act_is_shown_as_it_was_written() -> None:
    acting = "<img src=x onerror=alert(1)>"
    page = lxml.html.document_fromstring(render_html(build_document(notebook(shown(cover()), markdown(acting)))))
    assert acting in page.text_content()
    assert not [element for element in page.iter("img") if element.get("src") == "x"]


def test_kernels_talk_over_private_sockets_with_a_key(project: Project) -> None:
    source = nbformat.read(project.notebooks / "1_ingest.ipynb", as_version=4)
    (parameters,) = [cell for cell in source.cells if cell.get("id") == "parameters"]
    code = (
        "import os, stat\nfrom pathlib import Path\nfrom ipykernel import get_connection_info\n"
        "info = get_connection_info(unpack=True)\n"
        "place = Path(str(info['ip'])).parent\n"
        "print(info['transport'], len(info['key']), oct(stat.S_IMODE(place.stat().st_mode)))"
    )
    small = nbformat.v4.new_notebook(cells=[parameters, nbformat.v4.new_code_cell(code)])
    nbformat.write(small, project.notebooks / "1_ingest.ipynb")
    executed = execute(project, project.notebooks / "1_ingest.ipynb", {})
    transport, key, mode = executed.cells[-1].outputs[0]["text"].split()
    assert transport == "ipc"
    assert int(key) >= 32
    assert mode.endswith("700")


def test_temporary_files_are_for_their_owner_alone() -> None:
    with scratch() as folder:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_no_secret_of_the_environment_reaches_a_report(report: Report) -> None:
    found = dict(report.made)
    found |= read_attachments(report.made["pdf"])
    with pikepdf.open(io.BytesIO(report.made["pdf"])) as file:
        out = io.BytesIO()
        file.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.all, compress_streams=False)
    found["unpacked"] = out.getvalue()
    assert b"BeVietnamPro" in found["unpacked"]
    for name, data in found.items():
        assert SECRET.encode() not in data, name


def test_a_failed_notebook_keeps_no_secret(project: Project) -> None:
    path = project.notebooks / "1_ingest.ipynb"
    source = nbformat.read(path, as_version=4)
    source.cells.insert(2, nbformat.v4.new_code_cell("raise ValueError('on purpose')"))
    nbformat.write(source, path)
    run = subprocess.run(
        [sys.executable, "-m", "chiso", "ingest"],
        cwd=project.root,
        env={**os.environ, "CHISO_TEST_SECRET": SECRET},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "on purpose" in run.stderr
    assert run.returncode
    kept = list((project.state / "failed").iterdir())
    assert kept
    for text in (run.stdout, run.stderr, *(path.read_text(encoding="utf-8") for path in kept)):
        assert SECRET not in text


def test_everything_is_installed_with_its_checksum() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[A-Za-z0-9])", lock.strip())
    assert len(entries) > 150
    for entry in entries:
        assert re.match(r"[A-Za-z0-9._-]+==[^ ]+", entry), entry
        assert "--hash=sha256:" in entry, entry
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert makefile.count("pip install") == 1  # which stands in a variable of the shell
    installs = re.findall(r"\$\$install (.+?)(?:;| \|\|)", makefile)
    assert installs == [
        '"$$@" --require-hashes -r requirements.lock',  # from the index, or a folder of wheels
        "--no-deps --no-build-isolation --editable .",
    ]
    (downloaded,) = re.findall(r"pip download (.+?);", makefile, re.DOTALL)
    assert "--require-hashes -r requirements.lock" in " ".join(downloaded.replace("\\\n", "").split())


def test_the_page_of_trust_names_what_is_trusted() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    for word in ("Notebooks are code", "data/raw", "verify", "requirements.lock", "Report"):
        assert word in text
