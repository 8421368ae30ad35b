"""The words of one briefing: messages and numbers of a language, what figures mean, and where each of them stands."""

from __future__ import annotations

import dataclasses
import datetime as dt
import importlib.resources
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from chiso.blocks.page_words import page_messages, page_words_of
from chiso.blocks.specs import Tone
from chiso.blocks.tones import tone_in, tone_of_printed
from chiso.briefing.citations import Citing
from chiso.errors import ParameterError
from chiso.facts.agreement import Witness, agree
from chiso.facts.frames import Row
from chiso.facts.named import named
from chiso.locales import FALLBACK, LOCALES


@dataclasses.dataclass(frozen=True)
class Change:
    """A change of a score or of places with its meaning: ``tone`` and ``word`` go with the colour."""

    value: float | None
    tone: Tone | None
    word: str


class Words(Citing):
    r"""What a briefing says in one language, and what it has said.

    Parameters
    ----------
    locale
        ``vi``, ``en``, or another language whose messages are given.
    messages
        A file of Fluent messages of one's own, by default ``messages.LOCALE.ftl`` in the working folder where there
        is one. What it lacks is said in English, and listed in ``borrowed``.

    Attributes
    ----------
    citations : dict
        Where the figures stand that were linked, by their anchors; the annex lists them.

    Examples
    --------
    >>> say = chiso.Words("en")
    >>> say.signed(-2.826989), say.rank(29, 63), chiso.Words("vi").score(83.76, "percent")
    ('−2.83', '29th of 63', '83,76\xa0%')
    """

    def __init__(self, locale: str = LOCALES[0], *, messages: str | Path = "") -> None:
        own = Path(messages) if messages else Path(f"messages.{locale}.ftl")
        has_own = bool(messages) or own.is_file()
        paths = [(locale, own)] if has_own else []
        paths += [(tag, messages_of(tag)) for tag in dict.fromkeys((locale, FALLBACK)) if tag in LOCALES]
        if paths[0][0] != locale:
            raise ParameterError(
                f"There is no language {locale!r}.",
                where="LOCALE",
                why=f"{own} is not there.",
                remedy=f"Give one of {', '.join(LOCALES)}, or put its messages into {own.name} beside the notebook.",
            )
        paths += [(tag, page_messages(tag)) for tag in dict.fromkeys((locale, FALLBACK)) if tag in LOCALES]
        super().__init__(locale, paths)
        self._has_own = has_own
        self._witness = Witness()
        self._subject: tuple[str, str] | None = None

    def hear(self, block: str, **frames: Iterable[Row]) -> None:
        """Hold the figures that a block is made from against one another and against those of all blocks before.

        Raises
        ------
        DataError
            When two of them contradict each other.
        """
        self._witness.hear(block, agree(**frames))

    def is_beside(self, vintage: str, unit_code: str) -> bool:
        """Whether a block is of another unit than the first one, which is that of the cover."""
        if not unit_code:
            return False
        self._subject = self._subject or (vintage, unit_code)
        return self._subject != (vintage, unit_code)

    def page_words(self) -> tuple[tuple[str, str], ...]:
        """Return what page and PDF are to say themselves; nothing in a language in which they have words."""
        is_known = self.locale in LOCALES and not self._has_own
        return () if is_known else tuple(page_words_of(self).items())

    def reason(self, kind: str, row: Mapping[str, Any]) -> str:
        """Say why two years cannot be compared; ``row`` has the columns of the set of units."""
        return self.text(f"reason-{kind}", **self.of_set(row))

    def of_set(self, row: Mapping[str, Any]) -> dict[str, str]:
        """Return what messages say of the set of units of a row: how many units, since when, the weights."""
        since = str(row.get("set_since") or "")
        return {
            "units": str(row.get("units_in_set") or ""),
            "unitsbefore": str(row.get("units_before") or ""),
            "since": self.date(dt.date.fromisoformat(since)) if since else "",
            "weight": self.name(row, "set_weighed_by"),
        }

    def change(self, row: Mapping[str, Any], *, value: float | None = None, decimals: int = 2) -> Change:
        """Say what the change of a score means: a gain, a loss, within error; nothing where its error is not known.

        Parameters
        ----------
        row
            The row: ``change, comparable, sign`` and, in frames that have them, ``verdict, error_basis``.
        value
            The change as it is shown, where that is not ``change``.
        decimals
            Digits that it is shown with.
        """
        shown = named(row, "change") if value is None else value
        tone = tone_in(row, shown, comparable=bool(row["comparable"]), decimals=decimals)
        return Change(shown, tone, self._meaning(tone, less=(row.get("sign") or 1) < 0))

    def printed(self, row: Mapping[str, Any], value: float | None) -> Change:
        """Say what the printed change of a total means; see :meth:`change`. Nothing where parts of it broke."""
        tone = tone_of_printed(row, value, comparable=bool(row["comparable"]))
        return Change(value, tone, self._meaning(tone, less=(row.get("sign") or 1) < 0))

    def moved(self, row: Mapping[str, Any]) -> Change:
        """Say what the change of a rank among the units ranked in both years means; see :meth:`change`."""
        places = named(row, "common_rank_change")
        told = {"verdict": row.get("rank_verdict"), "error_basis": row.get("error_basis")}
        tone = tone_in(told, places, comparable=bool(row["comparable"]), decimals=0)
        return Change(places, tone, self._meaning(tone))

    def _meaning(self, tone: Tone | None, *, less: bool = False) -> str:
        if tone in (None, "missing"):
            return ""
        directed = "-lower" if less and tone.removeprefix("likely-") in ("gain", "loss") else ""
        return self.text(f"word-{tone}{directed}")

    def placed(self, rank: int, units_ranked: int, *, estimated: bool, shared: bool = False) -> str:
        """Return a place and of how many; never without the word *estimated* where it is an estimate."""
        shown = self.rank(rank, units_ranked, shared=shared)
        return self.text("estimated", figure=shown) if estimated else shown

    def rank_of(self, row: Mapping[str, Any]) -> str:
        """Return the place that a row has and of how many, and whether it is shared; empty where it has none."""
        if row.get("rank") is None:
            return ""
        shared = bool(row.get("is_shared"))
        rank, units = named(row, "rank"), named(row, "units_ranked")
        return self.placed(rank, units, estimated=bool(row.get("is_estimated")), shared=shared)

    def ranks_between(self, low: int, high: int) -> str:
        """Return a range of places: *4–60*."""
        return self.text("ranks-between", low=self.whole(low), high=self.whole(high))

    def ranged(self, row: Mapping[str, Any]) -> str:
        """Return the place of a row with the range of places that its score leaves open, where errors are known."""
        if row.get("rank") is None or row.get("rank_low") is None or row["rank_low"] == row["rank_high"]:
            return self.rank_of(row)
        low, high = (self.whole(named(row, f"rank_{end}")) for end in ("low", "high"))
        kind = "-estimated" if row.get("is_estimated") else ""
        rank = self.rank(named(row, "rank"), named(row, "units_ranked"), shared=bool(row.get("is_shared")))
        return self.text(f"rank-with-range{kind}", rank=rank, low=low, high=high)

    def labelled(self, label: str, *, estimated: bool) -> str:
        """Return a label of ranks, or of what is worked out over all units, saying where it is estimated."""
        return self.text("estimated-label", label=label) if estimated else label

    def out_of(self, row: Mapping[str, Any]) -> str:
        """Say what a score is out of: nothing to add for a percentage."""
        if row["measure"] == "percent" or row.get("scale_max") is None:
            return ""
        return self.text("out-of", points=self.trimmed(named(row, "scale_max")))


def messages_of(locale: str) -> Path:
    """Return the file of messages of a language that comes with the package."""
    return Path(str(importlib.resources.files("chiso.briefing") / "locales" / f"{locale}.ftl"))
