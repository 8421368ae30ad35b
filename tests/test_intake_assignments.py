"""Annexes of assignments, made up, in the forms in which offices write them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import annexes
import docx
import pytest

from chiso.catalog import Catalog, Project
from chiso.errors import ChisoError
from chiso.intake.assignments.agency_names import AgencyNames
from chiso.intake.assignments.receive import AnnexOutcome, import_annex, told_annex
from chiso.intake.assignments.request import parse_annex_request
from chiso.intake.assignments.words import annex_words
from chiso.run.importing import bring_in

Row = dict[str, str]


def run(project: Project, file: Path, **options: str) -> AnnexOutcome:
    catalog = Catalog(project.raw)
    unit = catalog.units.resolve("can-tho")
    values = {"PLAN": "2021", "FILE": str(file), "NEW_AGENCIES": "1", **options}
    return import_annex(project, parse_annex_request(catalog, values, unit), lambda *_: None)


def rows(project: Project, name: str = "measures") -> list[Row]:
    with (project.raw / "plans" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def written(folder: Path, lines: Sequence[annexes.Line], **how: object) -> Path:
    path = folder / "assignment.docx"
    path.write_bytes(annexes.word(lines, **how))  # type: ignore[arg-type]
    return path


@pytest.fixture
def quick(short: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project in which an import is tried out without reading all figures anew."""
    monkeypatch.setattr("chiso.intake.receive.read_observations", lambda catalog: catalog.store.measures)
    return short


def facts(project: Project) -> dict[str, tuple[str, ...]]:
    columns = ("index", "concept", "lead_agency", "with_agencies", "deadline", "deadline_written", "product_vi")
    return {row["measure_vi"]: tuple(row[name] for name in columns) for row in rows(project) if row["lead_agency"]}


