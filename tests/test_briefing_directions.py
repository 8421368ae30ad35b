"""An index of which less is better, in another country: every section is made, and none says it the wrong way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from other_country import DISTRICTS, FREE_TOWNS, burden, other_country, total
from reading import NEVER, Briefing, cells, is_prose, table_row, text_of, texts

import chiso
from chiso.blocks.specs import CardRow, Figure, Table
from chiso.facts.data import Data

UP = {
    "en": re.compile(r"\bup\b|\bgains?\b|\blosses\b|\bhigher\b"),
    "vi": re.compile(r"Cao hơn|cao nhất trong|Cao nhất"),
}
"""What says that more is better."""

SECTIONS = {
    "cover.cover", "cover.cards", "message.message", "course.figure burden", "strip.figure",
    "rank_course.figure burden",
    "standing.table", "drivers.message burden", "drivers.dimensions burden", "drivers.components burden",
    "waterfall.figure burden", "profile.figure burden", "what_if.table burden", "targets.table", "outlook.table",
    "measures.table", "units.table", "course.table burden", "sources.table", "origins.table", "method.guide",
    "record.table",
}  # fmt: skip


@pytest.fixture(scope="module")
def norland(tmp_path_factory: pytest.TempPathFactory) -> Data:
    project = other_country(tmp_path_factory.mktemp("norland"), sets=1)
    return chiso.load(project.root, year=2022)


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Data:
    project = other_country(tmp_path_factory.mktemp("planned"), sets=1)
    return chiso.load(project.root, year=2021)


@pytest.fixture(scope="module", params=["en", "vi"])
def cedar(planned: Data, request: pytest.FixtureRequest) -> Briefing:
    return Briefing(planned, "Cedar", chiso.Words(request.param))


def test_every_section_is_made_and_says_no_raw_key(cedar: Briefing) -> None:
    assert set(cedar.blocks) >= SECTIONS
    for name, block in cedar.blocks.items():
        for text in () if name == "record.table" else texts(block):
            assert not is_prose(text) or not NEVER.search(text), (name, text)


def test_nothing_says_that_more_is_better(cedar: Briefing) -> None:
    for name, block in cedar.blocks.items():
        if name.partition(" ")[0] in ("method.guide", "origins.table", "record.table", "units.table", "strip.figure"):
            continue
        if name.endswith("burden") or name in ("standing.table", "targets.table", "outlook.table"):
            for text in texts(block):
                said = text.replace("goes up to", "").replace("add up to", "").replace("cao hơn hoặc", "")
                assert not UP[cedar.say.locale].search(said), (name, text)


def test_a_coloured_change_has_the_word_that_goes_with_its_direction(norland: Data) -> None:
    better = {"en": ("better", "worse"), "vi": ("tốt hơn", "kém hơn")}
    for locale, (gain, loss) in better.items():
        for name in DISTRICTS[:6]:
            cards = Briefing(norland, name, chiso.Words(locale))["cover.cards"]
            assert isinstance(cards, CardRow)
            for line in cards.cards[0].lines:
                if "2020" in line.label and line.text.endswith(("points", "điểm")) and line.tone in ("gain", "loss"):
                    assert (line.text[0] == "−") == (line.tone == "gain"), name
                    assert line.word == (gain if line.tone == "gain" else loss)


def test_targets_are_at_most_and_what_is_over_is_to_go(cedar: Briefing) -> None:
    hours = total("Cedar", 2020)
    row = cells(table_row(cedar["targets.table"], "Burden"))
    assert row[2] == "≤ 35"
    assert hours > 35
    over = f"{hours - 35:.2f}"
    assert row[3] == {"en": f"{over} points over", "vi": f"cao hơn {over.replace('.', ',')} điểm"}[cedar.say.locale]
    assert "≤ 35" in text_of(cedar["cover.cards"])
    assert "≥ 35" not in "\n".join(text_of(block) for block in cedar.blocks.values())
    assert "≤ 35" in text_of(cedar["course.figure burden"])


def test_a_unit_is_ahead_of_those_that_are_worse_and_the_lowest_is_best(norland: Data) -> None:
    hours = {name: total(name, 2021) for name in DISTRICTS}
    assert len(set(hours.values())) == len(hours)
    for name in ("Alder", "Elm", "Kelp"):
        table = Briefing(norland, name, chiso.Words("en"))["standing.table"]
        worse = sum(other > hours[name] for other in hours.values())
        assert cells(table_row(table, "Better than"))[1] == f"{100 * worse / (len(hours) - 1):.0f}% of the others"
        region = [other for other in DISTRICTS if DISTRICTS.index(other) % 2 == DISTRICTS.index(name) % 2]
        for group, label in ((region, "Region: rank; best"), (FREE_TOWNS, "Centrally run cities: rank; best")):
            best = min(group, key=hours.__getitem__)
            told = cells(table_row(table, label))[1]
            if name not in group:
                assert told.startswith(best), told
            elif name == best:
                assert told == f"1st of {len(group)}"
            else:
                place = 1 + sum(hours[other] < hours[name] for other in group)
                assert re.match(rf"{place}(st|nd|rd|th) of {len(group)}; {best} ", told), told
        place = 1 + sum(other < hours[name] for other in hours.values())
        assert f" {place}" in f" {cells(table_row(table, 'Rank'))[1]}"


def test_what_got_worse_on_its_own_is_named_as_such(norland: Data) -> None:
    for name in DISTRICTS[:4]:
        said = text_of(Briefing(norland, name, chiso.Words("en"))["drivers.message burden"])
        for which, sign in (("worse", "+"), ("better", "−")):
            parts = re.search(rf"Most for the {which} on its own: (.*)\.", said)
            assert parts is not None or f"No sub-dimension became {which}" in said
            for own in re.findall(r"\(([+−])[\d.]+\)", parts[1] if parts else ""):
                assert own == sign, (name, said)


def test_the_change_is_that_of_the_parts(norland: Data) -> None:
    table = Briefing(norland, "Alder", chiso.Words("en"))["drivers.dimensions burden"]
    assert isinstance(table, Table)
    now, before = burden("Alder", 2021), burden("Alder", 2020)
    moved = sum(now[code] - before[code] for code in ("B-1", "B-2"))
    row = table_row(table, "B burden_B in English")
    assert cells(row)[3] == f"{'+' if moved > 0 else '−'}{abs(moved):.2f}"
    assert row.cells[3].tone in (("loss", "likely-loss") if moved > 0 else ("gain", "likely-gain"))


def test_an_index_in_per_cent_is_taken_apart_in_percentage_points(tmp_path: Path) -> None:
    project = other_country(tmp_path)
    path = project.raw / "indices.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",points,", ",percent,"), encoding="utf-8")
    made = Briefing(chiso.load(project.root, year=2022), "Cedar", chiso.Words("en")).blocks
    said = text_of(made["drivers.message burden"])
    assert re.search(r"was [\d.]+% in 2020 and [\d.]+% in 2021: a (rise|fall) of [\d.]+ percentage points", said)
    for name in ("drivers.message burden", "waterfall.figure burden", "what_if.table burden"):
        assert not re.search(r"\d points", text_of(made[name])), name


def test_the_estimates_of_another_country_name_its_own_sets(tmp_path: Path) -> None:
    data = chiso.load(other_country(tmp_path).root, year=2023)
    briefing = Briefing(data, "Cedar", chiso.Words("en"))
    text = "\n".join(text_of(block) for name, block in briefing.blocks.items() if name != "record.table")
    assert "34" not in re.findall(r"\b34\b(?= (?:provinces|units|present))", text)
    assert "On 1 March 2022 the 17 provinces and cities became 12" in text
    assert "2025" not in text_of(briefing["cover.cover"])


def test_figures_of_two_indices_with_parts_have_ids_of_their_own(norland: Data) -> None:
    made = Briefing(norland, "Alder", chiso.Words("en")).blocks
    ids = [block.id for name, block in made.items() if isinstance(block, (Table, Figure)) and "by_part" not in name]
    assert len(ids) == len(set(ids))
    assert "waterfall-burden" in ids
