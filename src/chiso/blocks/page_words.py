"""The few words that a page and a PDF themselves say, around what a document holds."""

from __future__ import annotations

import functools
import importlib.resources
import re
import types
from collections.abc import Mapping
from pathlib import Path

from chiso.blocks.language import Language, message_ids
from chiso.locales import FALLBACK, LOCALES

_PREFIX = "page-"

#: Filled in where they are used, some of them only when the pages are counted.
_VALUES = {
    name: f"{{{name}}}"
    for name in ("page", "pages", "date", "cell", "cells", "lines", "length", "scripts", "shown", "all")
}


def page_messages(locale: str) -> Path:
    """Return the file of these messages in one of the ``LOCALES``."""
    return Path(str(importlib.resources.files("chiso.blocks") / "locales" / f"{locale}.ftl"))


@functools.cache
def page_words(locale: str) -> Mapping[str, str]:
    """Return the words of a language tag: by their names, with the names of values in braces."""
    language = re.split(r"[-_]", locale)[0].lower()
    tag = language if language in LOCALES else FALLBACK
    return page_words_of(Language(tag, [(tag, page_messages(tag))]))


def page_words_of(language: Language) -> Mapping[str, str]:
    """Return the words as a language says them that has these messages among its own."""
    return types.MappingProxyType({
        message.removeprefix(_PREFIX).replace("-", "_"): language.text(message, **_VALUES)
        for message in message_ids(page_messages(FALLBACK))
    })  # fmt: skip
