"""Which kinds of documents there are, and which form one takes: the briefing's own, or that of an official one."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from chiso.catalog import BRIEFING, PLAN, SHEET
from chiso.errors import ParameterError

FORMATS = ("pdf", "html", "docx")
"""What a document can be had as."""

USUAL = ("pdf", "html")
"""What a briefing is made as where nobody asks for others."""

FORMS = ("nd30",)
"""Forms of official documents; *nd30* is that of Decree 30/2020/NĐ-CP."""

WORD = ("docx",)
"""What an official document is made as where nobody asks for more."""


@dataclasses.dataclass(frozen=True)
class Kind:
    """A kind of document: the notebook that shows it, what it is made as, and how it is asked for.

    ``years_ahead`` is how many years after the briefing's it is for; ``formats`` what it is made as where nobody says
    so; ``form`` the form that it is one of, empty for the looks of the briefing. ``command`` is the target of make that
    makes it, ``parameters`` the parameters of its notebook, with their types, beyond those of the briefing, and
    ``folder`` where its files lie below those of the unit.
    """

    notebook: str
    years_ahead: int = 0
    formats: tuple[str, ...] = WORD
    form: str = FORMS[0]
    command: str = "report"
    parameters: Mapping[str, type] = dataclasses.field(default_factory=dict)
    folder: str = ""


OF_AGENCIES = "sheet"
"""The kind of the sheets of agencies."""

KINDS: Mapping[str, Kind] = {
    "": Kind(BRIEFING, formats=USUAL, form=""),
    "bao-cao": Kind(BRIEFING),
    "ke-hoach": Kind(PLAN, years_ahead=1),
    OF_AGENCIES: Kind(
        SHEET, formats=("pdf", "docx"), form="", command="sheets", parameters={"agency": str}, folder="agencies"
    ),
}
"""The kinds by their names, the briefing itself first. Files of the others are named after them, so no notebook may
have such a name."""

IN_FORM = tuple(name for name, kind in KINDS.items() if kind.form)
"""The kinds of official documents, the usual one first."""


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
    if kind and kind not in IN_FORM:
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
    return form, kind or (IN_FORM[0] if form else "")


def kind_given(values: Mapping[str, str]) -> tuple[str, str]:
    """Return form and kind of the document that the values of a command ask for, as a run record has them.

    Raises
    ------
    ParameterError
        As :func:`read_form`.
    """
    form, kind = read_form(values.get("FORM", ""), values.get("KIND", ""))
    asked = {name for name, one in KINDS.items() if one.parameters and {*map(str.upper, one.parameters)} <= {*values}}
    return form, kind or next(iter(asked), "")


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
