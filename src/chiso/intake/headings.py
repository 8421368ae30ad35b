"""What a column holds, by the heading over it: codes first, then names, then words such as *Điểm* and *Xếp hạng*."""

from __future__ import annotations

import dataclasses
import itertools
import re
import unicodedata
from collections.abc import Collection, Sequence
from typing import Literal, cast

from chiso.catalog.spelling import name_key
from chiso.intake.codes import place_below, stated_code
from chiso.intake.measures import is_measure
from chiso.intake.precision_words import Precise, read_precision
from chiso.intake.vocabulary import TOTAL, Vocabulary, parts_of, words_of

Role = Literal["score", "rank", "standard_error", "low", "high", "respondents", "passed", "contradiction"]


@dataclasses.dataclass(frozen=True, slots=True)
class Heading:
    """The reading of the texts over a column.

    ``strength`` orders columns that could all be the same figure: from :data:`BY_CODE` and :data:`BY_NAME`
    down to 0 where nothing stands over the column. ``why`` says why a column is passed over, what
    contradicts its code, or what of a column beside a figure is not printed. Such a column has no ``code`` where
    its heading names no figure. ``by`` is what a figure or rank is known by, as a steward reads it.
    """

    role: Role
    code: str = ""
    strength: int = 0
    why: str = ""
    by: str = ""


BY_CODE, BY_NAME, BY_PLACE, BY_LABEL = 90, 70, 65, 40
"""How surely a column is known: by its code, by a name, by its place below a dimension, by the label of the index."""

WHOLE_NAME, PART_OF_NAME = BY_NAME + 5, 35
"""How surely, where the heading is a name and nothing else, and where it names the total and something unknown."""

UNKNOWN_CODE = "an unknown code"
"""Why a column is passed over whose code has no meaning in the year."""

NO_NUMBERS, OF_YEARS = "no numbers", "of "
"""Why a column is passed over that holds words, and how that reads of a column of other years."""

OTHER_WEIGHTS = "with other weights than the index's own"
"""Why a column is passed over that gives the total weighted otherwise."""

SPREAD = "a spread, scale or sample"
"""Why a column is passed over that tells of something about figures, and not of one of the index."""

NO_LEVEL = "no level is printed"
"""What is to be known of limits that may be other than 95% limits."""

UNKNOWN = "not a figure of the index"
"""Why a column is passed over whose heading says nothing that is known of the index."""

_YEAR = re.compile(r"(?<![\d/.-])(20\d\d)(?!\d|[/.-]\d)")
_LIKE = r"as|like|since|base|như|kể từ|giá so sánh|theo (?:giá|cách|phương pháp|định nghĩa)"
_AS_IN = re.compile(rf"[(\[][^()\[\]]*\b(?:{_LIKE})\b[^()\[\]]*[)\]]", re.IGNORECASE)
_DATE = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*20\d\d|tháng\s*\d{1,2}\s*(?:năm|[/.-])\s*20\d\d|/\s*20\d\d")
_NUMBERING = re.compile(r"[(\[]?\s*+(?:\d{1,3}|[A-Z]|[IVX]+)\s*[)\].]?(?:\s*=.*)?")
_UNIT = re.compile(r"[(\[]?\s*+(?:%|điểm|points?|score|đơn vị.*|unit.*|(?:thang )?điểm \d+)\s*[)\]]?", re.IGNORECASE)

