"""Reading a page that a browser or Excel saved as one file (MHT): the page within it, and nothing else."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Collection

from chiso.errors import DataError
from chiso.intake.grid import Grid
from chiso.intake.read_html import read_html


def read_mht(data: bytes, name: str, keys: Collection[str], wanted: str = "") -> list[Grid]:
    """Read the tables of the page; pictures, styles and frames beside it are not looked at.

    Parameters
    ----------
    data, name, keys, wanted
        As for :func:`~chiso.intake.read_html.read_html`.

    Raises
    ------
    DataError
        When it holds no page, or the page cannot be read.
    """
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    bodies = [body for part in pages if isinstance(body := part.get_payload(decode=True), bytes) and body.strip()]
    # Excel saves a frame for the tabs of the sheets and a page for each of them.
    with_table = [body for body in bodies if b"<table" in body.replace(b"\x00", b"").lower()]
    if not bodies:
        raise DataError(
            "The file holds no page.",
            where=name,
            why="It is a page or message saved as one file (MHT), and none of its parts is HTML.",
            remedy="Save the page again, or get the table as a workbook or PDF.",
        )
    place = pages[bodies.index((with_table or bodies)[0])]
    return read_html((with_table or bodies)[0], name, keys, wanted, place.get_content_charset() or "")
