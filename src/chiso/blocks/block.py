"""The root of all blocks, and the run of text that they are made of."""

from __future__ import annotations

import dataclasses
from typing import Any, ClassVar, Literal

from chiso.blocks.living import Figures
from chiso.blocks.plain_json import UNSAID, BlockError, plain

MIME = "application/vnd.chiso.block+json"

#: What a figure means to the reader. Every tone also has a word and a shape, never colour alone:
#: ``gain`` ▲ and ``loss`` ▼ beyond error, ``likely-gain`` △ and ``likely-loss`` ▽ probably so, ``unclear`` ○ within
#: error, ``same`` ■, ``break`` (not comparable) ◇, ``missing`` (nothing to show) –.
Tone = Literal["gain", "loss", "likely-gain", "likely-loss", "unclear", "same", "break", "missing"]

Align = Literal["start", "end"]

#: ``lead`` for the message of a briefing, ``small`` for what is looked up rather than read.
Size = Literal["small", "text", "lead"]


@dataclasses.dataclass(frozen=True, kw_only=True)
class About:
    """What a block is about, as far as it is known: a unit of a set of units, a briefing year, a language."""

    unit_code: str = ""
    vintage: str = ""
    year: str = ""
    locale: str = ""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Block:
    """The root of all blocks; ``kind`` names the block in JSON.

    ``about`` is for nobody who reads the block: a report is held against what was asked for by it. ``figures`` says
    what each figure is that stands in the texts of the block, for a document whose figures are to stay true.
    """

    kind: ClassVar[str] = ""
    about: About | None = dataclasses.field(default=None, metadata=UNSAID)
    figures: Figures | None = dataclasses.field(default=None, metadata=UNSAID)

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values: ``{"kind": ..., **fields}``, tuples as lists."""
        return {"kind": self.kind, **plain(self)}

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        from chiso.blocks.fragments import fragment, headline  # noqa: PLC0415 - fragments need the specs first

        return {MIME: self.to_json(), "text/html": fragment(self), "text/plain": headline(self)}


ENTRY = "figure-"
"""What the anchors of entries begin with that say where a figure stands; links to them are set quietly."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Span:
    """A run of text; ``href`` is an absolute https address or ``#id`` inside the report."""

    text: str
    strong: bool = False
    href: str = ""

    def __post_init__(self) -> None:
        require_link_text(self)


def require(spec: object, *names: str) -> None:
    """Refuse a record in which one of the texts is empty."""
    for name in names:
        value = getattr(spec, name)
        if not value or (isinstance(value, str) and not value.strip()):
            raise BlockError(f"{type(spec).__name__} needs {name!r}: a reader cannot use it without")


def require_link_text(spec: Any) -> None:
    """Refuse a link that nobody could see or hear."""
    # A dash or a space could be neither seen as a link nor read aloud as one.
    if spec.href and not any(letter.isalnum() for letter in spec.text):
        raise BlockError(f"the link to {spec.href!r} needs a text that names it, not {spec.text!r}")
