"""Saying of a PDF that somebody forwarded: made from what, untouched or not, and whether it can be made again here."""

from __future__ import annotations

import dataclasses
import importlib.metadata
import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement

from chiso.catalog import Catalog, Project
from chiso.errors import ChisoError, ParameterError, printable
from chiso.facts.inputs import Making, making
from chiso.files import sha256
from chiso.installed import in_words, installed
from chiso.proof.examine import Examined, examine, one_of
from chiso.proof.project_copy import copy_project, make_there
from chiso.proof.read_record import Record, read_record
from chiso.proof.reproduce import built
from chiso.proof.signed import Signature
from chiso.proof.signed import in_words as signed_in_words
from chiso.provenance import ORIGIN, Origin, fingerprint
from chiso.run.agencies import sheets
from chiso.run.brief import as_asked
from chiso.run.chosen import chosen_notebook
from chiso.run.forms import KINDS, OF_AGENCIES, kind_given
from chiso.run.options import read_formats
from chiso.run.parameters import report_parameters
from chiso.scratch import scratch

REPRODUCED, ELSEWHERE, TOUCHED, OTHERWISE = 0, 3, 4, 5
"""What `chiso verify` ends with; 2 is for what is no report. See :class:`Verdict`."""

_OTHER = "changed here"
_NO_COMMIT = "no version control"


@dataclasses.dataclass(frozen=True)
class Verdict:
    """What is found out about a PDF.

    ``status`` is

    * ``REPRODUCED``: untouched, and made again here it is the same, byte for byte;
    * ``ELSEWHERE``: no trace of a change, but it cannot be made again here: ``lacking`` says why;
    * ``TOUCHED``: what it holds contradicts itself: ``touched`` says where;
    * ``OTHERWISE``: made again here, from the same inputs with the same software, it is another:
      ``otherwise`` says what differs.

    ``inputs`` tells of each input whether it is the same here; ``named`` how commit and local changes, as the record
    names them, differ from those here. They alone keep no report from being made again. ``signatures`` tell who signed
    the report after it was made; all the rest is said of the report within.
    """

    status: int
    record: Record
    inputs: Mapping[str, str]
    same_pages: bool
    touched: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    otherwise: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()


def verify(project: Project, path: Path, say: Callable[[str], None], certificates: Sequence[Path] = ()) -> Verdict:
    """Find out what a PDF is.

    Parameters
    ----------
    project
        The project to compare with; nothing is written in it.
    path
        The PDF. It is opened in a process of its own; nothing in it is run.
    say
        Told what is going on.
    certificates
        Files of certificates that signers are trusted by; where there is none, signers are named unchecked.

    Raises
    ------
    ReportError
        When it is no PDF of chiso.
    ParameterError
        When a file of certificates cannot be read.
    """
    refuse_missing(certificates)
    say(f"Reading {path}")
    found = examine(path, certificates)
    return dataclasses.replace(_verdict(project, path, say, found), signatures=found.signatures)


def refuse_missing(certificates: Sequence[Path]) -> None:
    """Refuse certificates that are not there.

    Raises
    ------
    ParameterError
        Naming the first.
    """
    for one in certificates:
        if not one.is_file():
            raise ParameterError(
                "There is no such file of certificates.",
                where=f"CERTIFICATES: {one}",
                remedy="Give files with certificates as PEM or DER, parted by commas, or leave CERTIFICATES out.",
            )


def _verdict(project: Project, path: Path, say: Callable[[str], None], found: Examined) -> Verdict:
    name = one_of(found.files, ".json")
    record = read_record(found.files[name])
    here, unknown = _here(project, record)
    touched = contradictions(found, record, name, same_software=here is not None and _same_software(record, here))
    inputs = {} if here is None else compared(record, here)
    if touched:
        return Verdict(TOUCHED, record, inputs, found.same_pages, touched=touched)
    if here is None:
        return Verdict(ELSEWHERE, record, inputs, found.same_pages, lacking=(unknown,))
    lacking, named = differences(project, record, here, inputs), named_otherwise(record, here)
    origin = _origin_named(record, here) if named else here.origin
    if lacking or origin is None:
        return Verdict(ELSEWHERE, record, inputs, found.same_pages, lacking=(*lacking, *named))
    # What else is installed here has no part in it, but would be named.
    origin = dataclasses.replace(origin, libraries=in_words(record.libraries), unlocked=in_words(record.unlocked))
    say("Making it again from the same inputs")
    otherwise = _made_again(
        project, dataclasses.replace(here, origin=origin), path.read_bytes()[: found.length], found, name
    )
    status = OTHERWISE if otherwise else REPRODUCED
    return Verdict(status, record, inputs, found.same_pages, otherwise=otherwise, named=named)


