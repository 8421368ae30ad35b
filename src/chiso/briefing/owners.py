"""Who answers for the measures of a plan, by when, and what became of them, in the words of one language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from chiso.briefing.words import Words
from chiso.facts.frames import Row
from chiso.locales import LOCALES


def is_told(row: Row) -> bool:
    """Whether the text at hand says who answers for a measure, by when, or what became of it."""
    return any(row[name] for name in ("lead_ids", "with_ids", "deadline_written", "state"))


def is_any_told(rows: Iterable[Row]) -> bool:
    """Whether it says so of any measure."""
    return any(map(is_told, rows))


def agencies(row: Row, what: str, say: Words, *, now: bool = False) -> str:
    """Return the agencies of a role, with what they have become where that is another one; empty where there are none.

    Parameters
    ----------
    row
        A row of :func:`chiso.measures` or :func:`chiso.ledger`.
    what
        ``lead`` or ``with``.
    say
        The words of the briefing.
    now
        Whether only what they have become is wanted, as in the plan of a next year.
    """
    then, present = say.name(row, what), say.name(row, f"{what}_now")
    if now or not then or row[f"{what}_ids"] == row[f"{what}_now_ids"]:
        return present
    return say.text("measures-owner-now", then=then, now=present)


def owner(row: Row, say: Words) -> str:
    """Return who leads, and with whom."""
    lead, others = agencies(row, "lead", say) or say.text("measures-no-owner"), agencies(row, "with", say)
    return say.text("measures-with", lead=lead, others=others) if others else lead


def deadline(row: Row, say: Words) -> str:
    """Return the deadline as the plan writes it; in a language that is not the plan's, the last day that it leaves."""
    is_own = say.locale == LOCALES[0] and row["deadline_written"] != row["deadline"]
    return str(row["deadline_written"]) if is_own or not row["deadline"] else _date(row["deadline"], say)


def outcome(row: Row, say: Words) -> str:
    """Return what became of a measure, as far as it was known."""
    return say.text(f"outcome-{row['outcome']}", date=_date(row["state_on"], say))


def owner_deadline_state(row: Row, say: Words) -> str:
    """Return all three in one cell; the state where it is more than that nothing is known."""
    state = outcome(row, say) if row["outcome"] != "open" else ""
    return "; ".join(filter(None, (owner(row, say), deadline(row, say), state)))


def _date(day: str, say: Words) -> str:
    return say.date(dt.date.fromisoformat(day)) if day else ""
