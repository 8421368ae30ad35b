"""Finding the claims of a text: passage by passage, sentence by sentence, carrying on what was said before."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from chiso.claims.claim import Claim, Kind, Unread
from chiso.claims.comparisons import comparisons_of
from chiso.claims.frames import Frame, Shape, frames_of
from chiso.claims.grammar import Grammar, grammar_of
from chiso.claims.items import Item, Token, items_of, named_totals, sentences_of, tokens_of
from chiso.claims.names import Named, Names
from chiso.claims.spelling import word_key
from chiso.claims.subject import Context, Found, Sentence
from chiso.locales import LOCALES
from chiso.texts.passages import Passage

_KINDS: Mapping[str, Kind] = {
    "score": "score", "rank": "rank", "score change": "score change", "rank change": "rank change",
    "within": "within", "mean": "mean", "median": "median",
}  # fmt: skip
_TARGETS: Mapping[str, Kind] = {"score": "target score", "rank": "target place", "within": "target place"}


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
        has_list = any(item.does("respectively") for item in items)
        for place, frame in enumerate(frames):
            made = self._claim(number, passage, sentence, frame, place, has_list=has_list)
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

    def _claim(
        self, number: int, passage: Passage, sentence: Sentence, frame: Frame, place: int, *, has_list: bool
    ) -> Claim | str:
        """Return the claim of a frame, or why it is none."""
        items = sentence.items
        if frame.shape == "bare":
            return "no words beside it say what it is"
        if sentence.topic_is_other(frame.last):
            return "it is about something else"
        named = sentence.named(frame.first, frame.last, is_weak=frame.is_weak)
        if any(item.does("maybe") for item in items[: frame.first]):
            return "it is said to be possible only"
        if named.problem == "other":
            return "it is about something else"
        if named.problem == "far":
            return "the index is named in another paragraph, and no unit here"
        if named.problem == "words":
            return "words between it and the index are not understood"
        if named.problem and frame.is_weak and not any(item.does("index") for item in items[: frame.first]):
            return "of which index it is, is not said"
        if named.problem and not sentence.context.named and not any(item.does("index") for item in items):
            return "no index is named"
        target = _is_target(sentence, frame)
        if not target and any(items[at].text in "≥≤<>~≈" for at in range(max(frame.first - 1, 0), frame.at)):
            return "it is a bound"
        if passage.kind == "loose" and frame.last >= len(items) - 1:
            return "its line may go on elsewhere on the page"
        region, last = sentence.region(frame.last) if frame.shape in ("rank", "within") else ("", frame.last)
        if region and (frame.shape == "within" or frame.among):
            return "it is a place among the units of a region"
        kind: Kind = _TARGETS.get(frame.shape, _KINDS[frame.shape]) if target else _KINDS[frame.shape]
        if frame.turn == "from" and not target and not _ends(sentence.frames, place):
            return "it is the beginning of a movement without an end"
        problems = [frame.problem] if frame.problem else []
        year = _plan_year(sentence, frame) if target else sentence.year(frame.first, frame.last)
        base, is_said = Found(), False
        if kind.endswith("change"):
            base, is_said = sentence.base(frame.first, frame.last, year.value)
            if base.value is not None and year.value is not None and base.value >= year.value:
                problems.append("year")
        if frame.turn == "from" and not target:
            attached = _bracket_year(sentence, frame.last) or sentence.attached_year(frame.last)
            year = Found(attached) if attached else sentence.base(frame.first, frame.last, year.value)[0]
            base = Found()
        unit = Found({}) if kind in ("mean", "median") else sentence.unit(frame.first, frame.last)
        for one, called in ((named, "index"), (unit, "unit"), (year, "year")):
            if one.problem and called not in problems:
                problems.append(called)
        if year.value is None and "year" not in problems:
            problems.append("year")
        if has_list:
            problems.append("order")
        is_denied = _is_denied(items, frame.first)
        if is_denied and kind not in ("target score", "target place", "within"):
            return "it is denied"
        start, end = items[max(frame.first, 0)].start, items[max(last, frame.last)].end
        if kind.endswith("change"):
            led = next((at for at in range(frame.first - 1, max(frame.first - 4, -1), -1)
                        if not items[at].does("fill") or items[at].does("rise", "fall")), -1)  # fmt: skip
            if led >= 0 and items[led].does("rise", "fall") and items[led].start >= 0:
                start = items[led].start
        start = start if start >= 0 else items[frame.at].start
        value = frame.number.value * (frame.sign if kind.endswith("change") and frame.sign else 1)
        return Claim(
            number, start, end, " ".join(passage.text[start:end].split()), self._grammar.locale, kind,
            named=named.value or (), units=unit.value or {}, year=year.value, base=base.value, is_base_said=is_said,
            value=value, decimals=frame.number.decimals, among=frame.among, scale=frame.scale, bound=frame.bound,
            is_relative=frame.is_relative, region=region, is_denied=is_denied,
            has_caveat=any(item.does("caveat") for item in items), missing=tuple(problems),
        )  # fmt: skip


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
    for one, other in zip(places, places[1:], strict=False):
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
        ):
            items[other].roles = frozenset(("fill",))
        elif pair[0] == pair[1]:
            items[other].roles = frozenset(("fill",))
    if not places and (totals or context.named):
        return


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


def _ends(frames: Sequence[Frame], place: int) -> bool:
    return place + 1 < len(frames) and frames[place + 1].turn == "to"


def _bracket_year(sentence: Sentence, last: int) -> int | None:
    if last + 1 < len(sentence.items) and sentence.items[last + 1].text == "(":
        for at in sentence.years:
            if sentence.inside[at] == last + 1:
                return sentence.number_of(at)
    return None


def _is_target(sentence: Sentence, frame: Frame) -> bool:
    """Whether a figure is one that a plan wants: a word says so before it, and none says that it came about."""
    for place in range(frame.at - 1, -1, -1):
        item = sentence.items[place]
        if item.does("reached", "missed", "result") and not item.does("target"):
            return False
        if item.does("target"):
            return True
    if sentence.context.is_plan:
        return True
    return False


def _plan_year(sentence: Sentence, frame: Frame) -> Found:
    own = [at for at, kind in sentence.years.items() if kind in ("plain", "plan")]
    marks = [at for at in range(frame.at) if sentence.items[at].does("target")]
    if not marks or any(at > marks[-1] for at in own) or any(sentence.years[at] == "plan" for at in own):
        found = sentence.year(frame.first, frame.last, kinds=("plain", "plan")) if own else Found(problem="year")
        if not found.problem:
            return found
    # The year of a result that stands before the target is not said to be that of the plan.
    return Found(problem="year") if sentence.context.plan_year is None else Found(sentence.context.plan_year)


def _is_denied(items: Sequence[Item], first: int) -> bool:
    for place in range(first - 1, max(first - 4, -1), -1):
        if items[place].does("not"):
            return True
        if not items[place].does("fill", "rank", "to", "places", "points", "group"):
            return False
    return False


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
    subjects = [item.value for at, item in enumerate(items) if item.does("unit") and not sentence._is_beside(at)]  # noqa: SLF001
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
              if kind == "plain" and sentence.inside[at] and sentence._is_of_index(at)}  # noqa: SLF001 # fmt: skip
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


def said_decimal(value: Decimal) -> str:
    """Return a number as the table shows it."""
    return f"{value:f}".replace("-", "−")


def passages_with_claims(claims: Sequence[Claim]) -> Iterator[int]:
    """Yield the numbers of passages that hold claims, each once."""
    yield from dict.fromkeys(claim.passage for claim in claims)
