"""The briefing: one module a section, each making blocks from facts frames in the words of one language.

A section is a module of this room; ``chiso.briefing.cover`` loads it at its first use, and nothing lists them.
"""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType


def __getattr__(name: str) -> ModuleType:
    if name in __dir__():
        return importlib.import_module(f"{__name__}.{name}")
    raise AttributeError(f"chiso.briefing has no section {name!r}; there are {', '.join(__dir__())}")


def __dir__() -> list[str]:
    return sorted(found.name for found in pkgutil.iter_modules(__path__))