def contradictions(found: Examined, record: Record, name: str, *, same_software: bool) -> tuple[str, ...]:
    """Return where the files inside a PDF contradict its record, or its pages the files.

    Parameters
    ----------
    found, record
        What is in the PDF.
    name
        The name of the record's file inside.
    same_software
        Whether other pages prove a change: another package may well set them otherwise.
    """
    expected = {**record.inside, **{one: digest for one, digest in record.outputs.items() if one.endswith(".ipynb")}}
    wrong = [
        f"{printable(one)}: not the file that the record names"
        for one, data in found.files.items()
        if one != name and expected.get(one) != sha256(data)
    ]
    wrong += [f"{printable(one)}: named by the record, but not inside" for one in expected if one not in found.files]
    wrong += [f"the file: {found.added}"] if found.added else []
    wrong += [f"the signature of {printable(one.signer)}: what was signed is not what stands here"
              for one in found.signatures if not (one.intact and one.only_signs)]  # fmt: skip
    if fingerprint(record.inputs) != record.software.get("inputsSha256"):
        wrong.append("the record: its list of inputs is not the one that its checksum was made of")
    if not wrong and not found.same_pages and same_software:
        why = f" ({printable(found.trouble)})" if found.trouble else ""
        other = f"the pages: set again from the notebook inside, they are others{why}"
        again = "the file: saved again by another program; its pages and the files inside are as they were made"
        wrong.append(again if found.saved_again else other)
    return tuple(wrong)


def compared(record: Record, here: Making) -> dict[str, str]:
    """Say of each input whether it is the same here: ``same``, ``changed here``, ``missing here`` or ``new here``."""
    found = {}
    for name in sorted({*record.inputs, *here.digests}):
        if name not in record.inputs:
            found[name] = "new here"
        elif name not in here.digests:
            found[name] = "missing here"
        else:
            found[name] = "same" if record.inputs[name] == here.digests[name] else _OTHER
    return found


def differences(project: Project, record: Record, here: Making, inputs: Mapping[str, str]) -> tuple[str, ...]:
    """Return what differs between what a report was made from and what stands here, but for the name of the commit."""
    made, now = record.software, here.origin
    lock = project.relative(project.lock)
    found = [] if record.parameters == here.parameters else ["the parameters: this version takes others"]
    found += [f"{printable(name)}: {state}" for name, state in inputs.items() if state != "same" and name != lock]
    if made.get("lockSha256") != now.lock_sha256:
        found.append("the locked versions: others here")
    if made.get("packageSha256") != now.package_sha256:
        found.append("the package chiso: other files here")
    here_too = installed()
    found += [
        f"the library {printable(name)}: {printable(version)}, here {here_too.get(name, 'not installed')}"
        for name, version in {**record.libraries, **record.unlocked}.items()
        if here_too.get(name) != version
    ]
    return tuple(found)


def named_otherwise(record: Record, here: Making) -> tuple[str, ...]:
    """Return how commit and local changes differ from those here: the name of the software rather than its content."""
    made, now = record.software, here.origin
    commit = now.commit or _NO_COMMIT
    if made.get("commit") != commit:
        return (f"the commit: {printable(made.get('commit', ''))}, here {commit}",)
    if (made.get("localChanges") == "yes") != now.changed:
        return (f"local changes: {printable(made.get('localChanges', ''))}, here {'yes' if now.changed else 'no'}",)
    return ()


def _origin_named(record: Record, here: Making) -> Origin | None:
    """Return the software as the record names it; None where that is no name of a commit."""
    commit = record.software.get("commit", "")
    if not re.fullmatch(rf"[0-9a-f]{{40}}|[0-9a-f]{{64}}|{_NO_COMMIT}", commit):
        return None
    changed = record.software.get("localChanges") == "yes"
    return dataclasses.replace(here.origin, commit="" if commit == _NO_COMMIT else commit, changed=changed)


def otherwise_installed(lock: Path) -> list[str]:
    """Return the packages whose installed version is not the locked one, as ``name 1.2, locked 1.3``."""
    found = []
    for line in lock.read_text(encoding="utf-8").splitlines():
        if not re.match(r"[A-Za-z0-9]", line):
            continue
        try:
            wanted = Requirement(line.split("#")[0].rstrip(" \\"))
            version = importlib.metadata.version(wanted.name)
        except (InvalidRequirement, importlib.metadata.PackageNotFoundError):
            continue
        if (not wanted.marker or wanted.marker.evaluate()) and not wanted.specifier.contains(version, prereleases=True):
            found.append(f"{wanted.name} {version}, locked {str(wanted.specifier).removeprefix('==')}")
    return found


