"""Claims in sentences as press and offices write them: no right one is called wrong, no wrong one right."""

from __future__ import annotations

import csv
import dataclasses
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from chiso.catalog import Catalog, Project
from chiso.claims.checked import given_of
from chiso.claims.find import find_claims
from chiso.claims.judge import judge
from chiso.claims.judged import BAD, Judged
from chiso.claims.lookup import Lookup
from chiso.claims.names import names_of
from chiso.facts.data import Data
from chiso.ingest import Observations
from chiso.texts.passages import Passage, Place
from chiso.texts.read_plain import read_plain

_GOOD = ("right", "rounded", "cut off", "within noise")


@dataclasses.dataclass(frozen=True)
class Expected:
    """What is to come of a part of a sentence; ``figure`` names the figure of the data that it states."""

    judgement: str
    written: str
    figure: str


@dataclasses.dataclass(frozen=True)
class Case:
    language: str
    province: str
    year: str
    text: str
    expected: tuple[Expected, ...]


def cases() -> list[Case]:
    path = Path(__file__).parent / "claims" / "sentences.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            Case(
                row["language"], row["province"], row["year"], row["text"],
                tuple(Expected(*line.split("~")) for line in row["expected"].split("\n") if line),
            )
            for row in csv.DictReader(stream)
        ]  # fmt: skip


CASES = cases()


@pytest.fixture(scope="session")
def lookup(processed: Project, catalog: Catalog, observations: Observations) -> Lookup:
    return Lookup(processed, catalog, observations)


@pytest.fixture(scope="session")
def judged(lookup: Lookup) -> Callable[..., list[Judged]]:
    """What gives the judged claims of a sentence."""
    names = names_of(lookup.catalog)

    def check(text: str, province: str = "", year: str = "") -> list[Judged]:
        given = given_of(lookup.catalog, province, year)
        claims, _ = find_claims([Passage(text, "paragraph", Place())], names, given)
        return [judge(lookup, claim) for claim in claims]

    return check


def matched(case: Case, found: list[Judged]) -> tuple[list[tuple[Expected, str]], list[Judged]]:
    """Return what came of each expected part, and the claims that nobody expected."""
    left, pairs = list(found), []
    for one in case.expected:
        start = case.text.index(one.written)
        end = start + len(one.written)
        hits = [each for each in left if each.claim.start < end and each.claim.end > start]
        pairs.append((one, hits[0].judgement if hits else ""))
        if hits:
            left.remove(hits[0])
    return pairs, left


def test_no_right_claim_is_called_wrong_and_no_wrong_one_right(judged: Callable[..., list[Judged]]) -> None:
    mistaken, met, parts = [], 0, 0
    for case in CASES:
        pairs, unexpected = matched(case, judged(case.text, case.province, case.year))
        for one, came in pairs:
            parts += 1
            met += came == one.judgement
            if (one.judgement in _GOOD and came in BAD) or (one.judgement in BAD and came in _GOOD):
                mistaken.append((case.text, one.written, one.judgement, came))
        mistaken += [(case.text, each.claim.text, "no claim", each.judgement) for each in unexpected
                     if each.judgement in (*_GOOD, *BAD)]  # fmt: skip
    assert not mistaken
    # What was measured: all of them. Fewer would mean that something is no longer understood.
    assert (met, parts) == (parts, parts), f"{met} of {parts} as expected"


def test_the_sentences_are_many_of_both_languages_and_half_of_them_err() -> None:
    assert len(CASES) >= 120
    languages = [case.language for case in CASES]
    assert min(languages.count("vi"), languages.count("en")) > len(CASES) / 3
    erring = [case for case in CASES if any(one.judgement in BAD for one in case.expected)]
    plain = [case for case in CASES if case.expected and all(one.judgement in _GOOD for one in case.expected)]
    assert len(erring) >= 0.8 * len(plain)


