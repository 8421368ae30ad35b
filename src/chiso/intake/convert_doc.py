"""Word documents of 97 (.doc): LibreOffice, where it is installed, turns them into ones that can be read."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess

from chiso.errors import DataError
from chiso.intake.formats import broken, stopped
from chiso.scratch import scratch

MOST_SECONDS = 90
_NAMES = ("soffice", "libreoffice")


def to_docx(data: bytes, name: str) -> bytes:
    """Return a .doc as .docx.

    Parameters
    ----------
    data, name
        The file and its name.

    Raises
    ------
    DataError
        When LibreOffice is not here, cannot read the file, or takes longer than :data:`MOST_SECONDS`.
    """
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        raise DataError(
            "The file is a Word document of 97 (.doc).",
            where=name,
            why="Such documents are read with the help of LibreOffice, which is not installed here.",
            remedy="Open it in a word processor and save it as .docx, or install LibreOffice Writer.",
        )
    with scratch() as folder:
        source = folder / "table.doc"
        source.write_bytes(data)
        # A profile of its own: one that is open elsewhere would refuse the run, and none of its settings count.
        command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", "docx", "--outdir", str(folder), str(source)]
        process = subprocess.Popen(  # noqa: S603 - nothing of it comes from the file
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            process.wait(MOST_SECONDS)
        except subprocess.TimeoutExpired:
            raise stopped(name, MOST_SECONDS) from None
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)  # soffice is a script that starts the program proper
                process.wait()
        made = folder / "table.docx"
        if not made.is_file():
            raise broken(name, "doc", "LibreOffice makes no document of it")
        return made.read_bytes()
