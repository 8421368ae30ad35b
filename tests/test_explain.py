from __future__ import annotations

from collections.abc import Callable

import pytest

from chiso.catalog import Project
from chiso.cli import main
from chiso.errors import ParameterError
from chiso.facts.data import Data
from chiso.proof.explain import explain

Told = Callable[..., str]


@pytest.fixture(scope="module")
def told(data: Callable[..., Data]) -> Told:
    """What gives the explanation of a figure."""

    def tell(year: int, province: str, index: str, code: str = "TOTAL", units: int = 0) -> str:
        known = data(year, units)
        return explain(known, known.unit(province), index, code)

    return tell


@pytest.fixture(scope="module")
def papi(told: Told) -> str:
    return told(2021, "can-tho", "papi")


def test_the_chain_goes_from_raw_cells_to_parts_total_rank_and_sentence(papi: str) -> None:
    steps = (
        "2020",
        "data/raw/papi/2020.csv, row 60",
        "source s4df47424: PAPI provincial indicator workbooks",
        "3.2    0.717623     Local Government Response to Citizen Appeals",
        "D3     = 3.1 + 3.2 + 3.3 = 4.698544",
        "TOTAL  = D1 + D2 + D3 + D4 + D5 + D6 + D7 + D8 = 42.885496",
        "29 of 63, worked out from the whole table",
        "28  42.950605   Lào Cai (10)",
        "→  29  42.885496   Cần Thơ (92)",
        "30  42.799383   Hải Dương (30)",
        "2019",
        "data/raw/papi/2019.csv, row 60",
        "42.885496 − 45.71249 = −2.826994",
        "from 8 of 63 to 29 of 63: −21 places",
        "comparable",
        "vi  Năm 2020, PAPI của Cần Thơ giảm: đạt 42,89/80 điểm",
        "en  Can Tho’s PAPI fell in 2020: 42.89 out of 80",
    )
    at = 0
    for step in steps:
        assert step in papi[at:], step
        at = papi.index(step, at)


def test_a_source_is_told_in_full_once(papi: str) -> None:
    assert papi.count("source s4df47424") == 2
    assert papi.count("PAPI provincial indicator workbooks") == 1


def test_a_part_is_traced_alone_and_the_sentence_is_that_of_the_total(told: Told) -> None:
    said = told(2021, "can-tho", "papi", "D3")
    assert "3.1    2.090371" in said
    assert "1.1 " not in said
    assert "52 of 63" in said
    assert "speaks of the total" in said


def test_a_published_rank_names_its_cell_and_the_nearest_known_units(told: Told) -> None:
    said = told(2021, "can-tho", "par-index")
    assert "score  83.76" in said
    assert "37 of 63, as published: data/raw/par_index/2020.csv, row 24, column rank" in said
    assert "others may stand between" in said
    assert "35  83.81       Tuyên Quang (08)" in said
    assert "worked out from a published change or order (status E), not printed as such" in said  # the score of 2019


def test_what_was_withheld_names_the_row_that_says_so_and_the_reason(told: Told) -> None:
    said = told(2024, "binh-duong", "papi")
    assert "withheld, data/raw/reference/suppressed.csv, row 12 (all), reason: results beyond" in said
    assert "TOTAL  = D1 + D2 + D3 + D4 + D5 + D6 + D7 + D8: none, since a part was withheld" in said
    assert "not to be read as a gain or a loss: no figure for 2023: withheld by the publisher" in said
    assert "Không có kết quả PAPI năm 2023 của Bình Dương" in said


def test_a_correction_names_its_row_and_both_figures(told: Told) -> None:
    said = told(2023, "ha-noi", "papi", "D1")
    assert "D1     = 1.1 + 1.2 + 1.3 + 1.4 = 5.826143" in said
    assert "data/raw/reference/corrections.csv, row 2: the publisher itself gives 5.825448" in said


def test_a_break_is_told_with_its_reason_and_a_new_meaning_has_no_figure_before(told: Told) -> None:
    said = told(2019, "can-tho", "papi", "2.1")
    assert "not to be read as a gain or a loss: other meaning" in said
    assert "\n2017\n" not in said


def test_a_concept_is_followed_to_the_code_that_it_had_before(told: Told) -> None:
    said = told(2019, "can-tho", "papi", "2.2")  # poverty lists had the code 2.1 until 2017
    now, before = said.split("\n2017\n")
    assert "2.2    " in now
    assert "2.1    " in before
    assert now.count("Poverty Lists") == 2
    assert before.count("Poverty Lists") == 1


def test_a_figure_that_was_not_collected_says_so(told: Told) -> None:
    said = told(2018, "can-tho", "sipas")
    assert "TOTAL: not in raw" in said
    assert "no figure: not in raw" in said


def test_an_estimate_names_the_former_units_and_their_shares(told: Told) -> None:
    said = told(2021, "can-tho", "papi", "D1", units=34)
    assert "the mean of 3, by average population of 2024" in said
    assert "0.3965 × 4.711159     Cần Thơ (92)" in said
    assert "Sóc Trăng:" in said
    assert "data/raw/papi/2020.csv, row 62" in said


def test_a_code_may_be_typed_in_small_letters(told: Told) -> None:
    assert told(2021, "can-tho", "sipas", " total") == told(2021, "can-tho", "sipas")


def test_a_code_or_year_that_is_not_there_is_one_clear_error(told: Told) -> None:
    with pytest.raises(ParameterError, match=r"no code '9\.9'") as caught:
        told(2021, "can-tho", "papi", "9.9")
    assert "D8, 1.1" in caught.value.remedy
    with pytest.raises(ParameterError, match="SIPAS had no edition for 2016"):
        told(2017, "can-tho", "sipas")


def test_the_command_prints_the_chain_and_needs_nothing_built(
    short: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(short.root)
    assert main(["explain", "--year", "2021", "--province", "can-tho", "sipas"]) == 0
    assert "data/raw/sipas/2020.csv, row 15" in capsys.readouterr().out
    assert not short.processed.exists()


def test_what_stands_in_the_data_does_nothing_to_the_terminal(
    short: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = short.raw / "sources.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Plan 168/KH-UBND", "\x1b[2J\u202ePlan 168/KH-UBND"), encoding="utf-8")
    monkeypatch.chdir(short.root)
    assert main(["explain", "--year", "2021", "sipas"]) == 0
    said = capsys.readouterr().out
    assert "Plan 168/KH-UBND" in said
    assert "\x1b" not in said
    assert "\u202e" not in said
