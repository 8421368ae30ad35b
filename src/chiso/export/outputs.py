"""The outputs of a code cell as nodes: pictures, tables, printed text, formulas.

The richest form that both targets can show wins; the address of an object in memory is never shown.
"""

from __future__ import annotations

import base64
import binascii
import dataclasses
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

from chiso.blocks.svg import SvgError, clean_svg

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chiso.export.markdown import Node

_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
# From each blank of a long run on, it would look for the end of the run.
_ADDRESS = re.compile(r"(?<!\s)\s*\bat 0x[0-9a-fA-F]+(?=>)")
#: What only a script or a player of the page can show.
_PLAYED = re.compile(r"<(iframe|audio|video|object|embed|canvas|svg)\b", re.IGNORECASE)
_PLACE = re.compile(r"<div\b", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
#: Media types of libraries of charts and controls; they load their program by another, which shows nothing.
_INTERACTIVE = re.compile(r"application/vnd\.(?!.*_load\b)")
#: What a plotting call returns beside the figure that it draws.
_LEFTOVER = re.compile(
    r"\s*(<(Figure|Axes|AxesSubplot)\b.*>|<IPython\.\S+ object>|<VegaLite \d+ object>.*|Text\(.*\)|\(?array\(\[?<.*"
    r"|<\w+ size .*>)\s*\Z",
    re.DOTALL,
)
#: A table as ``to_latex()`` writes it.
LATEX_TABLE = re.compile(
    r"\\+begin\{(?P<name>table\*?|longtable|tabular[x*]?|sidewaystable)\}.*?\\+end\{(?P=name)\}", re.DOTALL
)
#: What LaTeX has beside formulas.
_LATEX_TEXT = re.compile(
    r"\\(?:begin\{(?:itemize|enumerate|description|quote|center|figure|document)\}|(?:sub)*section\b|paragraph\b|item\b"
    r"|textbf\b|textit\b|emph\b|href\b)"
)
_DELIMITED = re.compile(r"\$|\\\(|\\\[")


def shows_nothing(bundle: Mapping[str, Any]) -> bool:
    """Whether an output is a section that has nothing to show, given to display()."""
    return bundle.keys() == {"text/plain"} and joined(bundle["text/plain"]) == "None"


#: Of more lines the first and the last are shown: nobody reads ten thousand, and paper is no log.
MOST_LINES, FIRST_LINES, LAST_LINES = 1000, 200, 50
#: A line that is far longer is cut, as one of a megabyte would fill a hundred pages.
LONGEST_LINE = 10_000

_DATA_IMAGE = re.compile(
    r"data:(?P<media>image/(?:png|jpeg|svg\+xml))(?:;charset=[\w-]+)?(?P<coded>;base64)?,(?P<data>.*)",
    re.DOTALL | re.IGNORECASE,
)
_EXTENSIONS = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg"}
_MAGIC = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}


class OutputError(ValueError):
    """An output that cannot be read."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Picture:
    """An image of the document; ``name`` is unique and names its file in the PDF's private folder."""

    name: str
    media: str
    data: bytes

    @property
    def file(self) -> str:
        """The name with the extension of its kind."""
        return f"{self.name}.{_EXTENSIONS[self.media]}"


def picture(name: str, bundle: Mapping[str, Any]) -> Picture | None:
    """Return the best image of a MIME bundle (SVG before PNG before JPEG), or None if it has none.

    Raises
    ------
    OutputError
        When the image is damaged.
    """
    for media in _EXTENSIONS:
        if media not in bundle:
            continue
        source = joined(bundle[media])
        if media == "image/svg+xml":
            if not source.lstrip().startswith("<"):  # an attachment is base64 whatever its kind
                source = _decoded(source).decode("utf-8", "replace")
            try:
                data = clean_svg(source, prefix=name).encode()
            except SvgError as error:
                raise OutputError(str(error)) from None
        else:
            data = _decoded(source)
            if not data.startswith(_MAGIC[media]):
                raise OutputError(f"the image is no {media.rpartition('/')[2].upper()} file")
        return Picture(name=name, media=media, data=data)
    return None


def joined(value: object) -> str:
    """Return text that nbformat may keep as a list of lines."""
    return "".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def printed(text: str) -> str:
    """Return printed text as a terminal leaves it: no colour codes, progress bars at their last state."""
    lines = _ANSI.sub("", text).replace("\r\n", "\n").split("\n")
    return "\n".join(line.rstrip("\r").rpartition("\r")[2].expandtabs(8).rstrip() for line in lines).strip("\n")


def names_an_object(text: str) -> bool:
    """Tell whether a text gives the address of an object in memory."""
    return _ADDRESS.search(text) is not None


def text_nodes(text: str) -> list[Node]:
    """Return printed text as one monospace block, without objects' addresses; nothing for empty text.

    Of a very long one the beginning and the end are shown, and between them how many lines are left out.
    """
    lines = printed(text).split("\n")
    long = sum(len(line) > LONGEST_LINE for line in lines)
    nodes = [*_lines(lines[:FIRST_LINES]), *_lines(lines[-LAST_LINES:])]
    if len(lines) <= MOST_LINES:
        nodes = _lines(lines)
    else:
        nodes.insert(1, _told("lines_left_out", lines=len(lines) - FIRST_LINES - LAST_LINES))
    return [*nodes, _told("lines_cut", lines=long, length=LONGEST_LINE)] if long else nodes


def _told(word: str, **values: int) -> Node:
    return {"t": "told", "word": word, "values": values}


def _lines(lines: list[str]) -> list[Node]:
    cut = [line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}…" for line in lines]
    shown = _ADDRESS.sub("", "\n".join(cut)).strip("\n")
    return [{"t": "pre", "s": shown}] if shown.strip() else []


def result_nodes(text: str) -> list[Node]:
    """Return the text of a result as printed text is shown; nothing for what tells of an object in memory."""
    return [] if names_an_object(text) or _LEFTOVER.match(printed(text)) else text_nodes(text)


def data_image(address: str) -> dict[str, str] | None:
    """Return the MIME bundle of an image that is written into its address (``data:image/png;base64,…``)."""
    found = _DATA_IMAGE.match(address)
    if found is None:
        return None
    source = unquote_to_bytes(found["data"])
    if not found["coded"]:
        source = base64.b64encode(source)
    return {found["media"].lower(): source.decode("ascii", "replace")}


def latex_source(source: str) -> str | tuple[str, str]:
    """Return the LaTeX of an output as Markdown with formulas, or as the LaTeX of a text or a table."""
    text = source.strip()
    if LATEX_TABLE.search(text) or (_LATEX_TEXT.search(text) and not text.startswith("$")):
        return "latex", text
    if _DELIMITED.search(text):
        return text
    if found := re.fullmatch(r"\\begin\{(equation|align)\*?\}(.*)\\end\{\1\*?\}", text, re.DOTALL):
        body = found[2].strip()
        text = body if found[1] == "equation" else rf"\begin{{aligned}}{body}\end{{aligned}}"
    return f"$${text}$$"


def has_no_form(bundle: Mapping[str, Any]) -> bool:
    """Tell whether an output of which nothing can be shown in a report shows something in the notebook."""
    html = joined(bundle.get("text/html", ""))
    is_drawn = _PLACE.search(html) and _SCRIPT.search(html)
    return bool(_PLAYED.search(html) or is_drawn) or any(map(_INTERACTIVE.match, bundle))


def _decoded(source: str) -> bytes:
    try:
        return base64.b64decode("".join(source.split()), validate=True)
    except (binascii.Error, ValueError):
        raise OutputError("the image is not valid base64") from None
