from __future__ import annotations

import dataclasses
import io
import json
import os
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import nbformat
import pikepdf
import pytest
from checkout import Briefed, Report, copy_project
from sample_blocks import cover, markdown, notebook, shown

from chiso.catalog import Catalog, Project
from chiso.cli import main
from chiso.errors import ReportError, RunError, printable
from chiso.export import build_document, render_pdf
from chiso.export.attachments import Attachment, AttachmentError, read_attachments, report_attachments
from chiso.facts.inputs import Making, making
from chiso.files import sha256
from chiso.proof import examine as examine_module
from chiso.proof import verify as verify_module
from chiso.proof.examine import Examined, examine, opened
from chiso.proof.examine import _set_again as set_again_there
from chiso.proof.project_copy import make_there
from chiso.proof.read_record import Record, read_record
from chiso.proof.verify import (
    ELSEWHERE,
    OTHERWISE,
    REPRODUCED,
    TOUCHED,
    compared,
    contradictions,
    differences,
    named_otherwise,
    otherwise_installed,
    told,
    verify,
)
from chiso.provenance import origin


@pytest.fixture(scope="module")
def inside(report: Report) -> dict[str, bytes]:
    return read_attachments(report.made["pdf"])


@pytest.fixture(scope="module")
def record_name(report: Report) -> str:
    return f"{report.stem}.json"


@pytest.fixture(scope="module")
def record(inside: dict[str, bytes], record_name: str) -> Record:
    return read_record(inside[record_name])


@pytest.fixture(scope="module")
def here(processed: Project, report: Report) -> Making:
    return making(processed, Catalog(processed.raw), 2021, report.parameters.unit, "vi")


def set_again(files: dict[str, bytes], stem: str) -> bytes:
    """Set a PDF as a forger would who has the program."""
    names = {name.rpartition(".")[2]: name for name in files}
    document = build_document(nbformat.reads(files[names["ipynb"]].decode(), as_version=4), stem)
    attached = report_attachments(
        document.words,
        comparison=(names["csv"], files[names["csv"]]),
        record=(names["json"], files[names["json"]]),
        notebook=(names["ipynb"], files[names["ipynb"]]),
    )
    return render_pdf(document, attached)