EXPECTED = {
    "Rà soát thủ tục hành chính": (
        "par_index", "", "van-phong-ubnd-thanh-pho", "cac-so-ban-nganh; ubnd-quan-huyen", "2021-09-30", "Quý III/2021",
        "Báo cáo rà soát",
    ),
    "Tuyển dụng, bổ nhiệm công chức, viên chức đúng quy định hiện hành": (
        "par_index", "", "so-noi-vu", "so-thong-tin-va-truyen-thong; van-phong-ubnd-thanh-pho", "", "Thường xuyên",
        "Báo cáo",
    ),
    "Khảo sát mức độ hài lòng tại bộ phận một cửa": (
        "sipas", "", "so-noi-vu", "so-thong-tin-va-truyen-thong; ubnd-quan-huyen", "2021-12-14", "Trước 15/12/2021", "",
    ),
    "Tuyên truyền về bầu cử trưởng khu vực": (
        "papi", "participation", "uy-ban-mttq-thanh-pho", "so-noi-vu", "2021-09-30", "Tháng 9/2021", "Kế hoạch",
    ),
    "Công khai các khoản đóng góp": (
        "papi", "participation", "uy-ban-mttq-thanh-pho", "; ".join(annexes.NEW[1:]), "2021-09-30", "30/9/2021",
        "Bảng công khai",
    ),
    "Đối thoại với người dân": (
        "papi", "vertical_accountability", "ubnd-quan-huyen", "", "2021-12-31", "Năm 2021", "Biên bản",
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", ["word", "merged workbook", "plain workbook", "pdf"])
def test_an_annex_says_the_same_in_every_form(quick: Project, tmp_path: Path, form: str) -> None:
    data = {
        "word": annexes.word,
        "merged workbook": annexes.workbook,
        "plain workbook": lambda: annexes.workbook(merged=False),
        "pdf": lambda: annexes.pdf(annexes.word(), tmp_path),
    }[form]()
    path = tmp_path / f"assignment.{'pdf' if form == 'pdf' else 'docx' if form == 'word' else 'xlsx'}"
    path.write_bytes(data)
    outcome = run(quick, path)
    assert facts(quick) == EXPECTED
    assert [one.id for one in outcome.reading.agencies] == list(annexes.NEW)
    assert {row["id"] for row in rows(quick, "agencies")} >= set(annexes.NEW)
    (known,) = [row for row in rows(quick) if row["measure_vi"].startswith("Tuyển dụng")]
    assert (known["id"], known["theme"]) == ("2021-01", "personnel")  # brought up to date, not doubled


def test_the_same_annex_twice_changes_nothing(quick: Project, tmp_path: Path) -> None:
    path = tmp_path / "assignment.docx"
    path.write_bytes(annexes.word())
    run(quick, path)
    again = run(quick, path)
    assert not again.plan.contents
    assert set(again.plan.told) == {"as it was"}
    assert "Nothing to do" in told_annex(quick, again, {})[-1]


def test_a_dry_run_tells_how_each_measure_is_understood_and_writes_nothing(quick: Project, tmp_path: Path) -> None:
    path = tmp_path / "assignment.docx"
    path.write_bytes(annexes.word())
    before = rows(quick), rows(quick, "agencies")
    told = "\n".join(told_annex(quick, run(quick, path, DRY_RUN="1"), {}))
    assert (rows(quick), rows(quick, "agencies")) == before
    for part in (
        "lead ← Cơ quan chủ trì",
        "2021-15 (new) Rà soát thủ tục hành chính",
        "aims at: papi participation; lead: uy-ban-mttq-thanh-pho",
        "deadline: Trước 15/12/2021 → 2021-12-14",
        "so-giao-duc-va-dao-tao: Sở Giáo dục và Đào tạo (department)",
        "Would be written",
    ):
        assert part in told


def test_a_table_of_many_pages_is_read_to_its_end(quick: Project, tmp_path: Path) -> None:
    texts = [
        f"Nhiệm vụ thứ {number} " + "được mô tả thật dài dòng để ô xuống dòng nhiều lần " * 6 for number in range(40)
    ]
    lines = [
        (str(at), text, "Sở Nội vụ", "", f"Tháng {at % 12 + 1}/2021", "Báo cáo") for at, text in enumerate(texts, 1)
    ]
    path = tmp_path / "assignment.pdf"
    path.write_bytes(annexes.pdf(annexes.word([("I. Về Chỉ số PAPI",), *lines]), tmp_path))
    outcome = run(quick, path)
    assert [one.text for one in outcome.reading.measures] == [text.strip() for text in texts]
    assert {one.index for one in outcome.reading.measures} == {"papi"}
    assert any("goes on with the row at the end of the page before" in note for note in outcome.notes)


def test_all_problems_are_told_at_once_with_their_places(quick: Project, tmp_path: Path) -> None:
    lines = [
        ("I. Về Chỉ số PAPI",),
        ("1", "Một", "Sở Nội vu", "Văn phòng UBND thành phố", "30/9/2020", ""),
        ("2", "Hai", "Sở Nội vụ", "", "31/9/2021", ""),
        ("3", "Hai", "Sở Nội vụ và Ban Ví dụ", "", "", ""),
        ("", "", "Sở Nội vụ", "", "", ""),
    ]
    before = {path: path.read_bytes() for path in quick.raw.rglob("*.csv")}
    with pytest.raises(ChisoError) as caught:
        run(quick, written(tmp_path, lines), NEW_AGENCIES="")
    told = str(caught.value)
    for part in (
        "'30/9/2020' is before 2021", "E3",
        "'31/9/2021', and there is no such day", "E4",
        "'Hai' stands twice", "B5",
        "No agency of Cần Thơ is called 'Ban Ví dụ'", "NEW_AGENCIES=1",
        "A row assigns something, and no measure stands in it", "B6",
    ):  # fmt: skip
        assert part in told, part
    assert {path: path.read_bytes() for path in quick.raw.rglob("*.csv")} == before


def test_an_unknown_agency_is_named_with_those_that_come_nearest(quick: Project, tmp_path: Path) -> None:
    lines = [("1", "Một", "Sở Nội vự vụ", "", "", "")]
    with pytest.raises(ChisoError, match=r"Nearest: so-noi-vu \(Sở Nội vụ\)"):
        run(quick, written(tmp_path, lines), NEW_AGENCIES="")


def test_a_group_that_names_two_parts_stops_the_import(quick: Project, tmp_path: Path) -> None:
    lines = [
        ("I. Về Chỉ số PAPI",),
        ("1. Chỉ số nội dung 2: Tham gia của người dân ở cấp cơ sở",),
        ("1", "Một", "Sở Nội vụ", "", "", ""),
    ]
    with pytest.raises(ChisoError, match="names 2 parts"):
        run(quick, written(tmp_path, lines))


def test_a_shared_column_needs_its_labels(quick: Project, tmp_path: Path) -> None:
    head = ("TT", "Nội dung", "Cơ quan chủ trì, phối hợp", "Thời hạn")
    labelled = "Chủ trì: Sở Nội vụ; Phối hợp: Các sở, ban, ngành; UBND quận, huyện"
    outcome = run(quick, written(tmp_path, [("1", "Một", labelled, "Quý 4")], head=head), DRY_RUN="1")
    (one,) = outcome.reading.measures
    assert (one.leads, one.others) == (("so-noi-vu",), ("cac-so-ban-nganh", "ubnd-quan-huyen"))
    with pytest.raises(ChisoError, match="Who leads and who helps is not told apart"):
        run(quick, written(tmp_path, [("1", "Một", "Sở Nội vụ; Sở Tài chính", "Quý 4")], head=head))


def test_a_measure_without_an_owner_comes_in_and_is_named(quick: Project, tmp_path: Path) -> None:
    outcome = run(quick, written(tmp_path, [("1", "Một", "", "", "", ""), ("2", "Hai", "Sở Nội vụ", "", "", "")]))
    assert [one.leads for one in outcome.reading.measures] == [(), ("so-noi-vu",)]
    assert any("no lead agency is named for 2021-15" in line for line in told_annex(quick, outcome, {}))


def test_a_file_without_assignments_says_what_was_looked_for(quick: Project, tmp_path: Path) -> None:
    with pytest.raises(ChisoError, match="No table of the file assigns measures"):
        run(quick, written(tmp_path, [("1", "2")], head=("Tỉnh", "Điểm")))


def test_what_belongs_to_figures_does_not_go_with_a_plan(quick: Project) -> None:
    with pytest.raises(ChisoError, match="INDEX_YEAR does not go with PLAN"):
        bring_in(quick, {"PLAN": "2021", "INDEX_YEAR": "2020", "FILE": "x.docx"})
    with pytest.raises(ChisoError, match="PLAN is 'next'"):
        bring_in(quick, {"PLAN": "next", "FILE": "x.docx"})
    with pytest.raises(ChisoError, match="NEW_AGENCIES goes with PLAN only"):
        bring_in(quick, {"NEW_AGENCIES": "1", "FILE": "x.docx"})


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        (
            "Sở Giáo dục và Đào tạo, Sở Lao động - Thương binh và Xã hội, Sở Văn hóa, Thể thao và Du lịch",
            ["Sở Giáo dục và Đào tạo", "Sở Lao động - Thương binh và Xã hội", "Sở Văn hóa, Thể thao và Du lịch"],
        ),
        ("Các sở, ban,\nngành; UBND các quận, huyện", ["cac-so-ban-nganh", "ubnd-quan-huyen"]),
        ("Sở NV, VP UBND TP và các sở, ban, ngành", ["so-noi-vu", "van-phong-ubnd-thanh-pho", "cac-so-ban-nganh"]),
        ("- Sở Nội vụ thành phố Cần Thơ\n- Ủy ban MTTQ Việt Nam thành phố", ["so-noi-vu", "uy-ban-mttq-thanh-pho"]),
        ("Sở Nội vụ\nvà UBND quận, huyện có liên quan", ["so-noi-vu", "ubnd-quan-huyen"]),
        ("Sở Nội vụ, SNV", ["so-noi-vu"]),
    ],
)
def test_names_are_parted_only_where_another_begins(catalog: Catalog, cell: str, names: list[str]) -> None:
    reader = AgencyNames(catalog, catalog.units.resolve("can-tho"), annex_words())
    assert [one.agency.id if one.agency else one.written for one in reader.read(cell)] == names


