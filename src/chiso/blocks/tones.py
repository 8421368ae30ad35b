"""What a change means to the reader, as a tone: one rule for sentences, tables, cards and charts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chiso.blocks.language import is_zero
from chiso.blocks.specs import Tone

#: The tone of a verdict on a figure of which more is better.
_TONES: Mapping[str, Tone] = {
    "rose": "gain",
    "probably rose": "likely-gain",
    "cannot be told": "unclear",
    "probably fell": "likely-loss",
    "fell": "loss",
}

_OPPOSITE: Mapping[Tone, Tone] = {
    "gain": "loss",
    "loss": "gain",
    "likely-gain": "likely-loss",
    "likely-loss": "likely-gain",
}


def verdict_in(row: Mapping[str, Any]) -> str | None:
    """Return the verdict of a row: empty where nothing may be said, None where its frame has no verdicts."""
    return str(row["verdict"] or "") if "verdict" in row else None


def tone_of(
    change: float | None,
    *,
    sign: float | None = 1,
    comparable: bool = True,
    verdict: str | None = None,
    decimals: int = 2,
) -> Tone:
    """Return what a change means.

    Parameters
    ----------
    change
        The change; None where there is none.
    sign
        1 where more is better, -1 where less is: a fall is a gain then.
    comparable
        Whether the change can be read as a gain or a loss at all.
    verdict
        What may be said of it by its error, such as *probably rose*; empty where nothing may. None where a frame of
        one's own has no verdicts: then the change counts as it stands.
    decimals
        Digits that the change is shown with: without a verdict, one that shows as zero is none.
    """
    if change is None:
        return "missing"
    if not comparable:
        return "break"
    if verdict is None:
        if is_zero(change, decimals):
            return "same"
        verdict = "rose" if change > 0 else "fell"
    tone = _TONES.get(verdict, "unclear")
    return _OPPOSITE.get(tone, tone) if (sign or 1) < 0 else tone


def tone_in(row: Mapping[str, Any], change: float | None, *, comparable: bool = True, decimals: int = 2) -> Tone | None:
    """Return what a change of a row means; None where nobody knows its error, so that no shape may stand beside it.

    Parameters
    ----------
    row
        The row, with ``sign, verdict, error_basis`` where its frame has them.
    change, comparable, decimals
        As of :func:`tone_of`.
    """
    tone = tone_of(change, sign=row.get("sign"), comparable=comparable, verdict=verdict_in(row), decimals=decimals)
    return None if tone == "unclear" and row.get("error_basis") == "not_published" else tone


def tone_of_printed(row: Mapping[str, Any], change: float | None, *, comparable: bool = True) -> Tone | None:
    """Return what the printed change of a total means; None where parts broke: the verdict is on those that did not.

    Parameters as of :func:`tone_in`; the row has ``core_excluded`` where its frame does.
    """
    return None if comparable and row.get("core_excluded") else tone_in(row, change, comparable=comparable)
