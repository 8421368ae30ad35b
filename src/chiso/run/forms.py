"""Which form a report takes: the briefing's own, or that of an official document of some kind."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from chiso.catalog import BRIEFING, PLAN
from chiso.errors import ParameterError

FORMS = ("nd30",)
"""Forms of official documents; *nd30* is that of Decree 30/2020/NĐ-CP."""

WORD = ("docx",)
"""What an official document is made as where nobody asks for more."""


@dataclasses.dataclass(frozen=True)
class Kind:
    """A kind of official document: the notebook that shows it, and how many years after the briefing's it is for."""

    notebook: str
    years_ahead: int


KINDS: Mapping[str, Kind] = {"bao-cao": Kind(BRIEFING, 0), "ke-hoach": Kind(PLAN, 1)}
"""The kinds by their names, the usual one first. Files are named after them, so no notebook may have such a name."""


def read_form(form: str, kind: str) -> tuple[str, str]:
    """Read the form that is asked for and the kind of document: both empty where none is.

    Raises
    ------
    ParameterError
        When one of them is unknown, or a kind is given without a form.
    """
    form, kind = form.strip().lower(), kind.strip().lower()
    if form and form not in FORMS:
        raise ParameterError(
            f"There is no form {form!r}.",
            where="FORM",
            remedy=f"Give {', '.join(FORMS)}, the form of Decree 30/2020/NĐ-CP, or leave FORM out.",
        )
    if kind and kind not in KINDS:
        raise ParameterError(
            f"There is no kind of document {kind!r}.",
            where="KIND",
            remedy="Give bao-cao (a report) or ke-hoach (the draft of next year's plan).",
        )
    if kind and not form:
        raise ParameterError(
            "A kind of document is given, and no form.",
            where="KIND",
            why="The briefing itself has no kinds.",
            remedy=f"Give FORM={FORMS[0]} too, or leave KIND out.",
        )
    return form, kind or (next(iter(KINDS)) if form else "")


def formats_of(form: str, text: str, asked: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a report in a form is made as: the Word file alone, where nothing is given.

    Parameters
    ----------
    form
        The form; empty for the briefing's own.
    text
        The formats as a person typed them.
    asked
        What they were read as.

    Raises
    ------
    ParameterError
        When formats are given and the Word file is not among them: nothing else has the form.
    """
    if not form:
        return asked
    if not text.replace(",", " ").split():
        return WORD
    if not set(WORD) <= set(asked):
        raise ParameterError(
            f"FORM={form} makes a Word file, and FORMATS leaves it out.",
            where="FORMATS",
            why="PDF and HTML have the looks of the briefing whatever the form.",
            remedy="Add docx to FORMATS or leave FORMATS out; print the Word file to have it as PDF.",
        )
    return asked
