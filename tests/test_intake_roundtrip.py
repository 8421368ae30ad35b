"""What was exported comes in as the same figures, in any writing; and noise never makes a wrong figure."""

from __future__ import annotations

import random
import string
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from intake_tables import made_ranks, made_scores, page, pdf, text, workbook

from chiso.catalog import Catalog, Unit
from chiso.errors import ChisoError
from chiso.intake.checks import check_ranks, check_sums, check_values
from chiso.intake.edition import Edition, make_edition
from chiso.intake.findings import Findings
from chiso.intake.grid import Grid, rectangle
from chiso.intake.names import Names
from chiso.intake.pick_table import choose_table
from chiso.intake.vocabulary import vocabulary
from chiso.intake.worker import Choice, read_grids

NAMES = Names(Catalog(Path(__file__).parents[1] / "data" / "raw"))
UNITS = list(NAMES.units)
CATALOG = Catalog(Path(__file__).parents[1] / "data" / "raw")
WORDS = vocabulary(CATALOG, "par_index", 2023)
BOUNDED = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])


def edition(grids: list[Grid], file: str = "a.xlsx") -> Edition:
    """Understand tables as an import does, up to the edition."""
    findings = Findings(file)
    table = choose_table(grids, CATALOG, NAMES, WORDS, {}, findings, is_chosen=False)
    check_values(table, CATALOG, WORDS, findings)
    check_ranks(table, CATALOG, WORDS, findings)
    check_sums(table, CATALOG, WORDS, findings)
    found = make_edition(table, CATALOG, WORDS, (), None, (), findings)
    findings.raise_any()
    return found


def spelt(unit: Unit, source: random.Random) -> str:
    """Return a name in one of the ways in which tables have it."""
    name = source.choice([unit.name_vi, unit.name_en, unit.full_name("vi"), unit.full_name("en"), unit.name_vi.upper()])
    name = unicodedata.normalize(source.choice(["NFC", "NFD", "NFKC"]), name)
    if source.random() < 0.3:
        name = name.replace("Đ", "Ð")
    if source.random() < 0.3:
        name = name.replace(" ", "\u00a0").replace("–", "-")
    return source.choice(["{}", " {} ", "{} *", "{} (1)", "7. {}"]).format(name)


def written(score: float, source: random.Random) -> object:
    """Return a score in one of the ways in which tables have it."""
    shown = f"{score:.2f}"
    return source.choice(
        [score, shown, shown.replace(".", ","), f"{shown}%", f"{shown.replace('.', ',')} %", f"{shown}*"]
    )


def table_of(scores: dict[str, float], source: random.Random) -> list[list[object]]:
    ranks = made_ranks(scores)
    units = list(UNITS)
    source.shuffle(units)
    rows: list[list[object]] = []
    if source.random() < 0.5:
        rows.append(["KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2023"])
    rows.append(
        [
            source.choice(["TT", "STT", "Số TT"]),
            source.choice(["Tỉnh", "Tỉnh, thành phố", "Địa phương", "Province"]),
            source.choice(["Chỉ số", "Chỉ số CCHC (%)", "PAR INDEX 2023", "Điểm", "Score", "Tổng điểm"]),
            source.choice(["Xếp hạng", "Hạng", "Rank", "Thứ hạng"]),
        ]
    )
    if source.random() < 0.4:
        rows.append(["(1)", "(2)", "(3)", "(4)"])
    for number, unit in enumerate(units, start=1):
        if source.random() < 0.05:
            rows.append(["", source.choice(["Tây Nguyên", "Đông Nam Bộ", "ĐỒNG BẰNG SÔNG HỒNG"]), "80,11", ""])
        rows.append([number, spelt(unit, source), written(scores[unit.code], source), ranks[unit.code]])
    if source.random() < 0.5:
        rows.append(["", source.choice(["Trung bình cả nước", "Trung vị", "Cả nước", "Median"]), "83,11", ""])
    return rows


@BOUNDED
@given(st.integers(0, 2**32))
def test_a_table_in_any_usual_writing_gives_the_same_figures(seed: int) -> None:
    source = random.Random(seed)  # noqa: S311 - figures for a test
    scores = made_scores(UNITS, seed)
    rows = rectangle(
        [
            [None if cell == "" else float(cell) if isinstance(cell, int) else cell for cell in row]
            for row in table_of(scores, source)
        ]
    )
    found = edition([Grid("sheet", "S", rows)])
    assert {code: figures["TOTAL"] for code, figures in found.scores.items()} == scores
    assert found.ranks == made_ranks(scores)


