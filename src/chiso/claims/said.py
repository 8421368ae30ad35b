"""What a judged claim is in words: what it was understood as, the right figure, notes, sources."""

from __future__ import annotations

import functools
import importlib.resources
from decimal import Decimal
from pathlib import Path

from chiso.blocks.language import Language
from chiso.catalog import Catalog
from chiso.claims.judged import Judged, JudgedFigure
from chiso.claims.lookup import Lookup
from chiso.locales import FALLBACK, LOCALES

TABLE_LOCALE = "en"
"""The language of the table and of the JSON, as of all that the commands say."""


@functools.cache
def language_of(locale: str) -> Language:
    """Return the messages of a language."""
    tags = [tag for tag in dict.fromkeys((locale, FALLBACK)) if tag in LOCALES]
    return Language(locale, [(tag, message_file(tag)) for tag in tags])


def message_file(locale: str) -> Path:
    """Return the file of messages of a language that comes with the package."""
    return Path(str(importlib.resources.files("chiso.claims").joinpath("locales"))) / f"{locale}.ftl"


class Said:
    """The words for judged claims in one language.

    Parameters
    ----------
    lookup
        The data: names and sources.
    locale
        The language.
    """

    def __init__(self, lookup: Lookup, locale: str = TABLE_LOCALE) -> None:
        self._lookup, self._language, self._locale = lookup, language_of(locale), locale

    def judgement(self, judged: Judged) -> str:
        """Return the judgement as the language has it."""
        return self._text(f"judgement-{judged.judgement.replace(' ', '-')}")

    def understood(self, judged: Judged) -> str:
        """Return what a claim was understood as: *PAPI 2020, Cần Thơ: score 42.88 of 80*."""
        claim = judged.claim
        kind = self._text(f"kind-{claim.kind.replace(' ', '-')}")
        kind = self._text("denied", kind=kind) if claim.is_denied else kind
        said = [kind]
        if claim.value is not None:
            said.append(self._signed(claim.value) if claim.kind.endswith("change") else self._number(claim.value))
        if claim.among is not None:
            said.append(self._text("of-units", among=str(claim.among)))
        if claim.scale is not None:
            said.append(self._text("of-points", scale=str(claim.scale)))
        if claim.region:
            said.append(f"({self._text('own-region') if claim.region == 'own' else claim.region})")
        elif claim.kind in ("best", "last"):
            said.append(f"({self._text('whole-country')})")
        return f"{self._subject(judged)}: {' '.join(said)}"

    def right(self, judged: Judged) -> str:
        """Return the figure that the data have, with what it is measured in; empty where there is none."""
        if judged.right is None:
            return ""
        is_change = judged.claim.kind.endswith("change")
        number = self._signed(judged.right) if is_change else self._number(judged.right)
        if judged.measure == "places":
            return self._text("amount-places", number=number)
        if judged.measure:
            of = "change" if is_change and judged.measure == "percent" else judged.measure
            return self._text(f"amount-{of}", number=number)
        return f"{number}/{judged.right_among}" if judged.right_among is not None else number

    def notes(self, judged: Judged) -> str:
        """Return what else is to be known, as sentences."""
        return " ".join(
            self._text(
                note.message,
                **{key: self._number(it) if isinstance(it, Decimal) else it for key, it in note.values.items()},
            )
            for note in judged.notes
        )

    def source(self, judged: Judged) -> str:
        """Return the titles of the sources of the right figure."""
        sources = self._lookup.catalog.sources
        found = [sources[one].name(self._locale) for one in judged.source_id.split() if one in sources]
        return "; ".join(found)

    def remark(self, judged: Judged) -> str:
        """Return a judged claim as a comment on the text."""
        right = self.right(judged)
        name = self.judgement(judged)
        judgement, what = name[0].upper() + name[1:], self.understood(judged)
        said = [self._text("remark-right", judgement=judgement, what=what, right=right) if right
                else self._text("remark", judgement=judgement, what=what), self.notes(judged)]  # fmt: skip
        if source := self.source(judged):
            said.append(self._text("remark-source", source=source))
        return " ".join(filter(None, said))

    def figure(self, figure: JudgedFigure) -> str:
        """Return what a figure is that knows it: *PAPI 2020, Cần Thơ, TOTAL: rank*."""
        name, catalog = figure.figure, self._lookup.catalog
        unit = unit_name(catalog, name.vintage or 0, name.unit_code, self._locale) or self._text("all-units")
        label = catalog.indices[name.index].label if name.index in catalog.indices else name.index
        said = {"year": name.year, "unit": unit, "code": name.code, "quantity": name.quantity}
        return self._text("subject-figure", index=label, **said)

    def remark_on_figure(self, figure: JudgedFigure) -> str:
        """Return a figure that is not right as a comment on the text."""
        name = self._text(f"judgement-{figure.judgement.replace(' ', '-')}")
        said = {"judgement": name[0].upper() + name[1:], "what": self.figure(figure), "made": figure.made}
        return self._text("remark-figure" if figure.now else "remark-figure-none", **said, now=figure.now)

    def _subject(self, judged: Judged) -> str:
        claim, unsaid = judged.claim, self._text("unsaid")
        year = unsaid if claim.year is None else str(claim.year)
        unit = self._text("all-units") if claim.kind in ("mean", "median") else self._unit(judged) or unsaid
        index = self._index(judged) or unsaid
        if claim.kind.startswith("target") or claim.kind in ("reached", "missed"):
            return self._text("subject-plan", index=index, year=year, unit=unit)
        if claim.base is not None:
            return self._text("subject-change", index=index, year=year, base=str(claim.base), unit=unit)
        return self._text("subject", index=index, year=year, unit=unit)

    def _index(self, judged: Judged) -> str:
        named = judged.named or (judged.claim.named[0] if judged.claim.named else None)
        if named is None:
            return ""
        label = self._lookup.index(named).label
        if not named.concept:
            return label
        rows = self._lookup.catalog.indicators[named.index]
        part = next((row.name(self._locale) for row in rows if row.concept == named.concept), named.concept)
        return f"{label} “{part}”"

    def _unit(self, judged: Judged) -> str:
        units = judged.claim.units
        vintage = judged.vintage if judged.vintage in units else next(iter(units), 0)
        return unit_name(self._lookup.catalog, vintage, judged.unit_code or units.get(vintage, ""), self._locale)

    def _text(self, message: str, **values: str) -> str:
        return self._language.text(message, **values)

    def _number(self, value: Decimal) -> str:
        return self._language.number(float(value), _digits(value))

    def _signed(self, value: Decimal) -> str:
        return self._language.signed(float(value), _digits(value))


def _digits(value: Decimal) -> int:
    """Return the digits behind the point that a number has."""
    return max(0, -int(value.as_tuple().exponent))


def unit_name(catalog: Catalog, vintage: int, code: str, locale: str) -> str:
    """Return the name of a unit of a set; empty where there is none."""
    unit = catalog.in_vintage(vintage).units.by_code.get(code) if vintage else None
    return unit.name(locale) if unit is not None else ""
