"""The parts of an official document around its text, from the file of offices, the catalogue and the data's sources."""

from __future__ import annotations

import importlib.resources
from collections.abc import Iterator
from pathlib import Path

from chiso.blocks.language import Language
from chiso.briefing.words import messages_of
from chiso.export.document import Document
from chiso.export.letter import Letter
from chiso.facts.inputs import Making
from chiso.run.parameters import ReportParameters


def letter_messages(locale: str) -> Path:
    """Return the file of the messages of official documents in one of the languages."""
    return Path(str(importlib.resources.files("chiso.export") / "locales" / f"{locale}.ftl"))


def letter_of(making: Making, parameters: ReportParameters, document: Document) -> Letter:
    """Return what stands around the text of an official document.

    Parameters
    ----------
    making
        What the document is made from: unit, year, language and the catalogue.
    parameters
        What was asked for: the kind of document.
    document
        The document: whether its cover says when the figures were published.

    Returns
    -------
    Letter
        Where the file of offices has no row for the unit, or an empty cell, there are dots to be filled by hand.
    """
    return _Writer(making, parameters).letter(says_when_published=bool(document.opening.facts))


class _Writer:
    """Writes the parts of one document."""

    def __init__(self, making: Making, parameters: ReportParameters) -> None:
        self._locale, self._unit, self._kind = making.locale, making.unit, parameters.kind
        self._measured, self._is_of_the_year = making.year - 1, parameters.document_year == making.year
        self._view = making.catalog.view(self._measured, making.unit.vintage)
        self._office = self._view.office(making.unit, making.year)
        locale = making.locale
        self._say = Language(locale, [(locale, letter_messages(locale)), (locale, messages_of(locale))])
        labels = [one.label for one in self._view.indices.values()]
        self._said = {
            "year": str(parameters.document_year),
            "measured": str(self._measured),
            "unit": making.unit.name_within(locale),
            "indices": self._say.listed(labels),
            "body": self._own("body") or self._say.text("form-body-blank"),
            "kind": self._say.text(f"form-{parameters.kind}-short"),
            "symbol": (self._office.symbol if self._office else "") or self._say.text("form-symbol-blank"),
        }

    def letter(self, *, says_when_published: bool) -> Letter:
        text, kind = self._text, self._kind
        name = text(f"form-{kind}")
        full = [
            text("form-full-index", name=one.name(self._locale), label=one.label) for one in self._view.indices.values()
        ]
        recipients = [*(self._lines("recipients") or [text("form-recipient-blank")])]
        drafted = (self._office.drafted_by if self._office else "") or text("form-drafted-blank")
        place = self._own("place") or text("form-place-blank")
        # A report is of the briefing's year; a plan for a later one may be adopted in either.
        issued = self._said["year"] if self._is_of_the_year else text("form-year-blank")
        return Letter(
            superior=tuple(filter(None, [self._own("superior").upper()])),
            body=self._body(),
            nation=text("form-nation"),
            motto=text("form-motto"),
            translation=text("form-translation").strip(),
            number=text("form-number"),
            place_and_date=text("form-date", place=place, year=issued),
            name=name.upper(),
            subject=text(f"form-{kind}-subject", indices=self._say.listed(full)),
            addressed=text("form-addressed"),
            addressees=self._lines("addressees"),
            grounds=_ended([text("form-ground", text=one) for one in self._grounds(editions=not says_when_published)]),
            opening=text(f"form-{kind}-opening"),
            closing=text(f"form-{kind}-closing"),
            mentions_annex=text("form-annex-mentioned"),
            received=text("form-received"),
            recipients=(*(f"- {one};" for one in recipients), f"- {text('form-kept', drafted=drafted)}"),
            capacity=tuple(one.upper() for one in self._lines("capacity")) or (text("form-capacity-blank"),),
            signatory=(self._office.signatory if self._office else "") or text("form-signatory-blank"),
            annex_name=text("form-annex-name").upper(),
            annex_of=text("form-annex-of", document=name, year=issued),
        )

    def _text(self, message: str, **values: str) -> str:
        return self._say.text(message, **{**self._said, **values})

    def _own(self, what: str) -> str:
        return self._office.text(what, self._locale) if self._office else ""

    def _lines(self, what: str) -> tuple[str, ...]:
        return self._office.lines(what, self._locale) if self._office else ()

    def _body(self) -> tuple[str, ...]:
        """Return the name of the body, the unit's own name on a line of its own."""
        body, unit = self._said["body"], self._said["unit"]
        before = body.removesuffix(unit).strip()
        return tuple(one.upper() for one in (before, unit)) if before and before != body else (body.upper(),)

    def _grounds(self, *, editions: bool) -> Iterator[str]:
        """Yield what the document rests on: what the office names, the plan of the year, or the editions of figures."""
        yield from self._lines("grounds") or [self._text("form-ground-blank")]
        yield from dict.fromkeys(filter(None, self._plans()))
        for index in self._view.indices.values() if editions else ():
            edition = self._view.publications.get((index.index, self._measured))
            if edition is None:
                continue
            day = edition.published_on
            said = {"index": index.name(self._locale), "publisher": edition.publisher(self._locale)}
            if day is None:
                yield self._text("form-ground-edition-undated", **said)
                continue
            parts = {"day": str(day.day), "month": str(day.month), "year": str(day.year)}
            yield self._text(
                "form-ground-edition", **said, date=self._text("form-day", date=self._say.date(day), **parts)
            )

    def _plans(self) -> Iterator[str]:
        """Yield the adopted plans of the unit for the year of the document."""
        for one in self._view.targets:
            if one.province_code == self._unit.code and str(one.plan_year) == self._said["year"]:
                source = self._view.sources.get(one.source_id) if one.source_id else None
                yield "" if one.status == "draft" else source.name(self._locale) if source else one.source(self._locale)


def _ended(lines: list[str]) -> tuple[str, ...]:
    """Return grounds as the decree ends them: each with a semicolon, the last with a full stop."""
    return tuple(f"{one.rstrip(' .;')}{'.' if at == len(lines) else ';'}" for at, one in enumerate(lines, start=1))
