"""Finding the claims of a text: passage by passage, sentence by sentence, carrying on what was said before."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from itertools import pairwise

from chiso.claims.assemble import Assembly
from chiso.claims.claim import Claim, Unread
from chiso.claims.comparisons import comparisons_of
from chiso.claims.frames import Frame, Shape, frames_of
from chiso.claims.grammar import Grammar, grammar_of
from chiso.claims.items import Item, Token, items_of, named_totals, sentences_of, tokens_of
from chiso.claims.names import Names
from chiso.claims.spelling import word_key
from chiso.claims.subject import Context, Sentence
from chiso.locales import LOCALES
from chiso.texts.passages import Passage

_HEADERS = (
    *("index", "unit", "year", "previous", "rank", "points", "percent", "pp", "places", "change", "scored", "counted"),
    *("mark", "fill", "than", "target", "date"),
)
"""What a header may consist of."""


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
    reader = _Reader(names, given or Given())
    for number, passage in enumerate(passages):
        reader.read(number, passage)
    return reader.claims, reader.unread


class _Reader:
    def __init__(self, names: Names, given: Given) -> None:
        self._names, self._given = names, given
        self._grammar = grammar_of(LOCALES[0])
        self._context = self._fresh()
        self._heading = self._fresh()
        self.claims: list[Claim] = []
        self.unread: list[Unread] = []

    def _fresh(self) -> Context:
        return Context(units=self._given.units, year=self._given.year, plan_year=self._given.plan_year)

    def read(self, number: int, passage: Passage) -> None:
        tokens = tokens_of(passage.text)
        self._grammar = language_of(tokens, self._grammar)
        if passage.kind in ("cell", "loose"):
            self._read_apart(number, passage, tokens)
            return
        if passage.kind == "heading":
            self._context = self._fresh()
        self._context.is_plan, self._context.is_far = False, True
        for sentence in sentences_of(tokens):
            self._sentence(number, passage, items_of(sentence, self._grammar, self._names), self._context)
        if passage.kind == "heading":
            self._heading = dataclasses.replace(self._context, seen=set(self._context.seen))

    def _read_apart(self, number: int, passage: Passage, tokens: Sequence[Token]) -> None:
        """Read a cell with its headers before it; what it says carries no further than itself."""
        heads: list[Item] = []
        for head in (passage.beside, passage.above):
            if head:
                found = items_of(tokens_of(head), self._grammar, self._names)
                # A header that says more than an index, unit, year and kind of figure makes its cells something else.
                if passage.kind == "cell" and any(not item.does(*_HEADERS) for item in found):
                    heads = [Item(-1, -1, head, frozenset(("word",)))]
                    break
                for item in found:
                    item.start = item.end = -1
                heads += [*found, Item(-1, -1, ":", frozenset(("mark",)))]
        context = self._fresh()
        if passage.kind == "cell":
            context = dataclasses.replace(self._context, seen=set(), several=set(self._context.several))
            if not heads:  # a cell without headers is no figure of the index that was spoken of last
                context.named = ()
        if heads and heads[0].does("word"):
            context = self._fresh()
        for at, sentence in enumerate(sentences_of(tokens)):
            own = items_of(sentence, self._grammar, self._names)
            self._sentence(number, passage, ([*heads, *own] if not at else own), context)

    def _sentence(self, number: int, passage: Passage, items: list[Item], context: Context) -> None:
        _settle_names(items, context)
        frames = [frame for frame in frames_of(items, self._names) if items[frame.at].start >= 0]
        frames = _resolved(items, frames)
        sentence = Sentence(items, frames, context)
        claims: list[Claim] = []
        taken: set[int] = set()
        is_counted = any(item.does("index") for item in items) or bool(context.named)
        for place, frame in enumerate(frames):
            made = Assembly(sentence, frame, place, passage, self._grammar.locale).claim(number)
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
            if is_counted and item.does("num") and at not in taken and item.start >= 0 and not item.value.in_words:
                self._leave(number, passage, items, at, "no words beside it say what it is")
        _carry(context, sentence, claims)

    def _leave(self, number: int, passage: Passage, items: Sequence[Item], at: int, why: str) -> None:
        item = items[at]
        text = passage.text[max(item.start - 30, 0) : item.end + 20]
        self.unread.append(Unread(number, item.start, item.end, " ".join(text.split()), why))


def language_of(tokens: Sequence[Token], current: Grammar) -> Grammar:
    """Return the words of the language that a passage is in; those of the passage before where it does not show."""
    keys = [word_key(token.text) for token in tokens]
    counts = {locale: sum(key in grammar_of(locale).usual for key in keys) for locale in LOCALES}
    best = max(counts, key=lambda locale: counts[locale])
    others = [count for locale, count in counts.items() if locale != best]
    return grammar_of(best) if counts[best] > max(others) else current


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
            item.does("of_part", "fill") or item.text in "(," for item in between
        ):
            continue
        if (
            pair[0].concept
            and not pair[1].concept
            and any(item.does("of_part") or item.text == "(" for item in between)
        ) or pair[0] == pair[1]:
            items[other].roles = frozenset(("fill",))


def _resolved(items: Sequence[Item], frames: list[Frame]) -> list[Frame]:
    """Give bare numbers the shape of what they stand beside: the other end of a movement, or the year before."""
    found: list[Frame] = []
    for frame in frames:
        shape: Shape | None = None
        earlier = found[-1] if found else None
        if frame.shape == "bare":
            if earlier and earlier.turn == "from" and frame.turn == "to":
                shape = earlier.shape
            elif earlier and _is_year_in_bracket(items, frame.at):
                shape = earlier.shape if earlier.shape in ("score", "rank") else None
            else:
                shape = _headed(items, frame)
            if shape == "rank" and not frame.number.is_whole:
                shape = None
        if shape is not None:
            sign = frame.sign
            frame = dataclasses.replace(frame, shape=shape, sign=sign, is_weak=shape != "rank")  # noqa: PLW2901
            if shape == "rank change" and not frame.sign:
                frame = dataclasses.replace(frame, shape="bare")  # noqa: PLW2901
        found.append(frame)
        if len(found) > 1 and found[-2].turn == "from" and found[-2].shape == "bare" and frame.turn == "to":
            found[-2] = dataclasses.replace(found[-2], shape=frame.shape, is_weak=frame.is_weak)
    return found


def _is_year_in_bracket(items: Sequence[Item], at: int) -> bool:
    place = at - 1
    while place >= 0 and (items[place].does("fill") or items[place].text == ":"):
        place -= 1
    if place < 0 or not items[place].does("year", "previous"):
        return False
    while place >= 0 and items[place].text != "(":
        if not items[place].does("year", "previous", "fill"):
            return False
        place -= 1
    return place >= 0


def _headed(items: Sequence[Item], frame: Frame) -> Shape | None:
    """Return the shape of a number by the words that lead to it without a gap: *PAPI: 42,88*, a header of a table."""
    from_heads = any(item.start < 0 for item in items)
    for place in range(frame.at - 1, -1, -1):
        item = items[place]
        if item.does("change"):
            return "score change" if not frame.number.is_whole and frame.sign else None
        if item.does("rank") and (from_heads or place >= frame.at - 2):
            return "rank" if frame.number.is_whole and not frame.sign else None
        if item.does("places"):
            return None
        if frame.number.is_whole or frame.sign:
            if not item.does("fill", "year", "unit", "index", "mark"):
                return None
            continue
        if item.does("index", "scored", "points", "percent"):
            return "score"
        if not (item.does("fill", "year", "unit") or item.text in (":", "=", "(")):
            return None
    return None


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
    subjects = [item.value for at, item in enumerate(items) if item.does("unit") and not sentence.is_beside(at)]
    distinct = {tuple(sorted(value.items())) for value in subjects}
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
        context.is_plan = only and bool(items) and items[0].does("target")
    elif len(years) == 1:
        context.year = next(iter(years))
        context.several.discard("year")
    elif years:
        context.several.add("year")