@pytest.mark.parametrize("kind", ["xlsx", "csv", "html", "ruled.pdf", "plain.pdf"])
@pytest.mark.parametrize("seed", [1, 2])
def test_the_same_table_in_any_kind_of_file_gives_the_same_figures(kind: str, seed: int) -> None:
    source = random.Random(seed)  # noqa: S311 - figures for a test
    scores = made_scores(UNITS, seed)
    ranks = made_ranks(scores)
    rows: list[list[object]] = [["STT", "Tỉnh, thành phố", "PAR INDEX 2023", "Xếp hạng"]]
    rows += [[n, unit.name_vi, written(scores[unit.code], source), ranks[unit.code]] for n, unit in enumerate(UNITS, 1)]
    data = {
        "xlsx": lambda: workbook({"S": rows}),
        "csv": lambda: text(rows, ";").encode("utf-16"),
        "html": lambda: page(rows).encode(),
        "ruled.pdf": lambda: pdf(rows, ruled=True),
        "plain.pdf": lambda: pdf(rows, ruled=False),
    }[kind]()
    found = edition(read_grids(data, f"a.{kind}", NAMES.keys, Choice()), f"a.{kind}")
    assert {code: figures["TOTAL"] for code, figures in found.scores.items()} == scores
    assert found.ranks == ranks


NOISE = st.one_of(
    st.text(alphabet=string.printable, max_size=6),
    st.sampled_from(
        ["–", "*", "N/A", "83,76", "8376", "abc", "Hà Nội", "Cần Thơ", "Tây Nguyên", "2023", "=1+1", "0", "-1"]
    ),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.none(),
)


@BOUNDED
@given(st.integers(0, 2**32), st.lists(st.tuples(st.integers(0, 64), st.integers(0, 3), NOISE), min_size=1, max_size=6))
def test_noise_is_refused_or_changes_nothing_else(seed: int, noise: list[tuple[int, int, object]]) -> None:
    scores = made_scores(UNITS, seed)
    ranks = made_ranks(scores)
    rows: list[list[object]] = [["TT", "Tỉnh", "Chỉ số CCHC 2023", "Hạng"]]
    rows += [[float(n), unit.name_vi, scores[unit.code], float(ranks[unit.code])] for n, unit in enumerate(UNITS, 1)]
    rows.append([None, "Trung bình", 80.0, None])
    touched = {UNITS[row - 1].code for row, _, _ in noise if 1 <= row <= 63}
    for row, column, value in noise:
        rows[row][column] = value
    try:
        found = edition([Grid("sheet", "S", rectangle(rows))])
    except ChisoError:
        return
    figures = {code: one["TOTAL"] for code, one in found.scores.items()}
    assert set(figures) == set(scores)
    # A figure that was not touched is the one that was published, whatever stands around it.
    assert {code: figures[code] for code in figures if code not in touched} == {
        code: score for code, score in scores.items() if code not in touched
    }


@BOUNDED
@given(st.lists(st.lists(NOISE, min_size=1, max_size=8), min_size=1, max_size=30))
def test_a_table_of_nothing_but_noise_is_refused(rows: list[list[object]]) -> None:
    with pytest.raises(ChisoError):
        edition([Grid("sheet", "S", rectangle(rows))])


@BOUNDED
@given(st.binary(max_size=3000), st.sampled_from(["a.csv", "a.xlsx", "a.xls", "a.html", "a.pdf", "a.ods", "a"]))
def test_random_bytes_are_refused_or_read_without_harm(data: bytes, name: str) -> None:
    from chiso.intake.worker import answer

    found = answer({"name": name, "keys": sorted(NAMES.keys), "choice": {}}, data)
    assert ("error" in found) != ("grids" in found)


@BOUNDED
@given(st.integers(0, 2**32), st.integers(1, 40))
def test_a_file_with_damaged_bytes_is_refused_or_read_without_harm(seed: int, count: int) -> None:
    from chiso.intake.worker import answer

    source = random.Random(seed)  # noqa: S311 - damage for a test
    rows = [["Tỉnh", "Chỉ số"], *([unit.name_vi, 80.5] for unit in UNITS)]
    kind = source.choice(["xlsx", "html", "csv"])
    data = bytearray(
        workbook({"S": rows}) if kind == "xlsx" else page(rows).encode() if kind == "html" else text(rows).encode()
    )
    for _ in range(count):
        data[source.randrange(len(data))] = source.randrange(256)
    found = answer({"name": f"a.{kind}", "keys": sorted(NAMES.keys), "choice": {}}, bytes(data))
    assert ("error" in found) != ("grids" in found)
