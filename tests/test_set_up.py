"""Setting up the environment, with stand-ins for Python and pip: nothing is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from checkout import ROOT
from running import until

PYTHON = """#!/bin/sh
set -e
case "$*" in
-c*) exit 0 ;;  # asked for its version
"-m venv --clear .venv") ;;
*) echo "not asked for: $*" >&2; exit 9 ;;
esac
while [ -n "$HOLD" ] && [ ! -e go ]; do sleep 0.05; done
echo venv >> log
rm -rf .venv
mkdir -p .venv/bin
printf '#!/bin/sh\\necho pip >> log\\nprintf "%%s\\\\n" "$*" >> asked\\nexit ${REFUSE:-0}\\n' > .venv/bin/python
chmod +x .venv/bin/python
"""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "python").write_text(PYTHON)
    (tmp_path / "python").chmod(0o755)
    return tmp_path


def start(clone: Path, name: str = "told", **variables: str) -> subprocess.Popen[bytes]:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    with (clone / name).open("w") as told:
        return subprocess.Popen(
            ["make", "PYTHON=./python", ".venv/.ready"],  # noqa: S607
            cwd=clone,
            env={**own, **variables},
            stderr=told,
        )


def done(run: subprocess.Popen[bytes]) -> None:
    assert run.wait(timeout=60) == 0


def log(clone: Path) -> list[str]:
    return (clone / "log").read_text().split()


def test_an_environment_is_set_up_once(clone: Path) -> None:
    done(start(clone))
    assert log(clone) == ["venv", "pip", "pip"]
    done(start(clone))
    assert log(clone) == ["venv", "pip", "pip"]


def test_one_that_was_stopped_halfway_is_begun_anew(clone: Path) -> None:
    half = clone / ".venv" / "bin" / "python"
    half.parent.mkdir(parents=True)
    half.write_text("#!/bin/sh\necho 'No module named pip' >&2\nexit 1\n")
    half.chmod(0o755)
    done(start(clone))
    assert log(clone) == ["venv", "pip", "pip"]


def test_after_a_change_of_the_locked_versions_packages_are_installed_and_left_ones_removed(clone: Path) -> None:
    done(start(clone))
    later = (clone / ".venv" / ".ready").stat().st_mtime + 10
    os.utime(clone / "requirements.lock", (later, later))
    done(start(clone))
    # The last is `chiso libraries`, which removes what only the lock before named.
    assert log(clone) == ["venv", "pip", "pip", "pip", "pip", "pip"]
    assert (clone / ".venv" / ".locked").read_text() == (clone / "requirements.lock").read_text()


@pytest.mark.skipif(shutil.which("flock") is None, reason="this system has no flock")
def test_of_two_runs_one_sets_up_and_the_other_waits(clone: Path) -> None:
    told = [clone / "told-1", clone / "told-2"]
    runs = [start(clone, one.name, HOLD="1") for one in told]
    until(lambda: any("waiting" in one.read_text() for one in told))
    (clone / "go").touch()
    for run in runs:
        done(run)
    assert log(clone) == ["venv", "pip", "pip"]
    assert sum("waiting" in one.read_text() for one in told) == 1


@pytest.mark.parametrize("given", ["", "elsewhere/my wheels"])
def test_packages_come_from_a_folder_of_wheels_and_from_no_index_where_there_is_one(clone: Path, given: str) -> None:
    folder = given or "wheelhouse"
    (clone / folder).mkdir(parents=True)
    done(start(clone, WHEELHOUSE=given))
    packages, own = (clone / "asked").read_text().splitlines()
    assert f"--no-index --find-links {folder} --require-hashes" in packages
    assert "--no-build-isolation --editable ." in own


def test_a_folder_of_wheels_that_is_not_there_or_lacks_one_is_one_message(clone: Path) -> None:
    assert start(clone, "told", WHEELHOUSE="nowhere").wait(timeout=60) != 0
    assert "There is no folder nowhere." in (clone / "told").read_text()
    assert not (clone / "log").exists()
    (clone / "wheelhouse").mkdir()
    assert start(clone, "told", REFUSE="1").wait(timeout=60) != 0
    told = (clone / "told").read_text()
    assert told.count("error: ") == 1
    assert "The wheels in wheelhouse are not those of this clone." in told
    assert "`make wheelhouse`" in told
    assert not (clone / ".venv" / ".ready").exists()


def test_libraries_of_ones_own_are_brought_when_they_are_asked_for_and_when_that_changes(clone: Path) -> None:
    own = clone / "requirements-own.txt"
    own.write_text("statsmodels\n")
    done(start(clone))
    assert log(clone) == ["venv", "pip", "pip", "pip"]  # the stand-in for Python takes `-m chiso` for pip
    done(start(clone))
    assert len(log(clone)) == 4
    later = own.stat().st_mtime + 100
    os.utime(own, (later, later))
    done(start(clone))
    assert len(log(clone)) == 7
