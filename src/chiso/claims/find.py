"""Finding the claims of a text: passage by passage, sentence by sentence, carrying on what was said before."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from chiso.claims.assemble import FAR_WORDS, FOLLOWS, OTHER, Assembly
from chiso.claims.bodies import with_results, without_successors
from chiso.claims.claim import Claim, Unread
from chiso.claims.comparisons import comparisons_of
from chiso.claims.frames import frames_of
from chiso.claims.grammar import Grammar, grammar_of
from chiso.claims.items import Item, Token, items_of, named_totals, sentences_of, tokens_of
from chiso.claims.names import Names
from chiso.claims.shapes import resolved
from chiso.claims.spelling import word_key
from chiso.claims.subject import Sentence
from chiso.claims.tables import Headers
from chiso.claims.years import Context
from chiso.locales import LOCALES
from chiso.texts.passages import Passage

_HEADING = 14
_NUMBERED = re.compile(r"\s*(?:[IVX]{1,5}|[A-H])[.)]\s|[^a-zà-ỹ]{6,}$")
"""What begins a part of an official document, also where the file does not call it a heading."""


@dataclasses.dataclass(frozen=True, slots=True)
class Given:
    """What a person says about a text: of which unit, index year and year of a plan it speaks where it does not say."""

    units: Mapping[int, str] = dataclasses.field(default_factory=dict)
    year: int | None = None
    plan_year: int | None = None


def find_claims(
    passages: Sequence[Passage], names: Names, given: Given | None = None
) -> tuple[list[Claim], list[Unread]]:
    """Return the claims of a text in their order, and the numbers near an index that were taken for none.

    Parameters
    ----------
    passages
        The text.
    names
        What it may call indices, parts, units and regions.
    given
        What a person says about it.
    """
    reader = _Reader(passages, names, given or Given())
    for number, passage in enumerate(passages):
        reader.read(number, passage)
    reader.tell_of_tables()
    return reader.claims, reader.unread


class _Reader:
    def __init__(self, passages: Sequence[Passage], names: Names, given: Given) -> None:
        self._names, self._given = names, given
        self._headers = Headers(passages, names)
        self._grammar = grammar_of(LOCALES[0])
        self._context = self._fresh()
        self._heading = self._fresh()
        self._is_wanted = False
        self._tables: dict[int, list[tuple[int, str]]] = {}
        self.claims: list[Claim] = []
        self.unread: list[Unread] = []

    def _fresh(self) -> Context:
        return Context(
            units=self._given.units, own=self._given.units, year=self._given.year, plan_year=self._given.plan_year
        )

    def read(self, number: int, passage: Passage) -> None:
        tokens = tokens_of(passage.text)
        self._grammar = language_of(tokens, self._grammar)
        if passage.kind in ("cell", "loose"):
            self._read_apart(number, passage, tokens)
            return
        if passage.kind == "heading":
            self._context = self._fresh()
        self._section(passage, tokens)
        self._context.is_plan, self._context.is_far = self._is_wanted, True
        if _indices(self._heading) and _indices(self._context) - _indices(self._heading):
            self._context.named = ()  # the paragraph may go back to what the heading says
        for sentence in sentences_of(tokens):
            self._sentence(number, passage, items_of(sentence, self._grammar, self._names), self._context)
        if passage.kind == "heading":
            self._heading = dataclasses.replace(self._context, seen=set(self._context.seen))

    def _section(self, passage: Passage, tokens: Sequence[Token]) -> None:
        """Tell by a heading whether what follows is what a plan wants: *II. MỤC TIÊU*."""
        if len(tokens) > _HEADING or not (passage.kind == "heading" or _NUMBERED.match(passage.text)):
            return
        items = items_of(tokens, self._grammar, self._names)
        if any(item.does("target") for item in items):
            self._is_wanted = not any(item.does("result") for item in items)
        elif not any(item.does("index") for item in items):
            self._is_wanted = False

    def tell_of_tables(self) -> None:
        """Add the tables whose cells were left for their headers, each once."""
        for cells in self._tables.values():
            number, text = cells[0]
            why = f"the headers of its table say more than an index, unit, year and kind of figure; {len(cells)} cells"
            self.unread.append(Unread(number, 0, len(text), " ".join(text.split()), f"{why} with numbers are left"))
        self.unread.sort(key=lambda one: (one.passage, one.start))

    def _read_apart(self, number: int, passage: Passage, tokens: Sequence[Token]) -> None:
        """Read a cell with its headers before it; what it says carries no further than itself."""
        heads, is_said = self._headers.items(passage, self._grammar)
        context = self._fresh()
        if passage.kind == "cell":
            context = dataclasses.replace(self._context, seen=set(), several=set(self._context.several))
            # A cell without headers, or of one of several indices, is no figure of the index that was spoken of last.
            if not heads or not is_said:
                context.named = ()
        if heads and heads[0].does("word"):
            context = self._fresh()
            if self._context.named and any(token.text[0].isdigit() for token in tokens):
                self._tables.setdefault(passage.place.table, []).append((number, passage.text))
        for at, sentence in enumerate(sentences_of(tokens)):
            own = items_of(sentence, self._grammar, self._names)
            self._sentence(number, passage, ([*heads, *own] if not at else own), context)

    def _sentence(self, number: int, passage: Passage, items: list[Item], context: Context) -> None:
        _settle_names(items, context)
        without_successors(items)
        with_results(items)
        _settle_unknown(items)
        frames = [frame for frame in frames_of(items, self._names) if items[frame.at].start >= 0]
        frames = resolved(items, frames)
        sentence = Sentence(items, frames, context)
        claims: list[Claim] = []
        taken: set[int] = set()
        is_counted = any(item.does("index") for item in items) or bool(context.named)
        left_at = -1
        for place, frame in enumerate(frames):
            made = Assembly(sentence, frame, place, passage, self._grammar.locale).claim(number)
            if 0 <= left_at < frame.first and not any(item.does("index") for item in items[left_at : frame.first]):
                made = FOLLOWS
            # Behind a figure of something else its own index may follow: *5th in population and 29th in PAPI 2020*.
            is_alone = made == OTHER and not any(item.does("index") for item in items[frame.last :])
            left_at = frame.last if made in (FAR_WORDS, FOLLOWS) or is_alone else -1
            if isinstance(made, Claim):
                claims.append(made)
                taken |= set(range(frame.first, frame.last + 1))
            elif is_counted:
                self._leave(number, passage, items, frame.at, made)
                taken |= set(range(frame.first, frame.last + 1))
        compared = (
            []
            if passage.kind in ("cell", "loose")
            else comparisons_of(sentence, number, passage.text, self._grammar.locale, taken)
        )
        self.claims += sorted([*claims, *compared], key=lambda claim: claim.start)
        for at, item in enumerate(items):
            if is_counted and item.does("num") and at not in taken and item.start >= 0 and _may_say(items, at):
                self._leave(number, passage, items, at, "no words beside it say what it is")
        _carry(context, sentence, claims)

    def _leave(self, number: int, passage: Passage, items: Sequence[Item], at: int, why: str) -> None:
        item = items[at]
        text = passage.text[max(item.start - 30, 0) : item.end + 20]
        self.unread.append(Unread(number, item.start, item.end, " ".join(text.split()), why))


def _indices(context: Context) -> set[str]:
    return {named.index for named in context.named}


def _may_say(items: Sequence[Item], at: int) -> bool:
    """Whether a number without a claim may be a figure: not where it numbers an item, a document or a second half."""
    before = items[at - 1] if at else None
    if items[at].value.in_words or (before is not None and (before.text == "/" or before.does("numbering"))):
        return False
    return before is not None or at + 1 >= len(items) or items[at + 1].text not in (".", ")")


def language_of(tokens: Sequence[Token], current: Grammar) -> Grammar:
    """Return the words of the language that a passage is in; those of the passage before where it does not show."""
    keys = [word_key(token.text) for token in tokens]
    counts = {locale: sum(key in grammar_of(locale).usual for key in keys) for locale in LOCALES}
    best = max(counts, key=lambda locale: counts[locale])
    others = [count for locale, count in counts.items() if locale != best]
    return grammar_of(best) if counts[best] > max(others) else current


def _settle_unknown(items: Sequence[Item]) -> None:
    """Take *chỉ số phục vụ người dân* for the name of something else; *chỉ số này* and *chỉ số của tỉnh* are none."""
    for at, item in enumerate(items[:-1]):
        if item.does("an_index") and not item.does("a_part") and items[at + 1].does("word"):
            item.roles = frozenset(("other",))


def _settle_names(items: Sequence[Item], context: Context) -> None:
    """Settle which names of parts are meant, and that *of PAPI* behind a part says whose part it is."""
    totals = {named.index for item in items if item.does("index") for named in item.value if not named.concept}
    known = totals | {named.index for named in context.named} | context.seen
    for item in items:
        if item.does("index"):
            meant = tuple(named for named in item.value if not named.concept or named.index in known)
            # A part's name is an ordinary word where nothing speaks of its index.
            item.value = meant
            if not meant:
                item.roles = frozenset(("word",))
    places = [at for at, item in enumerate(items) if item.does("index")]
    for one, other in pairwise(places):
        between = items[one + 1 : other]
        pair = items[one].value[0], items[other].value[0]
        if pair[0].index != pair[1].index or not all(
            item.does("of_part", "fill", "year") or item.text in "(," for item in between
        ):
            continue
        is_joined = not between or any(item.does("of_part") or item.text == "(" for item in between)
        is_led = one > 0 and items[one - 1].does("regarding", "topic")  # *Về Quản trị môi trường, PAPI 2021 đạt …*
        is_of = pair[0].concept and not pair[1].concept and (is_joined or is_led)
        if is_of or pair[0] == pair[1]:
            items[other].roles = frozenset(("fill",))


def _carry(context: Context, sentence: Sentence, claims: Sequence[Claim]) -> None:
    """Carry on what a sentence said: its index, unit and year, each where it said one only."""
    items = sentence.items
    indices = list(dict.fromkeys(named_totals(item) for item in items if item.does("index")))
    if indices:
        context.seen |= {named.index for names in indices for named in names}
        context.named, context.is_far = indices[-1], False
        context.several.discard("index")
        if len(indices) > 1:
            context.several.add("index")
    elif any(item.does("other") for item in items):
        context.named = ()
    if claims and not any(item.does("unit") for item in items) and all(claim.kind == "mean" for claim in claims):
        context.several.add("unit")  # who is spoken of next is the country, or the unit of before
    subjects = [item.value for at, item in enumerate(items) if item.does("unit") and not sentence.is_beside(at)]
    distinct = {tuple(sorted(value.items())) for value in subjects}
    if any(item.does("we") for item in items) and not distinct and context.own:
        context.units = context.own
        context.several.discard("unit")
    if distinct:
        context.units = subjects[0]
        context.several.discard("unit")
        if len(distinct) > 1:
            context.several.add("unit")
    years = {
        sentence.number_of(at) for at, kind in sentence.years.items() if kind == "plain" and not sentence.inside[at]
    }
    years |= {sentence.number_of(at) for at, kind in sentence.years.items()
              if kind == "plain" and sentence.inside[at] and sentence.is_of_index(at)}  # fmt: skip
    years.discard(None)
    has_target = any(item.does("target") for item in items)
    plans = [sentence.number_of(at) for at, kind in sentence.years.items() if kind == "plan"]
    if plans:
        context.plan_year = plans[-1]
    if has_target:
        wanted = {claim.year for claim in claims if claim.kind.startswith("target")}
        if len(wanted) == 1:
            context.plan_year = wanted.pop() or context.plan_year
        only = all(claim.kind.startswith("target") for claim in claims)
        context.is_plan = only and bool(items) and (context.is_plan or items[0].does("target"))
    elif len(years) == 1:
        context.year = next(iter(years))
        context.several.discard("year")
    elif years:
        context.several.add("year")