def test_a_column_of_indices_says_what_each_measure_aims_at(quick: Project, tmp_path: Path) -> None:
    head = ("TT", "Chỉ số thành phần", "Giải pháp", "Chủ trì", "Thời gian")
    aims = ["1.4 Đóng góp tự nguyện", "Chỉ số nội dung 6", "PAPI: Thủ tục hành chính công", "SIPAS"]
    aims += ["Cải cách thủ tục hành chính", "PCI"]  # of one index; the name of a part of another stands within it
    lines = [(str(at), aim, f"Giải pháp {at}", "Sở Nội vụ", "") for at, aim in enumerate(aims, 1)]
    outcome = run(quick, written(tmp_path, lines, head=head), DRY_RUN="1")
    assert [(one.index, one.concept) for one in outcome.reading.measures] == [
        ("papi", "voluntary_contributions"),
        ("papi", "service_delivery"),
        ("papi", "administrative_procedures"),
        ("sipas", ""),
        ("par_index", "par_procedures"),
        ("", ""),
    ]
    assert any("'PCI' names no index and no part that is known" in note for note in outcome.notes)


def test_several_annexes_over_the_pages_of_a_pdf_keep_to_their_own_titles_and_groups(
    quick: Project, tmp_path: Path
) -> None:
    document = docx.Document()
    for title, group, count in (("PHỤ LỤC I. CHỈ SỐ PAPI", "Kiểm soát tham nhũng", 2), ("PHỤ LỤC II. SIPAS", "", 30)):
        document.add_paragraph(title)
        table = document.add_table(1, 4, style="Table Grid")
        lines = [("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"), *([("I", group, "", "")] if group else [])]
        lines += [(str(at), f"{title} {at}", "Sở Nội vụ", "30/6") for at in range(1, count + 1)]
        for at, line in enumerate(lines):
            for cell, text in zip((table.rows[0] if at == 0 else table.add_row()).cells, line, strict=True):
                cell.text = text
    made = io.BytesIO()
    document.save(made)
    path = tmp_path / "assignment.pdf"
    path.write_bytes(annexes.pdf(made.getvalue(), tmp_path))
    outcome = run(quick, path, DRY_RUN="1")
    aims = [(one.index, one.concept) for one in outcome.reading.measures]
    assert aims == [("papi", "control_of_corruption")] * 2 + [("sipas", "")] * 30