# Phrases are looked for without their marks, anywhere in the texts. Short words are not: *tăng* (rise) and *tầng*
# (of infrastructure), *giảm* (fall) and *giám* (of supervision) differ by their marks alone; they count only as a
# whole heading.
_CHANGE = {"thay doi", "tang giam", "so voi", "chenh lech", "change", "difference", "bien dong", "versus"}
_SPREAD = {"ci", "khoang tin cay", "confidence", "standard error", "std error", "sai so", "do lech chuan", "std dev"}
_SPREAD |= {"can duoi", "can tren", "lower bound", "upper bound", "diem thap", "diem cao", "standard deviation", "sd"}
_SPREAD |= {"min", "max", "minimum", "maximum", "thap nhat", "cao nhat", "median", "trung vi", "toi da", "toi thieu"}
_SPREAD |= {"co mau", "so mau", "kich thuoc mau", "so phieu", "sample", "respondents", "dan so", "population"}
_GROUP = {"nhom", "xep loai", "phan loai", "group", "tier", "category", "quartile"}
_RANK = {"xep hang", "thu hang", "rank", "ranking", "ranks", "vi thu", "xep thu", "thu bac"}
_RANK_WORDS = frozenset(word for phrase in _RANK for word in phrase.split()) | {"hang", "vi", "tri", "xh"}
_UNWEIGHTED = {"khong trong so", "khong co trong so", "chua co trong so", "unweighted"}
_WHOLE = {
    "change": {"tang", "giam", "growth", "vs", "tang truong"},
    "spread": {"n", "obs", "scale", "thang diem", "scale min", "scale max", "low", "high", "se", "mau", "std"},
    "group": {"loai"},
    "numbering": {"tt", "stt", "so tt", "so thu tu", "thu tu", "no", "id", "ma", "ma tinh", "code", "gso", "pci id"}
    | {"ma so", "vung", "region", "khu vuc", "region code", "ma vung", "province code", "gso code", "serial", "so"},
    "rank": {"hang", "vi tri", "xh"},
}
_RANK_MARKED = re.compile(r"\bhạng\b")
_WEIGHTED_MARKED = re.compile(r"\btrọng số\b|\bweighted\b")

_TOTAL = {"tong", "total", "overall", "chung", "tonghop", "composite", "final"}
_INDEX = {"chiso", "index"}
_GENERIC_TEXT = """
    diem so chi tong cong hop chung ket qua gia tri muc dat duoc tinh thanh pho nam cua cac va cap toan bang bo
    truc thuoc trung uong tw don vi thang co khong chua trong phan tram ty ti le dia phuong ten score scores index
    total overall points point value values result results percent the of in for year name names locality localities
    provincial province provinces city cities composite final summary weighted unweighted dimension dimensions
    100 80 60 10
"""
_NAMED = 30
"""How surely a text means the total where it says *chỉ số* or more."""

_GENERIC = frozenset(_GENERIC_TEXT.split())


def years_in(text: str) -> set[int]:
    """Return the years that a text speaks of; those of dates and of a way of counting *(as PCI 2005)* do not count."""
    return {int(year) for year in _YEAR.findall(_DATE.sub(" ", _AS_IN.sub(" ", text)))}


def read_heading(texts: Sequence[str], vocabulary: Vocabulary, own: Collection[str] = ()) -> Heading:
    """Read the texts over a column.

    Parameters
    ----------
    texts
        From the top down, each once; without titles, numbering and units.
    own
        Those that stand over this column alone: where there are several, they say the same in two languages.
    vocabulary
        Codes and names of the index and year that are asked for.
    """
    joined = " ".join(texts)
    years = years_in(joined)
    if _has(joined, _CHANGE) or (len(years) > 1 and vocabulary.index_year in years):
        return Heading("passed", why="a change")
    if years and vocabulary.index_year not in years:
        return Heading("passed", why=f"{OF_YEARS}{', '.join(map(str, sorted(years)))}")
    single = [_YEAR.sub(" ", text).strip(" ()[]:–-") for text in texts if text in own]
    texts = [stripped for text in texts if (stripped := _YEAR.sub(" ", text).strip(" ()[]:–-"))]
    if not texts:
        by = "its year" if years else "being the only column of figures left"
        return Heading("score", TOTAL, 10 if years else 0, by=by)
    if not vocabulary.code_of(texts[-1]) and (said := read_precision(texts)):
        return _beside(said, vocabulary, joined)
    lowest = " ".join(words_of(texts[-1]))
    whole = next((kind for kind, words in _WHOLE.items() if lowest in words), "")
    if whole in ("change", "spread", "group", "numbering"):
        return Heading(
            "passed", why=f"{'an' if whole[0] in 'aeiou' else 'a'} {whole}" if whole != "numbering" else whole
        )
    for phrases, why in ((_SPREAD, SPREAD), (_GROUP, "a group")):
        if _has(joined, phrases) and not vocabulary.code_of(texts[-1]):
            return Heading("passed", why=why)
    if _is_other_weighting(joined, vocabulary):
        return Heading("passed", why=OTHER_WEIGHTS)
    is_rank = whole == "rank" or _has(joined, _RANK) or bool(_RANK_MARKED.search(_folded(joined)))
    found = _code(texts, vocabulary, single)
    if is_rank and found.why == UNKNOWN:
        return Heading("passed", why="a rank of something else")
    return dataclasses.replace(found, role="rank") if found.role == "score" and is_rank else found


