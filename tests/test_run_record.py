from __future__ import annotations

import dataclasses
import io
import json
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import page
import pikepdf
import pytest
import requests
from checkout import Report, copy_project
from real_reports import briefing_notebook
from rocrate_validator import models, services

import chiso
from chiso.blocks.specs import MIME
from chiso.catalog import Catalog, Project
from chiso.errors import RunError
from chiso.export import build_document, render_pdf
from chiso.facts.inputs import making
from chiso.files import file_sha256, sha256
from chiso.ingest import Observations, write_observations
from chiso.provenance import fingerprint
from chiso.run import brief
from chiso.run.brief import compose, refuse_changes, unit_comparison
from chiso.run.record import CONTEXT

#: The part of the published vocabulary that a record uses: the validator would fetch it from the network.
TERMS = (
    "CreateAction", "CreativeWork", "Dataset", "Organization", "PropertyValue", "SoftwareApplication", "about",
    "additionalProperty", "citation", "contentSize", "datePublished", "description", "encodingFormat", "hasPart",
    "inLanguage", "instrument", "license", "mentions", "name", "object", "publisher", "result", "softwareRequirements",
    "softwareVersion", "url", "value", "version",
)  # fmt: skip
VOCABULARY = {term: f"http://schema.org/{term}" for term in TERMS}
VOCABULARY |= {"File": "http://schema.org/MediaObject", "conformsTo": "http://purl.org/dc/terms/conformsTo"}


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Answer for the one address that the validator asks for, and refuse every other."""
    asked: list[str] = []

    def send(_adapter: object, request: requests.PreparedRequest, **_named: object) -> requests.Response:
        asked.append(str(request.url))
        if request.url != CONTEXT:
            raise requests.ConnectionError(f"no network: {request.url}")
        response = requests.Response()
        response.status_code, response.url, response.request = 200, CONTEXT, request
        response.headers["Content-Type"] = "application/ld+json"
        response._content = json.dumps({"@context": VOCABULARY}).encode()
        return response

    monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", send)
    return asked


def issues(record: dict[str, Any], profile: str, severity: str) -> list[str]:
    """Return what the validator has against a record."""
    settings = models.ValidationSettings(
        rocrate_uri=None,
        metadata_dict=record,
        metadata_only=True,
        profile_identifier=profile,
        requirement_severity=severity,
        no_cache=True,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the validator uses rdflib in an outdated way
        result = services.validate_metadata_as_dict(record, settings)
    return [f"{one.check.identifier} {one.message}" for one in result.get_issues()]


@pytest.fixture(scope="module")
def record(report: Report) -> dict[str, Any]:
    return dict(json.loads(report.made["json"]))


@pytest.fixture(scope="module")
def inside(report: Report) -> dict[str, bytes]:
    """The files inside the PDF."""
    with pikepdf.open(io.BytesIO(report.made["pdf"])) as file:
        return {name: spec.get_file().read_bytes() for name, spec in file.attachments.items()}


def blocks_of(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the blocks that the cells of a notebook show."""
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    return [output["data"][MIME] for output in outputs if MIME in output.get("data", {})]


def entities(record: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["@id"]: one for one in record["@graph"]}


def values(record: dict[str, Any]) -> dict[str, str]:
    return {one["name"]: one["value"] for one in record["@graph"] if one["@type"] == "PropertyValue"}


def test_a_record_is_valid_ro_crate(record: dict[str, Any], offline: list[str]) -> None:
    assert issues(record, "ro-crate-1.1", "REQUIRED") == []
    assert set(offline) == {CONTEXT}


def test_a_record_is_a_valid_process_run_crate(record: dict[str, Any], offline: list[str]) -> None:
    assert issues(record, "process-run-crate-0.5", "REQUIRED") == []


def test_the_validator_would_refuse_a_record_that_is_none(record: dict[str, Any], offline: list[str]) -> None:
    broken = json.loads(json.dumps(record))
    del entities(broken)["./"]["datePublished"]
    del entities(broken)["#run"]["instrument"]
    assert len(issues(broken, "process-run-crate-0.5", "REQUIRED")) == 2


def test_a_record_names_what_was_asked_for(record: dict[str, Any]) -> None:
    given = values(record)
    assert {name: given[name] for name in ("YEAR", "PROVINCE", "LOCALE")} == {
        "YEAR": "2021",
        "PROVINCE": "can-tho",
        "LOCALE": "vi",
    }


def test_a_record_names_the_software(record: dict[str, Any], report: Report) -> None:
    given = values(record)
    assert given["lockSha256"] == file_sha256(report.project.lock)
    assert len(given["packageSha256"]) == 64
    assert given["commit"] == "no version control"  # the project of the tests is a bare copy
    assert given["localChanges"] == "not known"


