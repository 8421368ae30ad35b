"""What is told of a run: plain lines in a file, a bar on a terminal, however little that says of itself."""

from __future__ import annotations

import fcntl
import io
import os
import re
import select
import struct
import termios
from collections.abc import Iterator
from typing import TextIO

import pytest

from chiso.run.progress import Progress


def test_where_there_is_no_terminal_each_part_is_a_line_of_its_own() -> None:
    stream = io.StringIO()
    progress = Progress(2, stream)
    progress.begin("Ingest data/raw")
    progress.end("Ingest data/raw", 4.26, "it was not made yet")
    progress.begin("Compare 2020 with 2019")
    progress.end("Compare 2020 with 2019", 2.8)
    progress.close()
    assert stream.getvalue() == (
        "[1/2] Ingest data/raw (it was not made yet): 4.3 s\n[2/2] Compare 2020 with 2019: 2.8 s\n"
    )


@pytest.fixture(params=[0, 60, 120], ids=lambda columns: f"{columns} columns")
def terminal(request: pytest.FixtureRequest) -> Iterator[tuple[TextIO, int]]:
    """A terminal of a width; of 0 where it does not know, as in a container."""
    reader, writer = os.openpty()
    fcntl.ioctl(writer, termios.TIOCSWINSZ, struct.pack("HHHH", 24, request.param, 0, 0))
    with os.fdopen(writer, "w", encoding="utf-8") as stream:
        yield stream, reader
    os.close(reader)


def shown_until(reader: int, wanted: str) -> str:
    """Read what a terminal shows until there is something in it."""
    shown = ""
    while not re.search(wanted, shown):
        assert select.select([reader], [], [], 10)[0], shown
        shown += re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", os.read(reader, 65536).decode())
    return shown


def test_on_a_terminal_a_bar_names_what_is_under_way_and_goes_away(terminal: tuple[TextIO, int]) -> None:
    stream, reader = terminal
    progress = Progress(2, stream)
    progress.begin("Brief Cần Thơ 2021 (vi)")
    assert "0/2" in shown_until(reader, r"Brief Cần Thơ 2021 \(vi\)")
    progress.end("Brief Cần Thơ 2021 (vi)", 3.0)
    progress.begin("Brief Cần Thơ 2021 (en)")
    assert "1/2" in shown_until(reader, r"2021 \(en\) [█▉▊▋▌▍▎▏]")
    progress.close()
    stream.write("done")
    stream.flush()
    assert shown_until(reader, "done").rsplit("\r", 1)[-1] == "done"


def test_a_line_of_the_bar_fits_the_terminal(terminal: tuple[TextIO, int]) -> None:
    stream, reader = terminal
    columns = os.get_terminal_size(stream.fileno()).columns or 80
    progress = Progress(63, stream)
    progress.begin("Brief Thành phố Hồ Chí Minh 2021 (vi), a title that is very long")
    shown = shown_until(reader, "Brief Thành")
    progress.close()
    assert all(len(line) <= columns for line in re.split(r"[\r\n]+", shown))


def test_standard_error_of_a_terminal_that_knows_no_size_has_a_bar_too(
    monkeypatch: pytest.MonkeyPatch, terminal: tuple[TextIO, int]
) -> None:
    """tqdm asks the size of the standard streams by another way."""
    stream, reader = terminal
    monkeypatch.setattr("sys.stderr", stream)
    progress = Progress(2)
    progress.begin("Ingest data/raw")
    shown_until(reader, "Ingest data/raw")
    progress.close()