def test_each_annex_of_a_file_has_the_index_of_its_title_and_a_repeated_heading_is_no_measure(
    quick: Project, tmp_path: Path
) -> None:
    head = ("STT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn hoàn thành")
    lines = [("1", "Một", "Sở Nội vụ", "", "Quý I"), head, ("2", "Hai", "như trên", "", "")]
    outcome = run(quick, written(tmp_path, lines, head=head, title="PHỤ LỤC II. CHỈ SỐ SIPAS"), DRY_RUN="1")
    assert [(one.text, one.index, one.leads) for one in outcome.reading.measures] == [
        ("Một", "sipas", ("so-noi-vu",)),
        ("Hai", "sipas", ("so-noi-vu",)),
    ]


def test_of_tasks_and_their_solutions_the_solutions_are_the_measures(quick: Project, tmp_path: Path) -> None:
    head = ("TT", "Nhiệm vụ", "Giải pháp", "Cơ quan thực hiện", "Thời gian")
    lines = [("1", "Minh bạch", "Công khai A", "Sở Nội vụ", "Quý I"), ("2", None, "Công khai B", None, "Quý II")]
    outcome = run(quick, written(tmp_path, lines, head=head), INDEX="papi", DRY_RUN="1")
    assert [(one.theme, one.text, one.leads, one.index) for one in outcome.reading.measures] == [
        ("Minh bạch", "Công khai A", ("so-noi-vu",), "papi"),
        ("Minh bạch", "Công khai B", ("so-noi-vu",), "papi"),
    ]
