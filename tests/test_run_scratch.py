"""The temporary files of a run are gone with it, or with the next one."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from chiso.run.scratch import scratch


@pytest.fixture(autouse=True)
def temporary(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("t")  # a short name, as sockets need it
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_the_folder_is_private_and_gone_afterwards_whatever_happens(temporary: Path) -> None:
    def use() -> None:
        with scratch() as folder:
            assert folder.stat().st_mode & 0o077 == 0
            (folder / "some" / "where").mkdir(parents=True)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        use()
    assert list(temporary.iterdir()) == []


def test_the_folder_of_a_killed_process_is_removed_by_the_next(temporary: Path) -> None:
    code = f"""
import os, signal, tempfile
tempfile.tempdir = {str(temporary)!r}
from chiso.run.scratch import scratch
with scratch() as folder:
    (folder / "left").touch()
    os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", code], check=False)  # noqa: S603 - code of this test
    assert len(list(temporary.iterdir())) == 1
    with scratch() as folder:
        assert list(temporary.iterdir()) == [folder]


def test_sockets_of_killed_servers_are_removed_and_nothing_else(temporary: Path) -> None:
    dead, alive, other, empty = (temporary / f"pymp-{name}" for name in ("dead", "alive", "other", "empty"))
    for folder in (dead, alive, other, empty):
        folder.mkdir()
    (other / "file").touch()
    with socket.socket(socket.AF_UNIX) as listening, socket.socket(socket.AF_UNIX) as closed:
        listening.bind(str(alive / "listener"))
        listening.listen()
        closed.bind(str(dead / "listener"))
        closed.close()
        with scratch() as folder:
            assert set(temporary.iterdir()) == {folder, alive, other, empty}


def test_the_folder_of_a_living_process_stays(temporary: Path) -> None:
    with scratch() as first, scratch() as second:
        assert first != second
        assert {first, second} == set(temporary.iterdir())


def test_where_temporary_files_have_long_paths_the_folder_lies_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = tmp_path / ("a long name " * 8)
    long.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(long))
    with scratch() as folder:
        assert len(str(folder)) < 60
    assert not folder.exists()
    assert list(long.iterdir()) == []


def test_what_is_not_a_runs_is_left_alone(temporary: Path) -> None:
    (temporary / "chiso-notes").mkdir()
    (temporary / "chiso-file").touch()
    precious = temporary / "precious"
    precious.mkdir()
    (precious / "owner").touch()
    (temporary / "chiso-link").symlink_to(precious)
    with scratch():
        pass
    assert {path.name for path in temporary.iterdir()} == {"chiso-notes", "chiso-file", "chiso-link", "precious"}
