"""The words of the site around what its blocks say."""

from __future__ import annotations

import functools
import importlib.resources
from pathlib import Path

from chiso.blocks.language import Language


def site_messages(locale: str) -> Path:
    """Return the file of the messages of the site in one of the languages that come along."""
    return Path(str(importlib.resources.files("chiso.site") / "locales" / f"{locale}.ftl"))


@functools.cache
def site_words(locale: str) -> Language:
    """Return the words of the site in one of the languages that come along."""
    return Language(locale, [(locale, site_messages(locale))])
