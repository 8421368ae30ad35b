"""A language: Fluent messages, and numbers, places and dates as its readers write them."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Junk, Message, Resource, Term

from chiso.blocks.living import Names
from chiso.errors import ParameterError

MINUS = "−"
NO_BREAK = "\u00a0"


class MessageError(ValueError):
    """A message that is not there, or that lacks one of its values: a defect of chiso, not of the data."""


class Language:
    """One language.

    Parameters
    ----------
    locale
        The language tag, such as ``vi`` or ``en``.
    messages
        Files of Fluent messages with their languages, the language's own first; what one lacks comes from the next.

    Attributes
    ----------
    borrowed : dict
        The messages that had to come from another language, in the order of their first use.
    names : Names
        The names of figures that were written while :meth:`naming` held.

    Raises
    ------
    ParameterError
        When the tag names no language, or a file holds no messages.
    """

    def __init__(self, locale: str, messages: Sequence[tuple[str, Path]]) -> None:
        self.locale = locale
        try:
            self._babel = Locale.parse(locale)
        except (UnknownLocaleError, ValueError, TypeError):
            raise ParameterError(
                f"There is no language {locale!r}.", where="LOCALE", remedy="Give a language tag such as vi, en or fr."
            ) from None
        first = dict(messages[:1])  # none for who writes numbers only
        self._bundles = [(tag, _bundle(tag, path, first.get(tag, path))) for tag, path in messages]
        self.names = Names()
        self._is_naming = False
        self.borrowed: dict[str, None] = {}

    @contextlib.contextmanager
    def naming(self) -> Iterator[None]:
        """Write figures that know what they are between marks, which :attr:`names` takes out of a finished block."""
        before, self._is_naming = self._is_naming, True
        try:
            yield
        finally:
            self._is_naming = before

    def text(self, message: str, **values: str | int) -> str:
        """Return a message with its values.

        Text values go in as they are; whole numbers are written by the rules of the language and choose
        its plural forms.

        Raises
        ------
        MessageError
            When there is no such message or a value is missing.
        """
        for tag, bundle in self._bundles:
            found = bundle.get_message(message) if bundle.has_message(message) else None
            if found is None or found.value is None:
                continue
            if tag != self.locale:
                self.borrowed[message] = None
            # Years must not become "2.021": only values that are meant as numbers come as int.
            text, errors = bundle.format_pattern(found.value, values)
            if errors:
                raise MessageError(f"message {message!r} in {self.locale}: {errors[0]}")
            return unicodedata.normalize("NFC", str(text))
        raise MessageError(f"no message {message!r} in {self.locale}")

    def name(self, row: Mapping[str, Any], what: str) -> str:
        """Return a name that stands in a column for each language, ``unit_fr``; else the English one."""
        return str(row.get(f"{what}_{self.locale}") or row.get(f"{what}_en") or "")

    def number(self, value: float, decimals: int = 2) -> str:
        """Return a number rounded half up, with the decimal sign of the language: 83,76 or 83.76."""
        return self._named(self._written(value, decimals), value)

    def _written(self, value: float, decimals: int) -> str:
        rounded = _rounded(value, decimals)
        pattern = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
        return format_decimal(rounded, format=pattern, locale=self._babel).replace("-", MINUS)

    def signed(self, value: float, decimals: int = 2) -> str:
        """Return a change with its sign; none where it rounds to zero."""
        sign = "+" if _rounded(value, decimals) > 0 else ""
        return self._named(f"{sign}{self._written(value, decimals)}", value)

    def whole(self, value: int) -> str:
        """Return a whole number of few digits, such as a place or a number of units."""
        return self._named(str(value), value)

    def _named(self, figure: str, value: object) -> str:
        """Return a figure between marks where names are gathered and the number has one."""
        return self.names.mark(figure, getattr(value, "figure_name", "")) if self._is_naming else figure

    def trimmed(self, value: float) -> str:
        """Return a number with only the digits it has: 86, 42,05."""
        return self.number(value, max(0, -int(Decimal(str(value)).normalize().as_tuple().exponent)))

    def score(self, value: float, measure: str) -> str:
        """Return a score with its sign of measure: ``83,76 %``, ``83.76%`` or, for points, the number."""
        return self.measured(self.number(value), measure)

    def measured(self, number: str, measure: str) -> str:
        """Put the sign of measure behind a number: a percent sign after it, or nothing for points."""
        if measure != "percent":
            return number
        return f"{number}%" if self.locale.startswith("en") else f"{number}{NO_BREAK}%"

    def amount(self, number: str, measure: str) -> str:
        """Name the unit of a score within a sentence: a percent sign, or the word for points."""
        return self.measured(number, measure) if measure == "percent" else self.difference(number, measure)

    def difference(self, number: str, measure: str, *, short: bool = False) -> str:
        """Name the unit of a difference: percentage points for percentages, points otherwise."""
        return self.text(f"difference-{measure}{'-short' if short else ''}", number=number)

    def places(self, count: int) -> str:
        """Return a number of places: *1 place*, *13 places*."""
        return self.text("places", count=int(count), shown=self.whole(count))

    def place(self, rank: int) -> str:
        """Return a place: *thứ 37*, *37th*."""
        return self.text("place", rank=self.whole(rank), form=self._babel.ordinal_form(rank))

    def rank(self, rank: int, units_ranked: int, *, shared: bool = False) -> str:
        """Return a place and of how many: *37/63*, *37th of 63*; where it is shared, *37/63 (đồng hạng)*."""
        units = self.whole(units_ranked)
        alone = self.text("rank", place=self.place(rank), rank=self.whole(rank), units=units)
        return self.text("rank-shared", rank=alone) if shared else alone

    def date(self, date: dt.date) -> str:
        """Return a date: *24/6/2021*, *24 June 2021*."""
        return format_date(date, "d/M/y" if self.locale == "vi" else "d MMMM y", locale=self._babel)

    def month(self, date: dt.date) -> str:
        """Return a month: *4/2024*, *April 2024*."""
        return format_date(date, "M/y" if self.locale == "vi" else "MMMM y", locale=self._babel)

    def sentence(self, text: str) -> str:
        """Return a clause as a sentence: with a capital and a full stop."""
        return text[0].upper() + text[1:] + ("" if text.endswith(".") else ".")

    def listed(self, items: list[str]) -> str:
        """Join items as a sentence does: *a, b và c*."""
        if len(items) < 2:
            return "".join(items)
        return self.text("list-last", head=", ".join(items[:-1]), last=items[-1])


def is_zero(value: float, decimals: int = 2) -> bool:
    """Whether a value shows as zero."""
    return _rounded(value, decimals) == 0


def message_ids(path: Path) -> list[str]:
    """Return the ids of all messages of a file in their order."""
    resource = FluentResource(path.read_text(encoding="utf-8"))
    return [entry.id.name for entry in resource.body if isinstance(entry, Message)]


def _rounded(value: float, decimals: int) -> Decimal:
    # Through the shortest text of the float: 2.675 is meant as 2.675, though the float lies below it.
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return rounded if rounded else abs(rounded)


@functools.cache
def _bundle(locale: str, path: Path, words: Path) -> FluentBundle:
    """Return the messages of ``path``; its terms, what a unit is called, are those of ``words`` where that has any."""
    # Isolation marks would end up in the text of the PDF, where a search for a figure would miss it.
    bundle = FluentBundle([locale], use_isolating=False)
    bundle.add_resource(_resource(path))
    if words != path:
        terms = Resource([entry for entry in _resource(words).body if isinstance(entry, Term)])
        bundle.add_resource(terms, allow_overrides=True)
    return bundle


def _resource(path: Path) -> Resource:
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ParameterError(
            "The messages of a language cannot be read.",
            where=str(path),
            why=str(error),
            remedy="Give a file of Fluent messages in UTF-8.",
        ) from None
    resource = FluentResource(source)
    for entry in resource.body:
        if isinstance(entry, Junk):
            raise ParameterError(
                "A file of messages holds something that is no message.",
                where=f"{path}: {str(entry.content).strip()[:80]!r}",
                remedy="Write messages as `id = text`; continued lines begin with spaces.",
            )
    return resource