def _independently(observations: Observations) -> Callable[[str], float]:
    """Return what looks a figure up in the processed tables with nothing but pandas."""
    values, printed = observations.values, observations.ranks
    scores = values.set_index(["index", "index_year", "unit_code", "code"])["value"]
    placed = values.assign(
        rank=values.groupby(["index", "index_year", "code"])["value"].rank(ascending=False, method="min")
    )
    worked_out = placed.set_index(["index", "index_year", "unit_code", "code"])["rank"]
    published = printed[printed["code"] == "TOTAL"].set_index(["index", "index_year", "unit_code"])["rank"]

    def rank(index: str, year: int, unit: str, code: str) -> float:
        known = (index, year, unit) in published.index
        return float(published[index, year, unit] if known else worked_out[index, year, unit, code])

    def figure(asked: str) -> float:
        kind, index, *rest = asked.split()
        if kind in ("score", "rank"):
            year, unit, code = rest
            return (
                float(scores[index, int(year), unit, code]) if kind == "score" else rank(index, int(year), unit, code)
            )
        year, base, unit, code = rest
        if kind == "change":
            return float(scores[index, int(year), unit, code] - scores[index, int(base), unit, code])
        return rank(index, int(base), unit, code) - rank(index, int(year), unit, code)

    return figure


def test_what_is_expected_follows_from_the_tables_without_the_judge(observations: Observations) -> None:
    figure = _independently(observations)
    checked = 0
    for case in CASES:
        for one in case.expected:
            if one.figure == "-":
                continue
            written = re.findall(r"\d+(?:[.,]\d+)?", one.written)[0].replace(",", ".")
            decimals = len(written.partition(".")[2])
            is_near = abs(abs(figure(one.figure)) - float(written)) < (10.0**-decimals if decimals else 1e-9)
            assert is_near == (one.judgement in _GOOD), (case.text, one)
            checked += 1
    assert checked > 150


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("PAPI 2020 của Cần Thơ giảm 6,2% so với năm 2019.", "relative"),
        ("Năm 2020, PAPI của Cần Thơ giảm 2,82 điểm so với năm 2019.", "broken-parts"),
        ("PAPI 2020 của Cần Thơ đạt 45,71 điểm.", "other-year"),
        ("SIPAS 2020 của Cần Thơ tăng 13 bậc.", "base"),
    ],
)
def test_a_judgement_says_what_else_is_to_be_known(judged: Callable[..., list[Judged]], text: str, note: str) -> None:
    (found,) = judged(text)
    assert note in [one.message for one in found.notes]


def test_a_rank_among_the_units_of_a_later_set_is_an_estimate(
    judged: Callable[..., list[Judged]], data: Callable[..., Data], lookup: Lookup
) -> None:
    seen = data(2025, 34)
    totals = seen.observations.query("index == 'papi' and index_year == 2024 and code == 'TOTAL' and value.notna()")
    ranks = totals["value"].rank(ascending=False, method="min").astype(int)
    rank = int(ranks[totals["unit_code"] == "92"].iloc[0])
    (found,) = judged(f"PAPI 2024 của Cần Thơ xếp thứ {rank}/{len(totals)}.")
    known = pd.Series([one.message for one in found.notes])
    if len(totals) == len(lookup.catalog.in_vintage(34).units):
        assert found.judgement == "right"
        assert known.eq("estimated").any()
    else:
        assert found.judgement in ("wrong", "unclear", "wrong number of units", "not known here")


_TABLE = """
# PAR INDEX của Cần Thơ

| Năm | PAR INDEX (%) | Hạng | SIPAS (%) | Hạng |
|---|---|---|---|---|
| 2020 | 83,76 | 37 | 84,14 | 38 |

| Chỉ số | Năm 2019 | Hạng | Năm 2020 | Hạng |
|---|---|---|---|---|
| PAPI (điểm) | 45,71 | 8 | 42,89 | 29 |

| Hạng | Đơn vị | PAPI 2020 |
|---|---|---|
| 37 | Cần Thơ | 42,89 |
"""


def test_a_column_that_names_no_index_or_year_belongs_to_the_one_at_its_left(lookup: Lookup) -> None:
    passages = read_plain(_TABLE.encode(), "table.md", set(), is_markdown=True)
    judged = [judge(lookup, claim) for claim in find_claims(passages, names_of(lookup.catalog))[0]]
    # A place in the first column has no index at its left, and the heading's is not meant.
    assert [one.judgement for one in judged] == ["right"] * 4 + ["rounded", "right"] * 2 + ["rounded"]
    assert judged[-1].claim.year == 2020


def test_no_pattern_takes_long_on_what_nobody_writes(lookup: Lookup) -> None:
    names = names_of(lookup.catalog)
    for text in (" " * 200_000, "1" * 200_000, "(" * 50_000, "1/" * 50_000, "PAPI " * 20_000, "1,5 " * 20_000):
        find_claims([Passage(text, "paragraph", Place())], names)
