"""The one family of errors that chiso shows to people.

An error says what is wrong, where, why it matters, and what to do about it. The command line prints
exactly that and exits with a status other than zero; a traceback is kept for defects of chiso itself.
"""

from __future__ import annotations

from collections.abc import Sequence

_SPACES = "\u00a0\u202f"
"""Spaces that keep a figure and its unit on one line. Python does not count them as printable."""


class ChisoError(Exception):
    """Something a person can put right.

    Parameters
    ----------
    what
        What is wrong, as one sentence.
    where
        The place: a file with row and column, a notebook with its cell, a parameter.
    why
        Why it is refused, or what was expected.
    remedy
        What to do next.
    """

    def __init__(self, what: str, *, where: str = "", why: str = "", remedy: str = "") -> None:
        # All four travel in ``args``: an exception that is raised in a worker process is pickled
        # as its class and ``args``, and would otherwise arrive without its place and remedy.
        super().__init__(what, where, why, remedy)
        self.what = what
        self.where = where
        self.why = why
        self.remedy = remedy

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.what, self.where, self.why, self.remedy)

    def __str__(self) -> str:
        labelled = (("where", self.where), ("why", self.why), ("what to do", self.remedy))
        return "\n".join([self.what, *(f"  {label}: {text}" for label, text in labelled if text)])


class ParameterError(ChisoError):
    """A parameter that is unknown, missing, of the wrong type or outside what can be made."""


class DataError(ChisoError):
    """A raw or processed table that does not hold what it must."""


class NotebookError(ChisoError):
    """A notebook that did not run to its end."""


class NotebookFailure(NotebookError):  # noqa: N818 - a NotebookError, with the file of one run
    """A notebook that failed in a run; ``notebook`` is its file with what it showed until then.

    Whoever started the run keeps the file: the worker may be another machine.
    """

    notebook: bytes = b""

    def __reduce__(self) -> tuple[object, ...]:
        return *super().__reduce__(), {"notebook": self.notebook}


class ExportError(ChisoError):
    """A notebook that ran but cannot be rendered to PDF or HTML."""


class ReportError(ChisoError):
    """A finished report that cannot be read back: damaged, or none of chiso's."""


class RunError(ChisoError):
    """A run that cannot go on: a folder that cannot be written, a step in use by another run."""


def for_terminal(text: str) -> str:
    """Return text that does nothing to a terminal, whatever stands in the data that it tells of."""
    return "\n".join(map(printable, text.split("\n")))


def printable(text: str) -> str:
    """Return text of one line that does nothing to a terminal: no control characters, no change of direction."""
    replaced = "\N{REPLACEMENT CHARACTER}"
    return "".join(letter if letter.isprintable() or letter in _SPACES else replaced for letter in text)


def _rebuild(kind: type[ChisoError], what: str, where: str, why: str, remedy: str) -> ChisoError:
    return kind(what, where=where, why=why, remedy=remedy)


def collect(errors: Sequence[ChisoError], heading: str) -> ChisoError:
    """Join several problems into one error, so that all of them are shown at once.

    Parameters
    ----------
    errors
        At least one error.
    heading
        The sentence that opens the joined message, such as ``"3 problems in data/raw"``.

    Returns
    -------
    ChisoError
        The only error as it is, or one :class:`DataError` whose text lists them all.
    """
    if len(errors) == 1:
        return errors[0]
    return DataError("\n\n".join([heading, *(str(error) for error in errors)]))
