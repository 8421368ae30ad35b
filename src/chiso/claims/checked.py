"""Checking a text: its claims, each held against the data."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from chiso.blocks.living import ABOUT, Subject
from chiso.catalog import Catalog, Project, briefing_year
from chiso.claims.claim import Unread
from chiso.claims.find import Given, find_claims
from chiso.claims.judge import judge
from chiso.claims.judged import Judged, JudgedFigure
from chiso.claims.lookup import Lookup, observations_of
from chiso.claims.names import names_of
from chiso.claims.said import Said
from chiso.texts.open_text import commented, read_text
from chiso.texts.passages import Remark, Text

AUTHOR = "chiso"


@dataclasses.dataclass(frozen=True)
class Checked:
    """A text with its judged claims, and the numbers near an index that were taken for no claim.

    ``figures`` are those of a Word file of ours, which know what they are.
    """

    text: Text
    judged: tuple[Judged, ...]
    unread: tuple[Unread, ...]
    lookup: Lookup
    figures: tuple[JudgedFigure, ...] = ()

    @property
    def is_bad(self) -> bool:
        """Whether something in the text should not stand as it is."""
        return any(one.is_bad for one in self.judged) or any(one.is_bad for one in self.figures)

    def with_figures(self, figures: Sequence[JudgedFigure]) -> Checked:
        """Return the same with figures that know what they are: where one is not right, no claim need be judged."""
        bad: dict[int, list[range]] = {}
        for figure in figures:
            if figure.is_bad:
                bad.setdefault(figure.passage, []).append(range(figure.start, figure.end))

        def is_told(judged: Judged) -> bool:
            claim = judged.claim
            return any(claim.start < one.stop and one.start < claim.end for one in bad.get(claim.passage, ()))

        judged = tuple(one for one in self.judged if not is_told(one))
        return dataclasses.replace(self, judged=judged, figures=tuple(figures))

    def in_order(self) -> list[Judged | JudgedFigure]:
        """Return what was judged as it stands in the text, without the figures that are right."""
        found: list[tuple[int, int, int, Judged | JudgedFigure]] = []
        for number, one in enumerate(self.judged):
            found.append((one.claim.passage, one.claim.start, number, one))
        for number, figure in enumerate(self.figures):
            if figure.is_bad:
                found.append((figure.passage, figure.start, number, figure))
        return [one for *_, one in sorted(found, key=lambda one: one[:3])]

    def place(self, passage: int, start: int) -> str:
        """Return where something in a passage stands, in words."""
        found = self.text.passages[passage]
        return found.place.said(found.text.count("\n", 0, start))


def check_text(
    project: Project, catalog: Catalog, name: str, data: bytes, *, province: str = "", year: str = "", units: str = ""
) -> Checked:
    """Check a text.

    Parameters
    ----------
    project, catalog
        The project.
    name, data
        The file; see :func:`chiso.texts.open_text.load`.
    province
        The unit that the text speaks of where it names none.
    year
        The briefing year of the text: where it names no year, it speaks of the index year before, and its plan is
        that of this year.
    units
        The set of units that the figures of the text are for; that of each year if not given.

    Raises
    ------
    ParameterError
        When there is no such province, year or set of units.
    DataError
        When the text or the data cannot be read.
    """
    vintage = catalog.sets.given(units)
    given = given_of(catalog, province, year)
    keys = {key for one in catalog.sets.vintages for key in catalog.in_vintage(one).units.spellings()}
    text = read_text(name, data, keys)
    claims, unread = find_claims(text.passages, names_of(catalog), given)
    lookup = Lookup(project, catalog, observations_of(project, catalog), vintage)
    return Checked(text, tuple(judge(lookup, claim) for claim in claims), tuple(unread), lookup)


def annotated(checked: Checked, data: bytes) -> bytes:
    """Return a Word file with a comment on each claim, in the language of its sentence.

    Raises
    ------
    DataError
        When the file is none of Word.
    """
    about = Subject.read(checked.text.properties.get(ABOUT, ""))
    said = Said(checked.lookup, about.locale) if about else Said(checked.lookup)
    # In a file of ours figures that are right say so themselves.
    told = [one for one in checked.judged if about is None or one.judgement != "right" or one.notes]
    found = remarks(checked.lookup, told)
    found += [
        Remark(one.passage, one.start, one.end, said.remark_on_figure(one)) for one in checked.figures if one.is_bad
    ]
    return commented(checked.text.name, data, found, AUTHOR)


def remarks(lookup: Lookup, judged: Sequence[Judged]) -> list[Remark]:
    """Return the comments on judged claims."""
    return [
        Remark(one.claim.passage, one.claim.start, one.claim.end, Said(lookup, one.claim.locale).remark(one))
        for one in judged
    ]


def given_of(catalog: Catalog, province: str, year: str) -> Given:
    """Return what a person says about a text; see :func:`check_text`.

    Raises
    ------
    ParameterError
        When there is no such province or year.
    """
    number = briefing_year(catalog, year) if year.strip() else None
    codes: dict[int, str] = {}
    if province.strip():
        for vintage in catalog.sets.vintages:
            if unit := catalog.in_vintage(vintage).units.find(province):
                codes[vintage] = unit.code
        if not codes:
            catalog.resolve(province)
    return Given(codes, None if number is None else number - 1, number)
