"""The process that opens a text: ``python -m chiso.texts.worker``; see :mod:`chiso.bounded`."""

from __future__ import annotations

import base64
from typing import Any

from chiso.bounded import serve
from chiso.errors import DataError
from chiso.texts.formats import MOST_LETTERS, detect, too_large, unreadable
from chiso.texts.passages import Passage, Remark

MOST_SECONDS = 30


def read(data: bytes, name: str, keys: frozenset[str]) -> tuple[str, list[Passage], list[str], dict[str, str]]:
    """Return the kind of a text, its passages, what of it was not read, and its properties, in this process.

    Raises
    ------
    DataError
        When it cannot be read.
    """
    kind = detect(data, name)
    unread: list[str] = []
    given: dict[str, str] = {}
    if kind == "docx":
        from chiso.texts.word_text import paragraphs, parts_of, properties, unread_parts  # noqa: PLC0415 - as needed

        parts = parts_of(data)
        passages, given = [each.passage for each in paragraphs(parts, name)[1]], properties(parts)
        unread = unread_parts(data)
    elif kind == "pdf":
        from chiso.texts.read_pdf import read_pdf  # noqa: PLC0415

        passages = read_pdf(data, name)
    elif kind == "html":
        from chiso.texts.read_html import read_html  # noqa: PLC0415

        passages = read_html(data, name, keys)
    else:
        from chiso.texts.read_plain import read_plain  # noqa: PLC0415

        passages = read_plain(data, name, keys, is_markdown=kind == "markdown")
    letters = sum(len(each.text) for each in passages)
    if letters > MOST_LETTERS:
        raise too_large(name, f"It holds {letters} letters; texts of up to {MOST_LETTERS} are read.")
    if not letters:
        raise DataError("The file holds no text.", where=name, remedy="Make sure that it is the right file.")
    return kind, passages, unread, given


def _answer(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    name = str(request["name"])
    if "remarks" in request:
        from chiso.texts.word_comments import annotated  # noqa: PLC0415

        if detect(data, name) != "docx":
            raise DataError(
                "Comments can be put into a Word file only.",
                where=name,
                remedy="Leave OUT away, or check the text as .docx.",
            )
        made = annotated(data, name, [Remark(**one) for one in request["remarks"]], request["author"])
        return {"file": base64.b64encode(made).decode("ascii")}
    kind, passages, unread, given = read(data, name, frozenset(request["keys"]))
    return {"kind": kind, "passages": [each.to_json() for each in passages], "unread": unread, "properties": given}


if __name__ == "__main__":
    serve(_answer, too_large, unreadable, seconds=MOST_SECONDS)
