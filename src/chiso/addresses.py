"""Leaving out the grammar of addresses, which takes longer to load than most commands take in all."""

from __future__ import annotations

import sys


def leave_out_grammar() -> None:
    """Let this process check notebooks without a grammar of addresses in every script of the world.

    What checks notebooks would load it, and no notebook has any; to be called before :mod:`nbformat` is imported.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