def edited(pdf: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """Return a PDF that was opened, changed and saved."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        change(file)
        out = io.BytesIO()
        file.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return out.getvalue()


def with_files(**files: bytes) -> bytes:
    """Return a PDF of chiso's own making with any files inside."""
    attached = [
        Attachment(name=name.replace("_", "."), data=data, media="text/plain", relationship="data", description="x")
        for name, data in files.items()
    ]
    return render_pdf(build_document(notebook(shown(cover()))), attached)


def saved(folder: Path, pdf: bytes) -> Path:
    path = folder / "forwarded copy.pdf"
    path.write_bytes(pdf)
    return path


def quiet(_text: str) -> None:
    """Take what is going on, and say nothing."""


@pytest.fixture
def made_there(monkeypatch: pytest.MonkeyPatch, report: Report) -> list[dict[str, str]]:
    """Let the report that is made again be the one at hand; return what was asked for."""
    asked: list[dict[str, str]] = []

    def make(project: Project, parameters: Mapping[str, str], environment: Mapping[str, str]) -> str:
        asked.append({**parameters, **environment})
        folder = project.report_folder(2021, "can-tho")
        folder.mkdir(parents=True)
        for kind, data in report.made.items():
            (folder / f"{report.stem}.{kind}").write_bytes(data)
        return ""

    monkeypatch.setattr(verify_module, "make_there", make)
    return asked


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Open PDFs of the tests' own making in this process, which is quicker."""

    def here(path: Path, _certificates: Sequence[Path]) -> Examined:
        pdf = path.read_bytes()
        files, names = opened(pdf)
        return Examined(files, *set_again_there(pdf, files, names))

    monkeypatch.setattr(verify_module, "examine", here)


def test_an_untouched_report_is_made_again_byte_for_byte(short_briefed: Briefed, tmp_path: Path) -> None:
    project = short_briefed.project
    pdf = project.report_folder(2021, "can-tho") / "briefing-2021-can-tho.vi.pdf"
    verdict = verify(project, saved(tmp_path, pdf.read_bytes()), quiet)
    assert verdict.otherwise == ()
    assert verdict.status == REPRODUCED
    assert verdict.same_pages
    assert set(verdict.inputs.values()) == {"same"}
    text = told(verdict)
    assert "REPRODUCED" in text
    assert "YEAR=2021 PROVINCE=can-tho LOCALE=vi" in text
    assert "data/raw/papi/2020.csv; source: PAPI" in text


def test_a_page_that_was_changed_is_found(report: Report, tmp_path: Path, made_there: list[dict[str, str]]) -> None:
    def change(file: pikepdf.Pdf) -> None:
        file.pages[0].contents_add(b"0 0 1 rg 0 0 9 9 re f")

    verdict = verify(report.project, saved(tmp_path, edited(report.made["pdf"], change)), quiet)
    assert verdict.status == TOUCHED
    assert verdict.touched == ("the pages: set again from the notebook inside, they are others",)
    assert made_there == []
    assert "TOUCHED" in told(verdict)


@pytest.mark.usefixtures("at_once")
def test_a_forgery_without_contradictions_comes_out_otherwise_when_it_is_made_again(
    report: Report, inside: dict[str, bytes], record_name: str, tmp_path: Path, made_there: list[dict[str, str]]
) -> None:
    name = f"{report.stem}.ipynb"
    better = inside[name].replace(b"42,88", b"52,88").replace(b"42.88", b"52.88")
    assert better != inside[name]
    record = inside[record_name].replace(sha256(inside[name]).encode(), sha256(better).encode())
    forged = set_again({**inside, name: better, record_name: record}, report.stem)
    verdict = verify(report.project, saved(tmp_path, forged), quiet)
    assert verdict.touched == ()
    assert verdict.status == OTHERWISE
    assert verdict.otherwise[0] == f"{name}: another here"
    assert "NOT REPRODUCED" in told(verdict)


@pytest.mark.usefixtures("at_once")
def test_what_a_record_asks_for_never_becomes_a_variable_of_a_process(
    report: Report, inside: dict[str, bytes], record_name: str, tmp_path: Path, made_there: list[dict[str, str]]
) -> None:
    hostile = json.loads(inside[record_name])
    by_id = {one["@id"]: one for one in hostile["@graph"]}
    hostile["@graph"].append({"@id": "#LD_PRELOAD", "@type": "PropertyValue", "name": "LD_PRELOAD", "value": "/x.so"})
    by_id["#run"]["object"].append({"@id": "#LD_PRELOAD"})
    forged = set_again({**inside, record_name: json.dumps(hostile).encode()}, report.stem)
    verdict = verify(report.project, saved(tmp_path, forged), quiet)
    assert verdict.status == ELSEWHERE
    assert verdict.lacking == ("the parameters: this version takes others",)
    assert made_there == []


def test_a_table_inside_that_was_changed_is_found(inside: dict[str, bytes], record: Record, record_name: str) -> None:
    files = {**inside, "comparison-2021-can-tho.csv": b"index\n"}
    found = contradictions(Examined(files, False, ""), record, record_name, same_software=True)
    assert found == ("comparison-2021-can-tho.csv: not the file that the record names",)


def test_a_file_more_or_less_inside_is_found(inside: dict[str, bytes], record: Record, record_name: str) -> None:
    more = contradictions(Examined({**inside, "more.csv": b""}, True, ""), record, record_name, same_software=True)
    assert more == ("more.csv: not the file that the record names",)
    less = {name: data for name, data in inside.items() if not name.endswith(".csv")}
    found = contradictions(Examined(less, True, ""), record, record_name, same_software=True)
    assert found == ("comparison-2021-can-tho.csv: named by the record, but not inside",)


def test_a_list_of_inputs_that_was_changed_is_found(inside: dict[str, bytes], record: Record, record_name: str) -> None:
    other = dataclasses.replace(record, inputs={**record.inputs, "data/raw/papi/2020.csv": "0" * 64})
    found = contradictions(Examined(inside, True, ""), other, record_name, same_software=True)
    assert found == ("the record: its list of inputs is not the one that its checksum was made of",)


def test_other_pages_prove_nothing_where_the_software_is_another(
    inside: dict[str, bytes], record: Record, record_name: str
) -> None:
    assert contradictions(Examined(inside, False, ""), record, record_name, same_software=False) == ()
    assert contradictions(Examined(inside, False, ""), record, record_name, same_software=True)


def test_it_says_which_inputs_are_changed_missing_or_new(record: Record, here: Making, processed: Project) -> None:
    digests = {**here.digests, "data/raw/papi/2020.csv": "0" * 64, "data/raw/plans/other.csv": "0" * 64}
    del digests["data/raw/plans/measures.csv"]
    inputs = compared(record, dataclasses.replace(here, digests=digests))
    assert set(inputs.values()) == {"same", "changed here", "missing here", "new here"}
    assert differences(processed, record, here, inputs) == (
        "data/raw/papi/2020.csv: changed here",
        "data/raw/plans/measures.csv: missing here",
        "data/raw/plans/other.csv: new here",
    )


def test_it_says_that_commit_changes_package_and_lock_are_others(
    record: Record, here: Making, processed: Project
) -> None:
    inputs = dict.fromkeys(record.inputs, "same")
    assert differences(processed, record, here, inputs) == ()
    other = {**record.software, "commit": "0" * 40, "packageSha256": "0" * 64, "lockSha256": "0" * 64}
    assert differences(processed, dataclasses.replace(record, software=other), here, inputs) == (
        "the locked versions: others here",
        "the package chiso: other files here",
    )
    assert named_otherwise(record, here) == ()
    assert named_otherwise(dataclasses.replace(record, software=other), here) == (
        f"the commit: {'0' * 40}, here no version control",
    )
    changed = {**record.software, "localChanges": "yes"}
    assert named_otherwise(dataclasses.replace(record, software=changed), here) == ("local changes: yes, here no",)


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(("commit", "status"), [("0123456789" * 4, REPRODUCED), ("$(x)", ELSEWHERE)])
def test_where_only_the_commit_is_another_it_is_made_again_under_that_name(
    commit: str,
    status: int,
    inside: dict[str, bytes],
    record_name: str,
    report: Report,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    named = inside[record_name].replace(b'"value": "no version control"', b'"value": "%s"' % commit.encode())
    assert named != inside[record_name]
    pdf = set_again({**inside, record_name: named}, report.stem)
    origins = []

    def make(project: Project, parameters: Mapping[str, str], environment: Mapping[str, str]) -> str:
        assert (parameters["YEAR"], environment) == ("2021", {})
        origins.append(origin(project.root))
        folder = project.report_folder(2021, "can-tho")
        folder.mkdir(parents=True)
        (folder / f"{report.stem}.pdf").write_bytes(pdf)
        return ""

    monkeypatch.setattr(verify_module, "make_there", make)
    verdict = verify(report.project, saved(tmp_path, pdf), quiet)
    assert verdict.status == status
    assert f"the commit: {commit}, here no version control" in told(verdict)
    assert [(one.commit, one.changed) for one in origins] == ([(commit, False)] if status == REPRODUCED else [])


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(
    "how",
    [
        {"linearize": True},
        {"min_version": "2.0"},
        {"encryption": pikepdf.Encryption(owner="owner", user="", R=6)},
        {"encryption": pikepdf.Encryption(owner="owner", user="", R=4)},
    ],
    ids=["for the web", "as PDF 2.0", "protected", "protected in an older way"],
)
def test_a_file_that_was_only_saved_again_is_said_to_be_that(
    report: Report, tmp_path: Path, made_there: list[dict[str, str]], how: dict[str, Any]
) -> None:
    with pikepdf.open(io.BytesIO(report.made["pdf"])) as file:
        file.save(tmp_path / "again.pdf", **how)
    verdict = verify(report.project, tmp_path / "again.pdf", quiet)
    assert verdict.status == TOUCHED
    assert verdict.touched == (
        "the file: saved again by another program; its pages and the files inside are as they were made",
    )
    assert made_there == []


def test_a_report_of_a_year_that_is_not_known_here_cannot_be_made_again(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: dict[str, bytes]
) -> None:
    monkeypatch.setattr(verify_module, "examine", lambda *_asked: Examined(inside, True, ""))
    project = copy_project(tmp_path / "earlier")
    for index in ("papi", "par_index", "sipas"):
        for path in (project.raw / index).glob("20[12]*.csv"):
            if path.stem >= "2020":
                path.unlink()
    verdict = verify(project, saved(tmp_path, b""), quiet)
    assert verdict.status == ELSEWHERE
    assert "There can be no briefing for 2021." in verdict.lacking[0]
    assert "NOT REPRODUCIBLE HERE" in told(verdict)


def test_a_report_from_other_data_cannot_be_made_again(
    report: Report,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    inside: dict[str, bytes],
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(verify_module, "examine", lambda *_asked: Examined(inside, True, ""))
    project = copy_project(tmp_path / "other")
    path = project.raw / "par_index" / "2020.csv"
    path.write_bytes(path.read_bytes() + b"\n")
    monkeypatch.chdir(project.root)
    assert main(["verify", str(saved(tmp_path, b""))]) == ELSEWHERE
    assert "par_index/2020.csv: changed here" in capsys.readouterr().out


def encrypted(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        out = io.BytesIO()
        file.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    return out.getvalue()


def packed_otherwise(pdf: bytes) -> bytes:
    def change(file: pikepdf.Pdf) -> None:
        for spec in file.attachments.values():
            spec.get_file().obj.write(b"61>", filter=pikepdf.Name.ASCIIHexDecode)

    return edited(pdf, change)


HOSTILE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "nothing": (lambda _pdf: b"", "no readable PDF"),
    "text": (lambda _pdf: b"Dear colleague", "no readable PDF"),
    "a page of HTML": (lambda _pdf: b"<html><script>alert(1)</script>", "no readable PDF"),
    "half a file": (lambda pdf: pdf[: len(pdf) // 2], "no readable PDF|no files inside|no more than|files inside"),
    "a PDF without files": (lambda _pdf: render_pdf(build_document(notebook(markdown("# T")))), "no files inside"),
    "a PDF with a password": (encrypted, "protected by a password"),
    "files packed otherwise": (packed_otherwise, "packed in another way"),
    "a file that fills the memory": (lambda _pdf: with_files(a_csv=bytes(60_000_000)), "larger than 20,000,000"),
    "many files": (lambda _pdf: with_files(**{f"n{at}_csv": b"" for at in range(12)}), "more than 10 files"),
    "two records": (lambda _pdf: with_files(a_csv=b"", a_json=b"", b_json=b"", a_ipynb=b""), "2 files inside"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_no_report_is_refused(case: str, report: Report) -> None:
    make, why = HOSTILE[case]
    with pytest.raises(ValueError, match=why):
        opened(make(report.made["pdf"]))


def test_what_is_no_report_is_one_clear_error(tmp_path: Path) -> None:
    for path, why in ((saved(tmp_path, b"Dear colleague"), "no readable PDF"), (tmp_path, "Is a directory")):
        with pytest.raises(ReportError, match="no PDF that chiso has made") as caught:
            examine(path)
        assert why in caught.value.why
        assert caught.value.where == str(path)


def test_a_reader_that_falls_over_is_one_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examine_module.sys, "executable", shutil.which("false"))
    with pytest.raises(ReportError, match="no PDF that chiso has made") as caught:
        examine(saved(tmp_path, b""))
    assert "made to do harm" in caught.value.why


def test_a_notebook_inside_that_cannot_be_set_tells_why(inside: dict[str, bytes], record_name: str) -> None:
    names = {".csv": "comparison-2021-can-tho.csv", ".json": record_name, ".ipynb": "x.ipynb"}
    for broken, why in ((b"[]", "AttributeError|NotJSON|Error"), (b'{"nbformat": 4, "cells": 1}', "Error")):
        same, trouble, _ = set_again_there(b"", {**inside, "x.ipynb": broken}, names)
        assert not same
        assert re.search(why, trouble)


def test_a_record_that_is_none_is_one_clear_error_and_its_own_status(
    tmp_path: Path, processed: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(processed.root)
    path = saved(tmp_path, with_files(a_csv=b"", a_json=b'{"@graph": []}', a_ipynb=b"{}"))
    assert main(["verify", str(path)]) == 2
    assert "The run record cannot be read." in capsys.readouterr().err


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"[]",
        b"null",
        b"{}",
        b'{"@graph": 1}',
        b'{"@graph": [1]}',
        b'{"@graph": [{"@id": "#run"}, {"@id": "#chiso"}]}',
        b"[" * 200_000,
        b'{"@graph": [{"@id": "#run", "object": [], "result": []}, {"@id": "./", "name": {}}, {"@id": "#chiso"}]}',
    ],
)
def test_a_damaged_record_is_one_clear_error(data: bytes) -> None:
    with pytest.raises(ReportError, match="run record cannot be read"):
        read_record(data)


def test_a_record_whose_checksums_are_none_is_refused(
    inside: dict[str, bytes], record_name: str, record: Record
) -> None:
    digest = record.inputs["data/raw/papi/2020.csv"]
    with pytest.raises(ReportError, match="is no SHA-256"):
        read_record(inside[record_name].replace(digest.encode(), b"../../etc/passwd"))


def test_what_is_printed_does_nothing_to_a_terminal(record: Record) -> None:
    evil = "\x1b[2J\x07\u202eevil\n"
    assert printable(evil) == "\ufffd[2J\ufffd\ufffdevil\ufffd"
    hostile = dataclasses.replace(
        record,
        title=evil,
        parameters={evil: evil},
        software={**record.software, "commit": evil, "version": evil, "inputsSha256": evil, "localChanges": evil},
        inputs={evil: "0" * 64},
        sources={evil: (evil,)},
    )
    found = contradictions(Examined({evil: b""}, False, evil), hostile, "x", same_software=True)
    verdict = verify_module.Verdict(TOUCHED, hostile, {evil: "new here"}, False, touched=found)
    text = told(verdict)
    assert not set(text) & {"\x1b", "\x07", "\u202e"}
    assert "evil" in text


def test_a_reader_that_is_ended_is_one_clear_error(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examine_module, "SECONDS", 0.01)
    with pytest.raises(ReportError, match="longer than"):
        examine(saved(tmp_path, report.made["pdf"]))


def test_a_file_inside_that_ends_too_soon_or_is_damaged_is_refused() -> None:
    def change(data: bytes) -> Callable[[pikepdf.Pdf], None]:
        def write(file: pikepdf.Pdf) -> None:
            stream = next(iter(file.attachments.values())).get_file().obj
            stream.write(data, filter=pikepdf.Name.FlateDecode)

        return write

    packed = with_files(a_csv=b"x" * 1000)
    for data, why in ((b"\x00\x01", "damaged"), (b"x\x9cK", "ends too soon")):
        with pytest.raises(AttachmentError, match=why):
            read_attachments(edited(packed, change(data)))


def test_versions_that_are_installed_otherwise_than_locked_are_named(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text(
        "typst==0.0.1 \\\n    --hash=sha256:00\nnumpy==0.0.2 ; sys_platform == 'nowhere'\nno-such-package==1\n# text\n"
    )
    (found,) = otherwise_installed(lock)
    assert found.startswith("typst ")
    assert found.endswith(", locked 0.0.1")


def test_the_locked_versions_are_the_installed_ones(processed: Project) -> None:
    assert otherwise_installed(processed.lock) == []


def test_a_report_that_cannot_be_made_there_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="cannot be made again") as caught:
        make_there(copy_project(tmp_path), {"YEAR": "1921", "PROVINCE": "can-tho", "LOCALE": "vi"}, {})
    assert "There can be no briefing for 1921." in caught.value.why


@pytest.mark.parametrize("kind", ["a pipe", "a device"])
def test_what_is_no_ordinary_file_is_refused_at_once(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path("/dev/zero") if kind == "a device" else tmp_path / "pipe.pdf"
    if kind == "a pipe":
        os.mkfifo(path)
    monkeypatch.setattr(examine_module.subprocess, "Popen", lambda *_, **__: pytest.fail("it was opened"))
    with pytest.raises(ReportError, match="no PDF that chiso has made") as caught:
        examine(path)
    assert "no ordinary file" in caught.value.why
