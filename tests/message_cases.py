"""Every case of every value that a message can get, as the sections of a briefing would give it.

A value is a plain text, a number written by the rules of the language, or another message with all its
own cases: *{change}* of a sentence is a rise, a fall or no change.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator, Sequence

from messages import ids, variables

from chiso.blocks.language import Language

Values = Sequence["str | int"]

#: Up to so many combinations of cases are all tried; of more, each case at least once.
ALL_UP_TO = 400


@functools.cache
def texts(language: Language, message: str) -> list[str]:
    """Return a message with every case of its values, each text once."""
    names = sorted(variables("vi")[message] | variables("en")[message])
    choices = [_cases(language, message, name) for name in names]
    rows: Iterator[tuple[str | int, ...]]
    if functools.reduce(lambda product, one: product * len(one), choices, 1) <= ALL_UP_TO:
        rows = itertools.product(*choices)
    else:
        longest = max(map(len, choices))
        # Each turn pairs the cases of the values otherwise, so that each meets several of the others.
        rows = (
            tuple(one[(place + turn * at) % len(one)] for at, one in enumerate(choices))
            for turn in range(5)
            for place in range(longest)
        )
    return list(dict.fromkeys(language.text(message, **dict(zip(names, row, strict=True))) for row in rows))


def _cases(language: Language, message: str, name: str) -> Values:
    for key in ((message, name), (f"{message.rpartition('-')[0]}-*", name), ("", name)):
        if key in _CASES:
            found = _CASES[key](language)
            assert found, key
            return found
    raise AssertionError(
        f"tests/message_cases.py has no cases for {{ ${name} }} of {message}: add what can stand there"
    )


def _these(*values: str | int) -> Callable[[Language], Values]:
    return lambda _language: values


def _spoken(vi: Values, en: Values) -> Callable[[Language], Values]:
    return lambda language: vi if language.locale == "vi" else en


def _messages(*prefixes: str) -> Callable[[Language], Values]:
    """Take every message with one of the prefixes, with all its own cases."""
    return lambda language: [text for one in ids() if one.startswith(prefixes) for text in texts(language, one)]


def _exactly(*messages: str) -> Callable[[Language], Values]:
    return lambda language: [text for one in messages for text in texts(language, one)]


# A loss that rounds to nothing is negative zero: it must show as zero.
def _numbers(language: Language) -> Values:
    return [language.number(value) for value in (0.01, 1.0, 2.51, 12.3456)]


def _scores(language: Language) -> Values:
    return [
        language.score(value, measure) for value, measure in ((83.764, "percent"), (42.8855, "points"), (0.0, "points"))
    ]


def _signed(language: Language) -> Values:
    return [language.signed(value) for value in (2.51, -2.827, 0.0, -0.0, 0.004, -0.004)]


def _signed_places(language: Language) -> Values:
    return [language.signed(value, 0) for value in (13, -8, 0, -0.0, 1, -1)]


def _in_words(language: Language) -> Values:
    return [
        language.amount(language.number(value), measure)
        for value, measure in ((83.764, "percent"), (42.8855, "points"))
    ]


def _differences(language: Language) -> Values:
    return [language.difference(text, measure) for text in _signed(language)[:4] for measure in ("percent", "points")]


def _amounts(language: Language) -> Values:
    return [
        language.difference(language.number(value), measure, short=short)
        for value in (0.01, 1.0, 2.51)
        for measure in ("percent", "points")
        for short in (False, True)
    ]


def _ranks(language: Language) -> Values:
    return [
        language.rank(rank, units, shared=shared)
        for rank, units in ((1, 63), (2, 61), (3, 60), (11, 63), (22, 34), (37, 63))
        for shared in (False, True)
    ] + [language.text("estimated", figure=language.rank(27, 34))]


def _sure_ranks(language: Language) -> Values:
    return [language.rank(rank, units) for rank, units in ((1, 63), (22, 61), (63, 63))]


def _places(language: Language) -> Values:
    return [language.places(count) for count in (1, 2, 21)]


def _listed(cases: Callable[[Language], Values]) -> Callable[[Language], Values]:
    """Join one, two and three of the cases as a sentence does."""

    def made(language: Language) -> Values:
        items = [str(one) for one in cases(language)]
        return [language.listed(items[at : at + count]) for count in (1, 2, 3) for at in range(0, len(items), count)]

    return made


def _joined(cases: Callable[[Language], Values], mark: str = "; ", end: str = "") -> Callable[[Language], Values]:
    def made(language: Language) -> Values:
        items = [str(one) for one in cases(language)]
        return [mark.join(items[:count]) + end for count in (1, 2, len(items))]

    return made


def _rank_clauses(language: Language) -> Values:
    """Take what the message says of a rank; where it is not known which units were ranked, it says both ranks."""
    told = [
        text
        for kind in ("told", "likely", "unclear", "printed")
        for way in ("rise", "fall")
        for text in texts(language, f"rank-{kind}-{way}")
    ]
    alone = [*told, *texts(language, "rank-same"), *texts(language, "rank-first")]
    others = [f"{text} {other}" for text, other in zip(alone[-2:], texts(language, "rank-other-units"), strict=False)]
    return [*alone, *others]


def _ranged(language: Language) -> Values:
    return [*_sure_ranks(language), *texts(language, "rank-with-range")]


_REASONS = _exactly(
    "reason-concept", "reason-scale", "reason-method", "reason-coverage", "reason-level", "reason-vintage"
)
_GAPS = _messages("gap-withheld", "gap-because", "gap-not_", "gap-score-not_in_raw", "gap-score-withheld")
_NAMES = _spoken(
    ("3.2 Giải quyết khiếu nại, tố cáo", "8.3 Phúc đáp qua cổng thông tin điện tử"),
    ("3.2 Response to complaints", "8.3 Responsiveness of e-government"),
)
_BREAKS = _spoken(
    ("Bộ tiêu chí theo Quyết định 1150/QĐ-BNV thay cho bộ tiêu chí cũ.",), ("New criteria replace the earlier ones.",)
)
_COUNTS = _these("0", "1", "2", "63")
_FORMER = _spoken(("Hậu Giang", "Bà Rịa – Vũng Tàu"), ("Hau Giang", "Ba Ria–Vung Tau"))

_CASES: dict[tuple[str, str], Callable[[Language], Values]] = {
    # Years, units, indices
    ("", "year"): _these("2021"),
    ("", "now"): _these("2020"),
    ("", "before"): _these("2019"),
    ("", "first"): _these("2018"),
    ("", "last"): _these("2020"),
    ("", "unit"): _spoken(("Cần Thơ", "Thừa Thiên Huế"), ("Can Tho", "Ba Ria–Vung Tau")),
    ("", "index"): _these("PAR INDEX", "SIPAS", "PAPI"),
    ("", "region"): _spoken(("Đồng bằng sông Cửu Long",), ("Mekong River Delta",)),
    ("", "units"): _these("63", "61", "34"),
    ("", "plan"): _exactly("plan-adopted", "plan-draft"),
    ("", "earlier"): _these("2019"),
    ("", "next"): _these("2022"),
    ("plan-title", "indices"): _listed(_these("PAR INDEX", "SIPAS", "PAPI")),
    ("plan-last-target", "place"): _exactly("target-within"),
    ("", "summary"): lambda language: [text.removesuffix(".") for text in texts(language, "judgement-summary")],
    ("", "people"): lambda language: [language.number(14732, 0)],
    ("", "known"): _these("1", "21"),
    ("", "code"): _NAMES,
    ("drivers-part", "code"): _these("3.2"),
    ("", "name"): _spoken(("Phúc đáp qua cổng thông tin điện tử",), ("Responsiveness",)),
    ("peer-self", "name"): _spoken(("Cần Thơ",), ("Can Tho",)),
    ("peer-value", "name"): _spoken(("Đồng Tháp",), ("Dong Thap",)),
    ("", "weight"): _spoken(("dân số", "diện tích"), ("population", "area")),
    ("parts-note-weight", "source"): _spoken(
        ("Dân số trung bình năm 2024, nghìn người, Cục Thống kê",),
        ("Average population of 2024, thousand, National Statistics Office",),
    ),
    # Numbers
    ("", "exact"): lambda language: [language.number(42.8855, 4)],
    ("", "printed"): _listed(_spoken(("42,88", "−2,82"), ("42.88", "−2.82"))),
    ("", "score"): _scores,
    ("sentence-*", "score"): lambda language: [*_scores(language)[:1], *texts(language, "score-of-points")],
    ("sentence-likely-*", "score"): lambda language: [*_scores(language)[:1], *texts(language, "score-of-points")],
    ("sentence-no-error", "score"): lambda language: [*_scores(language)[:1], *texts(language, "score-of-points")],
    ("", "core"): lambda language: ["", *(f" {text}" for text in _exactly("core-rise", "core-fall")(language))],
    ("", "mean"): lambda language: ["", *texts(language, "mean-rise"), *texts(language, "mean-fall")],
    ("core-*", "amount"): _numbers,
    ("mean-*", "amount"): _numbers,
    ("change-with-core", "core"): _signed,
    ("change-with-core", "change"): _signed,
    ("course-core-year", "core"): _signed,
    ("course-caption-core", "changes"): _exactly("course-core-year", "course-core-year-told"),
    ("course-title-unclear", "change"): _signed,
    ("course-title-no-error", "change"): _signed,
    ("waterfall-title-rise-core", "core"): _signed,
    ("waterfall-title-fall-core", "core"): _signed,
    ("waterfall-title-rise-core-estimated", "core"): _signed,
    ("waterfall-title-fall-core-estimated", "core"): _signed,
    ("waterfall-broken", "codes"): _listed(_these("1.1", "7.1", "8.3")),
    ("drivers-intro-core", "core"): _exactly("amount-rise", "amount-less", "amount-none"),
    ("drivers-intro-core-estimated", "core"): _exactly("amount-fall", "amount-more", "amount-none"),
    ("drivers-intro-core", "change"): _exactly("amount-rise", "amount-fall"),
    ("drivers-intro-core", "score"): _in_words,
    ("drivers-intro-core", "previous"): _in_words,
    ("drivers-intro-core", "shared"): _differences,
    ("drivers-intro-core", "own"): _differences,
    ("drivers-intro-core", "all"): _these("29"),
    ("", "kept"): _these("28"),
    ("", "spread"): lambda language: [language.number(value, 1) for value in (1.0, 2.8)],
    ("drivers-part", "own"): _signed,
    ("drivers-counted", "all"): _these("8"),
    ("drivers-counted", "rose"): _COUNTS,
    ("drivers-counted", "fell"): _COUNTS,
    ("drivers-counted", "unclear"): _COUNTS,
    ("", "cells"): lambda language: [language.measured(language.number(50, 0), "percent")],
    ("score-of-points", "score"): _numbers,
    ("target-*", "score"): lambda language: [language.measured(language.trimmed(86), "percent"), language.trimmed(45)],
    ("drivers-intro", "score"): _in_words,
    ("drivers-intro", "previous"): _in_words,
    ("drivers-intro", "shared"): _differences,
    ("drivers-intro", "own"): _differences,
    ("", "points"): _these("80", "60"),
    ("course-alt", "points"): _joined(_messages("course-alt-point", "course-alt-break"), end="."),
    ("", "total"): _numbers,
    ("steps-note", "total"): _in_words,
    ("steps-note-lower", "total"): _in_words,
    ("", "gain"): _numbers,
    ("", "median"): _numbers,
    ("", "share"): lambda language: [language.measured(language.number(value, 0), "percent") for value in (0, 55, 100)],
    ("", "shared"): _signed,
    ("", "own"): _signed,
    ("", "distance"): _signed,
    ("course-target", "score"): lambda language: [language.measured(language.trimmed(86), "percent")],
    ("", "amount"): _amounts,
    ("", "low"): lambda language: [language.trimmed(0.33)],
    ("", "high"): lambda language: [language.trimmed(3.33)],
    **{
        (message, name): _these(value)
        for message in ("ranks-between", "rank-with-range", "step-value-range")
        for name, value in (("low", "4"), ("high", "60"))
    },
    ("standing-ranges", "range"): _exactly("ranks-between"),
    ("standing-ranges", "likely"): _exactly("ranks-between"),
    ("", "noise"): _in_words,
    ("method-noise", "low"): _numbers,
    ("method-noise", "parts"): _these("24"),
    ("method-noise", "high"): _numbers,
    ("step-value-range", "place"): _these("1", "22"),
    # How usual a change is
    ("", "cases"): _these("498"),
    ("", "number"): _numbers,
    ("usual-rise", "count"): _these(1, 48),
    ("usual-fall", "count"): _these(1, 48),
    ("", "shown"): _these("48"),
    ("", "startfirst"): _these("1"),
    ("", "startlast"): _these("16"),
    ("", "startcount"): _these("0", "22"),
    ("", "startcases"): _these("128"),
    ("usual-expected", "own"): _signed,
    ("", "expected"): _signed,
    ("parts-sentence", "rose"): _these(0, 1, 3),
    ("parts-sentence", "fell"): _these(0, 1, 3),
    ("parts-sentence", "unclear"): _these(0, 1, 5),
    ("parts-sentence", "all"): _these(8),
    ("parts-sentence-lower", "all"): _these(8),
    ("", "rose"): _these(0, 1, 3),
    ("", "fell"): _these(0, 1, 3),
    ("", "unclear"): _these(0, 1, 5),
    ("", "roseshown"): _these("3"),
    ("", "fellshown"): _these("1"),
    ("", "unclearshown"): _these("5"),
    ("", "all"): _exactly("jumps-value"),
    ("jumps-value-start", "first"): _these("20"),
    ("jumps-value-start", "last"): _these("38"),
    ("jumps-value-own", "own"): _these("9"),
    ("jumps-value-own", "all"): _exactly("jumps-value-start"),
    ("outlook-within", "parts"): _listed(_exactly("outlook-within-part")),
    ("outlook-within-part", "rank"): _these("20"),
    ("", "among"): lambda language: ["", *(f" {text}" for text in texts(language, "rank-among-common"))],
    ("rank-told-*", "rank"): _ranged,
    ("rank-likely-*", "rank"): _ranged,
    ("rank-unclear-*", "rank"): _ranged,
    ("rank-printed-*", "rank"): _ranged,
    ("rank-with-range", "rank"): _sure_ranks,
    ("places-among", "places"): _signed_places,
    ("peers-*", "rank"): lambda language: [language.rank(1, 13)],
    ("", "best"): _these("1", "12"),
    ("peer-placed", "best"): _exactly("peer-value", "peer-self"),
    ("peer-placed", "place"): lambda language: [language.rank(6, 13)],
    ("group-with-chance", "group"): _exactly("group-of-publisher"),
    ("", "chance"): lambda language: [language.measured(language.number(53, 0), "percent")],
    ("", "then"): lambda language: [language.trimmed(60)],
    ("targets-note-scale", "now"): lambda language: [language.trimmed(80)],
    # Points lost
    ("lost-score", "score"): _numbers,
    ("", "most"): lambda language: [language.trimmed(3.33), language.trimmed(10)],
    ("lost-share", "share"): lambda language: [language.score(96.05, "percent")],
    ("lost-rank-shared", "ranks"): lambda language: [language.text("ranks-between", low="1", high="2")],
    ("lost-gain", "gain"): _signed,
    ("lost-measure", "measure"): _spoken(("Mở thêm kênh tiếp nhận phản ánh",), ("Open more channels",)),
    ("lost-measure", "owner"): _spoken(("Sở Nội vụ, Quý III/2021",), ("Department of Home Affairs, Q3 2021",)),
    ("lost-note-measure", "part"): _NAMES,
    ("lost-note-measure", "measures"): _exactly("lost-measure"),
    ("lost-note-short", "left"): _these(1, 16),
    ("lost-note-cut", "codes"): _listed(_these("A", "B", "B1")),
    ("lost-note-conflict", "reading"): _spoken(("chưa rõ số nào đúng",), ("which is right is not known",)),
    ("lost-note-missing", "parts"): _listed(_NAMES),
    ("lost-unknown", "indices"): _listed(_exactly("lost-unknown-now", "lost-unknown-ever")),
    ("lost-unknown-now", "years"): _listed(_these("2012", "2017")),
    # Ranks and places
    ("", "rank"): _ranks,
    ("place", "rank"): _these("1", "22"),
    ("place", "form"): _these("one", "two", "few", "other"),
    ("rank", "rank"): _these("1", "22"),
    ("rank", "place"): lambda language: [language.place(rank) for rank in (1, 2, 3, 11, 22, 63)],
    ("rank-shared", "rank"): _sure_ranks,
    ("rank-alone", "rank"): _these("37"),
    ("rank-moved", "rank"): _these("37"),
    ("rank-moved", "change"): _signed_places,
    ("rank-was-units", "rank"): _these("37"),
    ("rank-was-units", "previous"): _these("29"),
    ("", "previousunits"): _these("61"),
    ("", "previous"): _sure_ranks,
    ("target-both", "rank"): _these("15"),
    ("target-rank", "rank"): _these("1", "15"),
    ("target-within", "rank"): _these("15"),
    ("", "place"): lambda language: [language.place(rank) for rank in (1, 22)],
    ("", "places"): _places,
    ("group-range", "first"): _these("1"),
    ("group-range", "last"): _these("16"),
    ("", "group"): _messages("group-quarter-"),
    ("", "groups"): _listed(_messages("group-range")),
    # Sentences in sentences
    ("", "gap"): _GAPS,
    ("sentence-rank", "gap"): _messages("gap-score-"),
    ("sentence-rank-break", "gap"): _messages("gap-score-"),
    ("gap-because", "gap"): _exactly("gap-withheld", "gap-withheld-parts"),
    ("", "reason"): _REASONS,
    ("gap-because", "reason"): _spoken(("số liệu không đủ tin cậy",), ("the data were not reliable enough",)),
    ("", "change"): _exactly("change-rise", "change-fall", "change-same"),
    ("drivers-intro", "change"): _exactly("amount-rise", "amount-fall", "amount-none"),
    ("level-change", "change"): _signed,
    ("sentence-*", "rank"): _rank_clauses,
    ("sentence-likely-*", "rank"): _rank_clauses,
    ("sentence-no-error", "rank"): _rank_clauses,
    ("sentence-first", "rank"): _ranged,
    ("sentence-break", "rank"): _ranged,
    ("sentence-rank", "rank"): _rank_clauses,
    ("sentence-score-new", "rank"): _rank_clauses,
    ("sentence-rank-break", "rank"): _exactly("rank-first"),
    ("reason-concept-detail", "before"): _spoken(("Sổ đỏ",), ("Land titles",)),
    ("reason-concept-detail", "now"): _spoken(("Danh sách hộ nghèo",), ("Lists of poor households",)),
    ("reason-scale-detail", "before"): _exactly("scale-range"),
    ("reason-scale-detail", "now"): _exactly("scale-range"),
    ("", "parts"): _listed(_exactly("targets-part-short", "targets-part-reached", "targets-part-places")),
    ("drivers-*", "parts"): _joined(_exactly("drivers-part")),
    ("gap-parts", "parts"): _joined(_NAMES),
    # Estimates for the 34 units
    ("estimated", "figure"): lambda language: [language.rank(27, 34), *_scores(language)],
    ("estimated-label", "label"): _exactly("out-of", "column-rank", "card-label", "map-title-quartile"),
    ("subtitle-merged", "parts"): _listed(_FORMER),
    ("gap-merged", "parts"): _listed(_exactly("gap-merged-part")),
    ("gap-merged-part", "units"): _listed(_FORMER),
    ("gap-merged-part", "gap"): _exactly("word-withheld", "word-not-collected", "word-not-covered"),
    ("gap-merged-detail", "units"): _listed(_FORMER),
    ("fact-units", "year"): _listed(_these("2019", "2020")),
    ("targets-former", "parts"): _listed(_FORMER),
    ("statements-former", "parts"): _listed(_FORMER),
    ("statements-figure", "number"): _these("2"),
    ("statements-figure", "quantity"): _messages("quantity-"),
    ("statements-document", "number"): _these("2"),
    ("statements-caption-several", "documents"): _exactly("statements-document"),
    ("", "since"): _spoken(("1/7/2025",), ("1 July 2025",)),
    ("", "unitsbefore"): _these("63"),
    ("rank-was-estimated", "rank"): _these("37"),
    ("rank-was-estimated", "previous"): _these("29"),
    ("gap-withheld-parts", "parts"): _listed(_these("2", "4")),
    ("", "target"): _exactly("course-alt-target"),
    ("", "what"): _BREAKS,
    ("official-*", "what"): lambda language: [str(one).removesuffix(".") for one in _BREAKS(language)],
    ("", "why"): _messages("judgement-why-"),
    ("", "verdict"): _exactly(
        "verdict-agrees", "verdict-rounded", "verdict-cut_off", "verdict-off", "verdict-disagrees"
    ),
    ("verdict-conflict-read", "verdict"): _exactly("verdict-known_conflict"),
    ("", "reading"): _these("the portal starts from rank 9 instead of 10"),
    ("", "word"): _exactly("drivers-mark"),
    ("course-core-year-told", "word"): _exactly("word-loss", "word-likely-gain", "word-unclear"),
    ("course-core-year-told", "core"): _signed,
    ("course-title-core", "title"): _exactly("course-title-rise", "course-title-likely-fall"),
    ("method-noise-published", "low"): _numbers,
    ("method-noise-published", "high"): _numbers,
    ("method-noise-published", "count"): _these(1, 3),
    ("method-noise-published", "shown"): _these("3"),
    ("more-than", "number"): _these("99"),
    ("less-than", "number"): _these("1"),
    ("map-title-*", "rank"): _ranks,
    ("rank-was", "rank"): _these("37"),
    ("", "unknown"): _exactly("jumps-none"),
    # Counts: those that are written as numbers choose a plural
    ("", "count"): _these(1, 2, 63),
    ("jumps-value", "count"): _COUNTS,
    ("judgement-summary", "all"): _these(1, 3),
    ("judgement-summary", "reached"): _these(0, 1, 2),
    ("judgement-summary", "missed"): _these(0, 1, 2),
    ("judgement-summary-unknown", "all"): _these(1, 3),
    ("judgement-summary-unknown", "reached"): _these(0, 1),
    ("judgement-summary-unknown", "missed"): _these(0, 1),
    ("judgement-summary-unknown", "unknown"): _these(1, 2),
    ("", "allshown"): _these("3"),
    ("", "reachedshown"): _these("1"),
    ("", "missedshown"): _these("2"),
    ("", "unknownshown"): _these("1"),
    # Charts
    ("", "ranks"): _listed(_exactly("strip-rank")),
    ("strip-missing", "gap"): lambda language: [*_GAPS(language), *texts(language, "strip-unranked-of")],
    ("strip-alt-lane", "rank"): _exactly("strip-detail", "strip-unranked"),
    ("", "cities"): _spoken(("Hải Phòng 2, Cần Thơ 37", "–"), ("Hai Phong 2, Can Tho 37", "–")),
    ("", "neighbours"): _spoken(("Đồng Tháp 5, Long An 7", "–"), ("Dong Thap 5, Long An 7", "–")),
    ("", "others"): _spoken(("Đồng Tháp 5, Long An 7",), ("Dong Thap 5, Long An 7",)),
    ("ranks-title-*", "before"): _sure_ranks,
    ("ranks-title-*", "now"): _sure_ranks,
    ("ranks-alt", "points"): _joined(_exactly("ranks-point")),
    ("map-alt", "groups"): _joined(_exactly("map-alt-group")),
    ("map-alt-group", "units"): _spoken(("Cần Thơ, An Giang",), ("Can Tho, An Giang",)),
    ("", "island"): _spoken(("Quần đảo Hoàng Sa",), ("Hoàng Sa archipelago",)),
    ("", "islands"): _listed(_exactly("map-island")),
    ("", "part"): _spoken(("Cung ứng dịch vụ công",), ("Public service delivery",)),
    ("waterfall-title-rise", "change"): lambda language: [language.signed(0.54)],
    ("waterfall-title-fall", "change"): lambda language: [language.signed(-0.54)],
    ("waterfall-title-rise-less", "shared"): _numbers,
    ("waterfall-title-fall-less", "shared"): _numbers,
    ("waterfall-alt", "previous"): _in_words,
    ("waterfall-alt", "score"): _in_words,
    ("waterfall-alt-step", "change"): _signed,
    ("heat-title", "count"): _these("29"),
    ("heat-title-lower", "count"): _these("29"),
    ("", "above"): _these("0", "1", "29"),
    ("", "worst"): _these("58"),
    ("", "level"): _these("0", "62", "100"),
    ("", "national"): _signed_places,
    ("", "regional"): _signed_places,
    # Agencies
    ("", "lead"): _spoken(("Sở Nội vụ",), ("Department of Home Affairs",)),
    ("measures-with", "others"): _spoken(("các sở, ban, ngành",), ("departments",)),
    ("measures-owner-now", "then"): _spoken(("Sở Ví dụ",), ("Department of Examples",)),
    ("measures-owner-now", "now"): _spoken(("Sở Nội vụ",), ("Department of Home Affairs",)),
    ("measures-plan", "measure"): _spoken(("Giảm hồ sơ trễ hẹn",), ("Cut late files",)),
    ("measures-since", "before"): _numbers,
    ("measures-since", "score"): _numbers,
    ("measures-since", "change"): _signed,
    ("", "beforeyear"): _these("2019"),
    ("", "agency"): _spoken(("Sở Nội vụ",), ("Department of Home Affairs",)),
    ("", "merged"): _listed(_spoken(("Sở Ví dụ", "Sở Mẫu"), ("Department of Examples", "Department of Samples"))),
    ("sheet-became", "now"): _spoken(("Sở Nội vụ",), ("Department of Home Affairs",)),
    ("sheet-description", "title"): _messages("sheet-title"),
    ("sheet-running-title", "title"): _messages("sheet-title"),
    ("sheet-state", "parts"): _listed(_exactly("sheet-open", "sheet-late", "sheet-done", "sheet-dropped")),
    ("sheet-count-both", "others"): _these(1, 2, 14),
    ("sheet-*", "count"): _these(1, 2, 14),
    ("sheet-count-*", "count"): _these(1, 2, 14),
    ("sheet-no-*", "count"): _these(1, 2, 14),
    ("sheet-table-*", "years"): _listed(_these("2021", "2022")),
    ("", "published"): _these("2025", "24/6/2021"),
    ("", "sources"): _these("Kế hoạch 168/KH-UBND; Kế hoạch 99/KH-UBND"),
    # Sources, documents, software
    ("", "date"): _spoken(("24/6/2021",), ("24 June 2021",)),
    ("", "document"): _spoken(("Kế hoạch 168/KH-UBND",), ("Plan 168/KH-UBND",)),
    ("", "source"): _spoken(("Kế hoạch 168/KH-UBND; Kế hoạch 99/KH-UBND",), ("Plan 168/KH-UBND; Plan 99/KH-UBND",)),
    ("", "publisher"): _spoken(("Bộ Nội vụ",), ("Ministry of Home Affairs",)),
    ("", "indices"): _listed(_these("PAR INDEX", "SIPAS", "PAPI")),
    ("", "figures"): _listed(_these("PAR INDEX", "SIPAS", "PAPI")),
    ("", "sign"): _these("×", "…", "○"),
    ("", "head"): _these("PAR INDEX", "PAR INDEX, SIPAS"),
    ("list-last", "last"): _these("PAPI"),
    ("", "version"): _these("0.1.0"),
    ("", "commit"): _these("0123456789ab"),
    ("record-software-value", "commit"): _messages("record-commit"),
    ("origins-rows", "table"): _these("data/raw/par_index/2020.csv"),
    ("origins-rows", "rows"): _listed(_these(60, "61–64")),
    ("", "tables"): _listed(_these("data/raw/papi/2019.csv", "data/raw/papi/2020.csv")),
    ("origins-rows-same", "entry"): _messages("origins-all"),
    ("origins-result", "plan"): _messages("card-target"),
    ("origins-change", "figures"): _messages("card-label"),
    ("origins-all", "figures"): _messages("card-label"),
    ("origins-national", "figures"): _messages("card-label"),
    ("origins-regional", "figures"): _messages("card-label"),
    ("", "digest"): _these("ab" * 32),
}
