"""The files that travel inside a PDF."""

from __future__ import annotations

import dataclasses
from typing import Literal

#: What a file is to the PDF: what it was made from, the data behind what it shows, or something more.
Relationship = Literal["source", "data", "supplement"]

NOTEBOOK = "application/x-ipynb+json"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file inside a PDF; ``name`` is unique there, ``description`` is in the reader's language."""

    name: str
    data: bytes
    media: str
    relationship: Relationship
    description: str
