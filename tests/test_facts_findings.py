"""What a message says: chosen by weight, not in a fixed order."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

import chiso
from chiso.facts.data import Data
from chiso.facts.findings import FEWEST, FINDINGS, MOST

Loaded = Callable[..., Data]
Compared = Callable[..., pd.DataFrame]


def findings(data: Data, changes: pd.DataFrame, unit: str, **changed: pd.DataFrame) -> pd.DataFrame:
    results = chiso.results(data, changes, unit)
    targets, verdicts = chiso.targets(data, results), chiso.verdicts(data, changes, unit)
    given = {
        "results": results,
        "standing": chiso.standing(data, changes, results),
        "usual": chiso.usual(data, changes, results),
        "targets": targets,
        "verdicts": verdicts,
    }
    return chiso.findings(**{**given, **changed})


def chosen(frame: pd.DataFrame) -> list[tuple[str, str]]:
    return [(row["index"], row.kind) for row in FINDINGS.rows(frame) if row.is_chosen]


def test_three_to_five_are_chosen_and_the_weightiest_leads(data: Loaded, changes: Compared) -> None:
    for year in range(2012, 2026):
        for unit in ("can-tho", "ha-giang", "tay-ninh", "lang-son"):
            frame = findings(data(year), changes(year), unit)
            assert frame["weight"].is_monotonic_decreasing, (year, unit)
            assert min(FEWEST, len(frame)) <= len(chosen(frame)) <= MOST, (year, unit)
            assert frame["weight"].between(0, 1).all()
            least = frame.loc[frame["is_chosen"], "weight"].min()
            assert (frame.loc[~frame["is_chosen"], "weight"] <= least).all()


def test_provinces_with_different_stories_begin_differently(data: Loaded, changes: Compared) -> None:
    openings = {}
    for unit in ("tay-ninh", "ha-giang", "quang-ninh", "can-tho"):
        index, kind = chosen(findings(data(2025), changes(2025), unit))[0]
        verdicts = chiso.results(data(2025), changes(2025), unit).set_index("index")["verdict"]
        openings[unit] = (index, kind, verdicts[index])
    assert openings["tay-ninh"] == ("papi", "result", "rose")
    assert openings["ha-giang"] == ("papi", "result", "cannot be told")
    assert len(set(openings.values())) >= 2


def test_how_usual_a_move_is_never_stands_before_the_move(data: Loaded, changes: Compared) -> None:
    for year in range(2012, 2026):
        for unit in ("can-tho", "ha-giang", "gia-lai", "da-nang"):
            order = chosen(findings(data(year), changes(year), unit))
            for index, kind in order:
                assert kind != "move" or (index, "result") in order[: order.index((index, kind))], (year, unit)


def test_a_sure_change_weighs_more_than_one_within_error(data: Loaded, changes: Compared) -> None:
    results = chiso.results(data(2021), changes(2021), "can-tho")
    order = []
    for verdict in ("cannot be told", "probably fell", "fell"):
        told = results.assign(verdict=results["verdict"].mask(results["index"] == "papi", verdict))
        frame = findings(data(2021), changes(2021), "can-tho", results=told)
        order.append(float(frame.query("index == 'papi' and kind == 'result'")["weight"].iloc[0]))
    assert order[0] < order[1] < order[2]


def test_a_rare_move_is_said_and_a_common_one_left_to_the_table(data: Loaded, changes: Compared) -> None:
    assert ("papi", "move") in chosen(findings(data(2021), changes(2021), "can-tho"))
    results = chiso.results(data(2021), changes(2021), "can-tho")
    usual = chiso.usual(data(2021), changes(2021), results).assign(as_far=400)
    frame = findings(data(2021), changes(2021), "can-tho", usual=usual)
    rare = findings(data(2021), changes(2021), "can-tho")
    weight = {
        name: float(each.query("kind == 'move'")["weight"].iloc[0])
        for name, each in (("common", frame), ("rare", rare))
    }
    assert weight["common"] == 0.35 < weight["rare"]