def test_a_record_names_every_input_with_its_content(record: dict[str, Any], report: Report) -> None:
    found = {one["name"]: one["sha256"] for one in record["@graph"] if one["@id"].startswith(("#data/", "#notebooks/"))}
    found["requirements.lock"] = entities(record)["#requirements.lock"]["sha256"]
    root = report.project.root
    assert found == {name: file_sha256(root / name) for name in found}
    asked = {one["@id"] for one in entities(record)["#run"]["object"]}
    assert {f"#{name}" for name in found} <= asked
    assert values(record)["inputsSha256"] == fingerprint(found)
    assert {
        "data/raw/indices.csv",
        "data/raw/sources.csv",
        "data/raw/papi/2011.csv",
        "data/raw/papi/2020.csv",
        "data/raw/papi/indicators.csv",
        "data/raw/plans/targets.csv",
        "data/raw/provinces/provinces_63.csv",
        "data/raw/reference/suppressed.csv",
        "notebooks/3_briefing.ipynb",
    } <= set(found)
    # What is built, and the tables of later years, change without the briefing changing.
    assert not any("processed" in name or "2021" in name or "2024" in name for name in found)


def test_a_table_of_figures_names_its_sources_and_its_publisher(record: dict[str, Any]) -> None:
    known = entities(record)
    papi, par_index = known["#data/raw/papi/2020.csv"], known["#data/raw/par_index/2020.csv"]
    assert papi["datePublished"] == "2021-04-14"
    assert known[papi["publisher"]["@id"]]["name"] == "CECODES, VFF-CRT, RTA and UNDP"
    assert "PAPI" in known[papi["citation"]["@id"]]["name"]
    cited = [known[one["@id"]] for one in par_index["citation"]]
    assert len(cited) > 3
    assert all(one["name"] for one in cited)
    assert any(one["url"].startswith("https://") and one["datePublished"] for one in cited)


def test_a_record_names_every_output_with_its_content(record: dict[str, Any], report: Report) -> None:
    for kind in ("pdf", "html", "ipynb"):
        entity = entities(record)[f"{report.stem}.{kind}"]
        assert entity["sha256"] == sha256(report.made[kind])
        assert entity["contentSize"] == str(len(report.made[kind]))


def test_the_record_inside_the_pdf_names_all_outputs_but_the_pdf(
    record: dict[str, Any], inside: dict[str, bytes], report: Report
) -> None:
    copy = json.loads(inside[f"{report.stem}.json"])
    missing = {one["@id"] for one in record["@graph"]} - {one["@id"] for one in copy["@graph"]}
    assert missing == {f"{report.stem}.pdf"}


def test_the_comparison_and_the_notebook_inside_the_pdf_are_those_of_the_record(
    record: dict[str, Any], inside: dict[str, bytes], report: Report
) -> None:
    known = entities(record)
    assert sorted(inside) == [f"{report.stem}.ipynb", f"{report.stem}.json", "comparison-2021-can-tho.csv"]
    assert inside[f"{report.stem}.ipynb"] == report.made["ipynb"]
    comparison = inside["comparison-2021-can-tho.csv"]
    assert known["#comparison-2021-can-tho.csv"]["sha256"] == sha256(comparison)
    rows = comparison.decode().splitlines()
    assert rows[0].startswith("index,index_year,vintage,unit_code,code,")
    assert {row.split(",")[3] for row in rows[1:]} == {"92"}
    # The totals of three indices; the eight dimensions of PAPI and their 29 parts.
    assert {row.split(",")[0] for row in rows[1:]} == {"par_index", "sipas", "papi"}
    assert sum(row.startswith("papi,") for row in rows) == 1 + 8 + 29


def test_the_rows_of_one_unit_are_as_the_whole_table_has_them(tmp_path: Path) -> None:
    path = tmp_path / "2021.csv"
    path.write_text('index,unit_code,reason\na,92,"x, ""y"""\na,01,z\nb,92,\n', encoding="utf-8")
    assert unit_comparison(path, "92") == b'index,unit_code,reason\na,92,"x, ""y"""\nb,92,\n'


def test_each_file_inside_the_pdf_says_what_it_is(report: Report) -> None:
    with pikepdf.open(io.BytesIO(report.made["pdf"])) as file:
        found = {name: (str(spec.relationship), spec.description) for name, spec in file.attachments.items()}
        kinds = {name: spec.get_file().mime_type for name, spec in file.attachments.items()}
        associated = [str(item.UF) for item in file.Root.AF]
    assert {relationship for relationship, _ in found.values()} == {"/Data", "/Source", "/Supplement"}
    assert all(description for _, description in found.values())
    assert sorted(kinds.values()) == ["application/ld+json", "application/x-ipynb+json", "text/csv"]
    assert sorted(associated) == sorted(found)


def test_the_report_conforms_to_both_standards_with_its_attachments(report: Report) -> None:
    # The checker takes a stream whose last byte happens to be a carriage return for a byte shorter than it is. What
    # a report carries differs from commit to commit, and so do those bytes: their lengths are counted here.
    pdf = report.made["pdf"]
    ends = list(re.finditer(rb">>\s*stream\r?\n", pdf))
    lengths = [re.findall(rb"/Length (\d+)", pdf[pdf.rindex(b" 0 obj", 0, at.start()) : at.end()])[-1] for at in ends]
    after = {pdf[at.end() + int(length) :][:10] for at, length in zip(ends, lengths, strict=True)}
    assert after == {b"\nendstream"}
    for profile in (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1):
        failures = page.validate_pdf_bytes(pdf, profile=profile).failures
        counted = "PDFA3A-STREAM-LENGTH-001"
        assert [f"{one.rule_id}: {one.message}" for one in failures if one.rule_id != counted] == []


