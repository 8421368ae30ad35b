"""What an author says about the pictures and tables of a cell: alternative text, caption, label.

It stands in the cell's metadata (``alt``, ``caption``, ``label``, also below ``chiso``) or, as Quarto has it, in
comments at the head of the cell: ``#| fig-alt: …``, ``#| fig-cap: …``, ``#| tbl-cap: …``, ``#| label: fig-…``.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

_OPTION = re.compile(r"#\|\s?(?P<text>.*)\Z")
_ENTRY = re.compile(r"(?P<name>[A-Za-z][\w-]*):(?:\s+(?P<value>.*))?\Z")
_ITEM = re.compile(r"\s*-\s+(?P<value>.*)\Z")
_LABEL = re.compile(r"[A-Za-z][\w-]*\Z")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Options:
    """What is said of a cell's outputs: for the first picture or table the first text, and so on."""

    alts: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    table_captions: tuple[str, ...] = ()
    label: str = ""

    def alt(self, number: int) -> str:
        """Return the alternative text of a picture, counted from 0; a single text is that of all."""
        return _of(self.alts if len(self.alts) != 1 else self.alts * (number + 1), number)

    def caption(self, number: int) -> str:
        """Return the caption of a picture, counted from 0."""
        return _of(self.captions, number)

    def table_caption(self, number: int) -> str:
        """Return the caption of a table, counted from 0."""
        return _of(self.table_captions, number)


UNSAID = Options()
"""Nothing is said of a cell."""


def _of(texts: tuple[str, ...], number: int) -> str:
    return texts[number] if number < len(texts) else ""


def options_of(cell: Mapping[str, Any], source: str) -> Options:
    """Return what the author of a cell says of its outputs; metadata wins over comments.

    Parameters
    ----------
    cell
        The cell.
    source
        Its text.
    """
    metadata = cell.get("metadata") or {}
    own = metadata.get("chiso")
    said = commented(source.splitlines()) | _flat(metadata) | _flat(own if isinstance(own, Mapping) else {})
    label = next(iter(said.get("label", ())), "")
    caption = said.get("caption", ())
    is_table = label.startswith("tbl-")
    return Options(
        alts=said.get("alt") or said.get("fig-alt", ()),
        captions=said.get("fig-cap", ()) or (() if is_table else caption),
        table_captions=said.get("tbl-cap", ()) or caption,
        label=label if _LABEL.match(label) else "",
    )


def _flat(metadata: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    found = {}
    for name in ("alt", "caption", "label", "fig-alt", "fig-cap", "tbl-cap"):
        value = metadata.get(name, metadata.get(name.replace("-", "_")))
        values = value if isinstance(value, (list, tuple)) else [value]
        if texts := tuple(" ".join(one.split()) for one in values if isinstance(one, str) and one.strip()):
            found[name] = texts
    return found


def commented(lines: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the options in the comments at the head of a cell; of YAML the forms in which texts are written."""
    found: dict[str, list[str]] = {}
    name, is_folded = "", False
    for line in lines:
        option = _OPTION.match(line.strip())
        if option is None:
            if line.strip():
                break
            continue
        text = option["text"]
        entry, item = _ENTRY.match(text), _ITEM.match(text)
        if entry and not text.startswith(" "):
            name, value = entry["name"], (entry["value"] or "").strip()
            is_folded = value in ("|", ">", "|-", ">-", "|+", ">+")
            found[name] = [] if is_folded or not value else _values(value)
        elif item and not is_folded and name:
            found[name].append(_unquoted(item["value"]))
        elif name and text.strip():  # a text that goes on
            found[name][-1:] = [" ".join([*found[name][-1:], text.strip()])]
    return {key: tuple(text for text in texts if text) for key, texts in found.items()}


def _values(value: str) -> list[str]:
    if value.startswith("[") and value.endswith("]"):
        try:
            return [str(one) for one in json.loads(value)]
        except ValueError:
            return [_unquoted(one) for one in value[1:-1].split(",")]
    return [_unquoted(value)]


def _unquoted(value: str) -> str:
    text = value.strip()
    if len(text) > 1 and text[0] == text[-1] == "'":
        return text[1:-1].replace("''", "'")
    if len(text) > 1 and text[0] == text[-1] == '"':
        try:
            return str(json.loads(text))
        except ValueError:
            return text[1:-1]
    return re.sub(r"\s+#.*\Z", "", text)
