"""Standard output as people have it: other encodings, a reader that went away, a full disk, closed."""

from __future__ import annotations

import errno
import subprocess
import sys

import pytest

from chiso.catalog import Project
from chiso.run.streams import refusal


def shell(project: Project, command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a shell command in which ``$CHISO`` is the command line."""
    return subprocess.run(  # noqa: S603 - fixed commands
        ["/bin/bash", "-c", command],
        cwd=project.root,
        env={"CHISO": f"{sys.executable} -m chiso", "PATH": "/usr/bin:/bin", **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_a_reader_that_went_away_is_no_failure_to_speak_of(project: Project) -> None:
    done = shell(project, "($CHISO provinces; echo status $? >&2) | true")
    assert done.stderr == "status 141\n"
    assert shell(project, "$CHISO provinces | head -1").stdout == "01  ha-noi             Hà Nội\n"


def test_a_full_disk_behind_standard_output_is_one_message(project: Project) -> None:
    done = shell(project, "$CHISO provinces >/dev/full")
    assert done.returncode == 2
    assert "error: The system refused to read or write." in done.stderr
    assert "standard output" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_closed_streams_are_written_to_in_vain(project: Project) -> None:
    done = shell(project, "$CHISO provinces >&- 2>&-")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert shell(project, "$CHISO report >&- 2>&-", YEAR="2035").returncode == 2


@pytest.mark.parametrize(
    "variables",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"LC_ALL": "C"},
    ],
)
def test_letters_that_a_terminal_does_not_have_are_shown_as_codes_and_understood(
    project: Project, variables: dict[str, str]
) -> None:
    done = shell(project, "$CHISO provinces", **variables)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 63
    refused = shell(project, "$CHISO report", YEAR="2021", PROVINCE="Cần Thờz", **variables)
    assert refused.returncode == 2
    assert "The nearest of the 63 names: can-tho" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_what_the_system_refused_names_the_file_and_a_defect_stays_one() -> None:
    told = refusal(PermissionError(errno.EACCES, "Permission denied", "/data/raw/papi/2020.csv"))
    assert told is not None
    assert told.where == "/data/raw/papi/2020.csv"
    assert told.why == "Permission denied"
    assert refusal(OSError(errno.ENOSPC, "No space left on device")) is not None
    assert refusal(ConnectionResetError(errno.ECONNRESET, "Connection reset by peer")) is None
