"""How long work may take before it is given up."""

from __future__ import annotations

import dataclasses


@dataclasses.dataclass(frozen=True)
class Limits:
    """How long a cell and a whole notebook may take, in seconds."""

    cell: int = 600
    report: int = 1800
