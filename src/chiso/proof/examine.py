"""Opening a PDF that anybody may have made, in a process of its own with little time and memory.

What reads PDFs, Markdown and formulas is old and large; whatever a file makes it do, it ends with this process.
"""

from __future__ import annotations

import base64
import contextlib
import dataclasses
import io
import json
import os
import re
import resource
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from chiso.addresses import leave_out_grammar
from chiso.errors import ChisoError, ReportError
from chiso.proof.signed import Signature, adds_only_signatures, beginnings, in_one_way, signatures

SECONDS = 120
MEMORY = 4_000_000_000
MOST_BYTES = 50_000_000

_REMEDY = "Give a PDF that `make report` has made, as it was made."


@dataclasses.dataclass(frozen=True)
class Examined:
    """What is in a PDF.

    ``files`` are the files inside by name. ``same_pages`` says whether setting the notebook inside again, with
    the same files inside, gives the very same PDF; ``trouble`` why it could not be set again; ``saved_again``
    whether it gives another file with the same content, as when a program opened a PDF and saved it.

    Of a PDF that was signed, all this is said of its first ``length`` bytes, the report as it was made, and
    ``signatures`` tell of the rest; ``added`` says what else than signing that does. Of any other, ``length`` may be
    None.
    """

    files: dict[str, bytes]
    same_pages: bool
    trouble: str
    saved_again: bool = False
    length: int | None = None
    signatures: tuple[Signature, ...] = ()
    added: str = ""


def examine(path: Path, certificates: Sequence[Path] = ()) -> Examined:
    """Open a PDF and set its notebook again.

    Parameters
    ----------
    path
        The PDF.
    certificates
        Files of certificates that signers are trusted by.

    Raises
    ------
    ReportError
        When it is no PDF of chiso, is damaged, or does not let itself be read with measure.
    """
    # Any other is waited for, or read without end. What cannot be looked at is told by what reads it.
    if path.exists() and not path.is_file() and not path.is_dir():
        raise _unreadable(path, "It is no ordinary file, but a pipe, a device or a socket.")
    command = [sys.executable, "-m", "chiso.proof.examine", *(str(one.absolute()) for one in (path, *certificates))]
    with subprocess.Popen(  # noqa: S603 - our own module
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            output, _ = process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            raise _unreadable(path, f"Reading it took longer than {SECONDS} seconds.") from None
        finally:
            with contextlib.suppress(ProcessLookupError):  # with whatever it has started
                os.killpg(process.pid, signal.SIGKILL)
    try:
        found = json.loads(output)
        if "why" in found:
            raise _unreadable(path, found["why"])
        files = {name: base64.b64decode(data) for name, data in found["files"].items()}
        signed = tuple(Signature(**one) for one in found["signatures"])
        told = {name: found[name] for name in ("same_pages", "trouble", "saved_again", "length", "added")}
        return Examined(files, signatures=signed, **told)
    except (ValueError, KeyError, TypeError):
        raise _unreadable(path, "It is damaged, or made to do harm: what reads it was ended.") from None


def opened(pdf: bytes) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the files inside a PDF, and the names of the three by which a report is known, by their endings.

    Raises
    ------
    ValueError
        When it is no PDF of chiso.
    """
    from chiso.export.attachments import read_attachments  # noqa: PLC0415 - only in a process of its own

    if len(pdf) > MOST_BYTES:
        raise ValueError(f"It is larger than {MOST_BYTES:,} bytes.")
    files = read_attachments(pdf)
    return files, {suffix: one_of(files, suffix) for suffix in (".csv", ".json", ".ipynb")}


def one_of(files: dict[str, bytes], suffix: str) -> str:
    """Return the name of the only file inside with a suffix.

    Raises
    ------
    ValueError
        When there is none, or more than one.
    """
    names = [name for name in files if name.endswith(suffix)]
    if len(names) != 1:
        raise ValueError(f"It has {len(names) or 'no'} files inside that end in {suffix}, not one.")
    return names[0]


def _unreadable(path: Path, why: str) -> ReportError:
    return ReportError("This is no PDF that chiso has made.", where=str(path), why=why, remedy=_REMEDY)


def _report_within(pdf: bytes, certificates: Sequence[bytes]) -> tuple[bytes, tuple[Signature, ...], str]:
    """Return the report that a signed PDF begins with, its signatures, and what else was added; else the PDF itself."""
    signed = signatures(pdf, certificates)
    for original in beginnings(pdf) if signed else ():
        try:
            opened(original)
        except ValueError:
            continue
        added = (
            "" if adds_only_signatures(original, pdf) else "what was added behind the report is more than signatures"
        )
        return original, signed, added
    return pdf, signed, ""


def _main(path: Path, certificates: Sequence[Path] = ()) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        with path.open("rb") as stream:
            whole = stream.read(MOST_BYTES + 1)
        trusted = [one.read_bytes() for one in certificates]
        pdf, signed, added = _report_within(whole, trusted) if len(whole) <= MOST_BYTES else (whole, (), "")
        files, names = opened(pdf)
    except OSError as error:
        found: dict[str, object] = {"why": error.strerror or str(error)}
    except ValueError as error:
        found = {"why": re.sub(r"stream <[^>]*>: ", "", str(error))}
    else:
        same, trouble, saved_again = _set_again(pdf, files, names)
        packed = {name: base64.b64encode(data).decode("ascii") for name, data in files.items()}
        found = {"files": packed, "same_pages": same, "trouble": trouble, "saved_again": saved_again}
        found |= {"length": len(pdf), "signatures": [dataclasses.asdict(one) for one in signed], "added": added}
    json.dump(found, sys.stdout)


def _set_again(pdf: bytes, files: dict[str, bytes], names: dict[str, str]) -> tuple[bool, str, bool]:
    """Set the notebook with the files inside, and compare with the whole PDF; see :class:`Examined`."""
    import nbformat  # noqa: PLC0415 - under the limits

    from chiso.export import build_document, render_pdf  # noqa: PLC0415
    from chiso.export.attachments import report_attachments  # noqa: PLC0415

    comparison, record, notebook = ((names[suffix], files[names[suffix]]) for suffix in (".csv", ".json", ".ipynb"))
    try:
        read = nbformat.reads(notebook[1].decode("utf-8"), as_version=4)  # type: ignore[no-untyped-call]
        document = build_document(read, Path(notebook[0]).stem)
        attached = report_attachments(document.words, comparison=comparison, record=record, notebook=notebook)
        made = render_pdf(document, attached)
        return made == pdf, "", made != pdf and _content(made) == _content(pdf)
    except ChisoError as error:
        return False, f"{error.what} {error.why}".strip(), False
    except Exception as error:  # whatever a made-up notebook leads to
        return False, f"{type(error).__name__}: {error}"[:300], False


def _content(pdf: bytes) -> bytes:
    """Return a PDF written in one way, whatever program has written it."""
    import pikepdf  # noqa: PLC0415

    with pikepdf.open(io.BytesIO(pdf)) as file:
        return in_one_way(file)


if __name__ == "__main__":
    leave_out_grammar()
    _main(Path(sys.argv[1]), [Path(one) for one in sys.argv[2:]])