def _here(project: Project, record: Record) -> tuple[Making | None, str]:
    """Return how the same report would be made here, or why it cannot be."""
    try:
        given = record.parameters
        catalog = Catalog(project.raw)
        year, province, locale, units, other, agency = (
            given.get(name, "") for name in ("YEAR", "PROVINCE", "LOCALE", "UNITS", "NOTEBOOK", "AGENCY")
        )
        form, kind = kind_given(given)
        notebook = chosen_notebook(project, other, kind)
        asked = report_parameters(catalog, year, province, locale, units, notebook, (form, kind))
        if kind == OF_AGENCIES:
            asked = sheets(catalog, asked, agency)[0]
        here = making(project, catalog, asked.year, asked.unit, asked.locales[0], notebook)
        return as_asked(here, asked, read_formats(given.get("FORMATS", ""), KINDS[kind].formats)), ""
    except ParameterError as error:
        return None, printable(f"{error.what} {error.why}".strip())
    except ChisoError as error:
        return None, printable(" ".join(filter(None, (error.what, error.where, error.why))))


def _same_software(record: Record, here: Making) -> bool:
    made = record.software
    return (made.get("packageSha256"), made.get("lockSha256")) == (here.origin.package_sha256, here.origin.lock_sha256)


def _made_again(project: Project, here: Making, pdf: bytes, found: Examined, name: str) -> tuple[str, ...]:
    """Make the report in a copy of the project, and say what comes out otherwise than in the PDF."""
    with scratch() as folder:
        copy = copy_project(project, Path(folder, "project"))
        # The report names its software: under another name it would be another, from the same inputs.
        named = copy.root / ORIGIN
        named.parent.mkdir(exist_ok=True)
        named.write_text(json.dumps(dataclasses.asdict(here.origin)), encoding="utf-8")
        make_there(copy, here.parameters, {})  # not those of the record: they would become variables of a process
        made = {path.rpartition("/")[2]: data for path, data in built(copy).items()}
    stem = name.removesuffix(".json")
    if made.get(f"{stem}.pdf") == pdf:
        return ()
    notebook = one_of(found.files, ".ipynb")
    parts = [f"{printable(notebook)}: another here"] if made.get(notebook) != found.files[notebook] else []
    parts += [f"installed here: {one}" for one in otherwise_installed(project.lock)]
    return tuple(parts) or ("the pages: others here",)


def told(verdict: Verdict) -> str:
    """Return a verdict as the lines that `chiso verify` prints."""
    record, made = verdict.record, verdict.record.software
    commit, changes = (printable(made.get(one, "")) for one in ("commit", "localChanges"))
    lines = [
        printable(record.title),
        "  parameters  " + " ".join(f"{printable(name)}={printable(one)}" for name, one in record.parameters.items()),
        f"  made by     chiso {printable(made['version'])}, commit {commit}, local changes: {changes}",
        *([f"  with        {printable(in_words(record.libraries))}"] if record.libraries else []),
        *([f"  unlocked    {printable(in_words(record.unlocked))}"] if record.unlocked else []),
        f"  made from   {len(record.inputs)} files, SHA-256 of them all {printable(made.get('inputsSha256', ''))}",
    ]
    for name, digest in sorted(record.inputs.items()):
        sources = record.sources.get(name, ())
        said = f"; source: {printable(sources[0])}" if sources else ""
        said += f" and {len(sources) - 1} more" if len(sources) > 1 else ""
        lines.append(f"    {verdict.inputs.get(name, 'named'):<12}  {digest[:12]}  {printable(name)}{said}")
    lines += [f"  signed by   {printable(line)}" for line in signed_in_words(verdict.signatures)]
    lines += ["", *_conclusion(verdict)]
    return "\n".join(lines)


def _conclusion(verdict: Verdict) -> list[str]:
    if verdict.status == TOUCHED:
        return ["TOUCHED. It was changed after it was made:", *(f"  {one}" for one in verdict.touched)]
    pages = (
        "set again from the notebook inside, it is the same, byte for byte"
        if verdict.same_pages
        else "its pages cannot be held against the notebook inside with the software that is here"
    )
    lines = [f"No trace of a change: the files inside are those of the record; {pages}."]
    if verdict.status == REPRODUCED:
        lines.append("REPRODUCED. Made again here from the same inputs, it is the same, byte for byte.")
        if verdict.named:
            lines.append(f"Only the name of its software is another here, and nothing proves it: {verdict.named[0]}.")
        return lines
    if verdict.status == ELSEWHERE:
        return [*lines, "NOT REPRODUCIBLE HERE. What differs:", *(f"  {one}" for one in verdict.lacking)]
    return [
        *lines,
        "NOT REPRODUCED. Made again here from the same inputs with the same software, it is another:",
        *(f"  {one}" for one in verdict.otherwise),
    ]