def _beside(said: Precise, vocabulary: Vocabulary, joined: str) -> Heading:
    """Return what a column is that says how sure a figure is: with the code of that figure where it is named."""
    if _is_other_weighting(joined, vocabulary):
        return Heading("passed", why=OTHER_WEIGHTS)
    if said.level not in ("", "95"):
        return Heading("passed", why=f"limits of {said.level}%, not of 95%")
    why = NO_LEVEL if said.kind in ("low", "high") and not said.level else ""
    role = cast(Role, said.kind)
    if all(_is_generic(text, vocabulary) for text in said.rest):
        # What stands above a group of columns, such as the name of the index, does not tell them apart.
        strength = _total_strength([said.own], vocabulary) if said.own else 0
        return Heading(role, TOTAL, strength, why) if strength >= _NAMED else Heading(role, why=why)
    found = _code(said.rest, vocabulary, ())
    return Heading(role, found.code, found.strength, why) if found.role == "score" else Heading("passed", why=SPREAD)


def _is_other_weighting(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a column holds the total with weights where the index goes without, or the other way round."""
    is_unweighted = _has(text, _UNWEIGHTED)
    if vocabulary.index.total != "sum":
        return is_unweighted
    return not is_unweighted and bool(_WEIGHTED_MARKED.search(_folded(text)))


def names_code(heading: str, code: str, vocabulary: Vocabulary) -> bool:
    """Whether a heading calls a code by a name that is known for it, with or without the code before it."""
    return any(
        vocabulary.code_of(named) == code
        for text in heading.split(" / ")
        for named in (text, _explicit(text, vocabulary)[1])
    )


def is_numbering(text: str) -> bool:
    """Whether a cell only numbers its column: *(1)*, *2*, *B*."""
    return bool(_NUMBERING.fullmatch(text.strip()))


def is_unit(text: str) -> bool:
    """Whether a cell only says what a column is counted in: *(%)*, *điểm*."""
    return bool(_UNIT.fullmatch(text.strip()))


def _code(texts: Sequence[str], vocabulary: Vocabulary, single: Sequence[str]) -> Heading:
    """Find the code that the texts name; the lowest one that says more than *Điểm* decides."""
    specific = [text for text in texts if not _is_generic(text, vocabulary)]
    if not specific:
        strength = _total_strength(texts, vocabulary)
        is_named = any(vocabulary.code_of(text) == TOTAL for text in texts)
        return Heading("score", TOTAL, strength, by="its name" if is_named else "its words")
    lowest = specific[-1]
    candidates = [lowest]
    # *Chỉ số nội dung* over *1* or *2*: the number alone means nothing.
    if is_numbering(lowest):
        candidates += [f"{above} {below}" for above, below in itertools.pairwise(texts) if below == lowest]
    candidates += [text for text in reversed(specific[:-1]) if lowest in single and text in single]
    found = [heading for text in candidates if (heading := _named(text, vocabulary))]
    if not found:
        return Heading("passed", why=UNKNOWN)
    parents = {code: meaning.parent for code, meaning in vocabulary.meanings.items()}
    above = {parents.get(heading.code, "") for heading in found if heading.role == "score"} | {TOTAL}
    # The dimension may stand over its first part alone, where cells were not merged: the part is meant.
    best = max(found, key=lambda heading: (heading.code not in above, heading.strength))
    others = {heading.code for heading in found if heading.role == "score"} - {best.code} - above
    if best.role == "score" and others:
        why = f"its headings in two languages name {best.code} and {', '.join(sorted(others))}"
        return Heading("contradiction", best.code, BY_CODE, why)
    return best


def _named(text: str, vocabulary: Vocabulary) -> Heading | None:
    """Return the code that one text gives, by itself or by its name."""
    code, rest = _explicit(text, vocabulary)
    if code in vocabulary.meanings:
        other = vocabulary.contradicts(code, rest)
        if other is None:
            return Heading("score", code, BY_CODE, by="its code")
        meant = vocabulary.meanings[code]
        why = f"{code} is {meant.name_vi} ({meant.name_en}) in {vocabulary.index_year}, not {rest}"
        return Heading("contradiction", code, BY_CODE + 1, why)
    if named := vocabulary.code_of(text) or vocabulary.code_of(place_below([text])[1]):
        if named == TOTAL and (rest := _beside_name(text, vocabulary)):
            return Heading("score", named, PART_OF_NAME, why=f"it says {rest!r} too", by="a part of its heading")
        return Heading("score", named, WHOLE_NAME if vocabulary.named(text) == named else BY_NAME, by="its name")
    return Heading("passed", code, why=UNKNOWN_CODE) if code else None


def _beside_name(text: str, vocabulary: Vocabulary) -> str:
    """Return what a heading says beside the name of the total that is not known: *Đất đai* of *SIPAS - Đất đai*."""
    if vocabulary.named(text):
        return ""
    known = (vocabulary.named, is_measure, lambda part: _is_generic(part, vocabulary))
    unknown = [part for part in parts_of(text) if not any(is_known(part) for is_known in known)]
    return "; ".join(unknown)


def _explicit(text: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """Return the code that a text begins with, and the text behind it."""
    code, rest, is_bare = stated_code(text)
    if is_bare and rest and _is_generic(rest, vocabulary):
        return "", ""
    # *d11* is the first part of the first dimension where there are no eleven dimensions.
    if code not in vocabulary.meanings and re.fullmatch(r"D[1-9][1-9]", code):
        part = f"{code[1]}.{code[2]}"
        code = part if part in vocabulary.meanings else code
    if code not in vocabulary.meanings and (found := vocabulary.leading_code(text))[0]:
        return found
    return code, rest


def _is_generic(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text names no part of the index: words such as *Điểm*, *Xếp hạng*, and the names of the index."""
    if vocabulary.code_of(text) not in ("", TOTAL):
        return False
    known = _GENERIC | vocabulary.words | _RANK_WORDS
    return name_key(text) in vocabulary.words or all(word in known for word in words_of(text))


def _total_strength(texts: Sequence[str], vocabulary: Vocabulary) -> int:
    """Say how surely texts without a code mean the total: by its own name, by *tổng*, by *chỉ số*, by *điểm* only.

    Beside the sum of points (*Tổng điểm*), the index of an index counted in percent is its *Chỉ số*.
    """
    words = {word for text in texts for word in words_of(text)}
    words |= {"".join(pair) for text in texts for pair in itertools.pairwise(words_of(text))}
    bonus = 15 if vocabulary.index.measure == "percent" and words & _INDEX else 0
    if any(vocabulary.code_of(text) == TOTAL for text in texts):
        return 60 + bonus
    own = set(words_of(vocabulary.index.label)) - {"index"}
    if words & own and words & (_TOTAL | _INDEX | {"diem", "score"}):
        return 50 + bonus
    if words & own or words & _TOTAL:
        return 40 + bonus
    return 30 + bonus if words & _INDEX else 20


def _has(text: str, phrases: set[str]) -> bool:
    spaced = f" {' '.join(words_of(text))} "
    return any(f" {phrase} " in spaced for phrase in phrases)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split())).casefold()