def test_the_report_is_small_enough_to_forward(report: Report) -> None:
    notebook = nbformat.reads(report.made["ipynb"].decode(), as_version=4)
    assert len(render_pdf(build_document(notebook, report.stem))) <= 400_000
    assert len(report.made["pdf"]) <= 1_000_000


def test_the_report_says_what_it_is_and_every_reader_can_use_it(report: Report) -> None:
    with pikepdf.open(io.BytesIO(report.made["pdf"])) as file:
        assert file.Root.Lang == "vi"
        assert {"SIPAS", "2021"} <= set(re.split(r"\W+", str(file.docinfo["/Title"])))
        assert str(file.docinfo["/Author"])
        assert {"PAR INDEX", "SIPAS", "PAPI", "Cần Thơ"} <= {
            word.strip() for word in str(file.docinfo["/Keywords"]).split(",")
        }
        with file.open_outline() as outline:
            assert len(outline.root) >= 3
        elements = [item for item in file.objects if isinstance(item, pikepdf.Dictionary) and "/S" in item]
        figures = [item for item in elements if item.S == "/Figure"]
        assert figures
        assert all(str(item.Alt).strip() for item in figures)
        tables = [item for item in elements if item.S == "/Table"]
        headers = [item for item in elements if item.S == "/TH"]
        assert len(tables) >= 5
        assert len(headers) > len(tables)


def test_the_printed_colophon_says_what_the_record_says(record: dict[str, Any], report: Report) -> None:
    colophon = next(block for block in blocks_of(json.loads(report.made["ipynb"])) if block.get("id") == "record")
    printed = " ".join(cell["text"] for row in colophon["rows"] for cell in row["cells"])
    given = values(record)
    for expected in ("YEAR=2021, PROVINCE=can-tho, LOCALE=vi", given["lockSha256"], given["inputsSha256"]):
        assert expected in printed


def test_tables_of_later_years_change_nothing_in_a_briefing(
    tmp_path: Path, report: Report, catalog: Catalog, observations: Observations
) -> None:
    values = observations.values
    later = values["index_year"].ge(2021) & values["value"].notna()
    other = dataclasses.replace(observations, values=values.assign(value=values["value"].mask(later, 0.5)))
    project = copy_project(tmp_path)
    write_observations(project, catalog, other)
    data = chiso.load(project.root, year=2021)
    chiso.write_changes(data, chiso.changes(data))
    assert project.observations.read_bytes() != report.project.observations.read_bytes()
    assert project.comparison(2021).read_bytes() == report.project.comparison(2021).read_bytes()
    again = briefing_notebook(project, 2021, "can-tho", "vi")
    blocks, before = (blocks_of(notebook) for notebook in (again, json.loads(report.made["ipynb"])))
    assert blocks == before
    assert len(blocks) >= 15


def test_no_clock_and_no_path_of_the_machine_is_in_a_report(report: Report) -> None:
    for kind in ("json", "ipynb", "html"):
        text = report.made[kind].decode()
        for machine in (str(report.project.root), str(Path.home()), "/tmp/", "site-packages"):  # noqa: S108 - looked for
            assert machine not in text


def test_an_input_that_is_gone_is_one_error(tmp_path: Path, catalog: Catalog) -> None:
    project = copy_project(tmp_path)
    project.lock.unlink()
    with pytest.raises(RunError, match="cannot be read") as caught:
        making(project, Catalog(project.raw), 2021, catalog.units.resolve("can-tho"), "vi")
    assert caught.value.where == str(project.lock)


def test_an_input_that_changes_while_the_report_is_made_ends_the_run(
    tmp_path: Path, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = copy_project(tmp_path)
    project.comparison(2021).parent.mkdir(parents=True)
    project.comparison(2021).write_bytes(report.project.comparison(2021).read_bytes())
    notebook = nbformat.reads(report.made["ipynb"].decode(), as_version=4)
    measures = project.raw / "plans" / "measures.csv"

    def execute(project: Project, *_arguments: object, **_named: object) -> nbformat.NotebookNode:
        measures.write_bytes(measures.read_bytes() + b"\n")
        return notebook

    monkeypatch.setattr(brief, "execute", execute)
    with pytest.raises(RunError, match="changed while") as caught:
        compose(project, report.parameters, "vi")
    assert caught.value.where == "data/raw/plans/measures.csv"


def test_inputs_that_stay_the_same_end_nothing(processed: Project, catalog: Catalog) -> None:
    unit = catalog.units.resolve("can-tho")
    refuse_changes(making(processed, catalog, 2021, unit, "vi"), making(processed, catalog, 2021, unit, "vi"))
