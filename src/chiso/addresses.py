"""Leaving out the grammars of addresses, which take longer to load than most commands take in all."""

from __future__ import annotations

import sys


def leave_out_grammar() -> None:
    """Let this process check notebooks without grammars of addresses in every script of the world.

    What checks notebooks would load them, and no notebook has any; to be called before :mod:`nbformat` is imported.
    """
    for name in ("rfc3986_validator", "rfc3987_syntax"):
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]
