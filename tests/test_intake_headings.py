"""What a column holds, by the heading over it."""

from __future__ import annotations

import pytest

from chiso.catalog import Catalog
from chiso.errors import DataError
from chiso.intake.headings import UNKNOWN, is_numbering, is_unit, read_heading, years_in
from chiso.intake.vocabulary import vocabulary


def read(catalog: Catalog, index: str, year: int, *texts: str) -> tuple[str, str]:
    heading = read_heading(texts, vocabulary(catalog, index, year), texts)
    return heading.role, heading.code


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        (("D1",), "D1"),
        (("D 1",), "D1"),
        (("1: Tham gia của người dân ở cấp cơ sở",), "D1"),
        (("1. Tham gia",), "D1"),
        (("I. Tham gia của người dân",), "D1"),
        (("Nội dung 1",), "D1"),
        (("Chỉ số nội dung 1: Tham gia của người dân ở cấp cơ sở",), "D1"),
        (("Dimension 1: Participation at Local Levels",), "D1"),
        (("Chỉ số nội dung", "1"), "D1"),
        (("Nội dung 1", "Điểm"), "D1"),
        (("Quản trị điện tử",), "D8"),
        (("E-Governance",), "D8"),
        (("Quản trị điện tử / E-Governance",), "D8"),
        (("Quản trị điện tử\nE-Governance",), "D8"),
        (("1.1",), "1.1"),
        (("1.1.",), "1.1"),
        (("1.1: Tri thức công dân",), "1.1"),
        (("Nội dung thành phần 1.1: Tri thức công dân",), "1.1"),
        (("S1.1 Civic Knowledge",), "1.1"),
        (("1. Tham gia", "1.1 Tri thức công dân"), "1.1"),
        (("1. Tham gia", "Tri thức công dân"), "1.1"),
        (("Tri thức công dân", "Civic Knowledge"), "1.1"),
        (("Law and Order",), "6.4"),
        (("SD1.1",), "1.1"),
        (("sd1_1",), "1.1"),
        (("d11",), "1.1"),
        (("sub_1_1",), "1.1"),
        (("dim_1",), "D1"),
        (("Overall Dimension 1",), "D1"),
        (("Index 2: Transparency",), "D2"),
        (("Dimension 1", "Sub-Dimension 1. Civic Knowledge"), "1.1"),
        (("Nội dung thành phần 4: Thủ tục hành chính cấp xã/phường",), "5.4"),
        (("1. Participation at Local Levels", "Total Dimension"), "D1"),
        (("Tổng điểm PAPI",), "TOTAL"),
        (("Tổng điểm",), "TOTAL"),
        (("Unweighted PAPI Score",), "TOTAL"),
        (("PAPI tổng hợp (không có trọng số)",), "TOTAL"),
        (("PAPI 2020",), "TOTAL"),
        (("Năm 2020", "Điểm"), "TOTAL"),
    ],
)
def test_a_score_is_known_by_code_by_name_or_by_words(catalog: Catalog, texts: tuple[str, ...], code: str) -> None:
    assert read(catalog, "papi", 2020, *texts) == ("score", code)


@pytest.mark.parametrize(
    "texts",
    [
        ("Xếp hạng",),
        ("XẾP HẠNG",),
        ("Hạng",),
        ("Thứ hạng",),
        ("Rank",),
        ("Ranking",),
        ("Vị trí",),
        ("Vị thứ",),
        ("Năm 2020", "Xếp hạng"),
        ("PAR INDEX 2020", "Hạng"),
        ("Xếp hạng Chỉ số CCHC năm 2020",),
    ],
)
def test_a_rank_is_known_by_its_words(catalog: Catalog, texts: tuple[str, ...]) -> None:
    assert read(catalog, "par_index", 2020, *texts) == ("rank", "TOTAL")


@pytest.mark.parametrize(
    "texts",
    [
        ("Chỉ số",),
        ("Chỉ số (%)",),
        ("Chỉ số CCHC",),
        ("PAR INDEX 2020 (%)",),
        ("Kết quả Chỉ số CCHC năm 2020",),
        ("Chỉ số cải cách hành chính",),
        ("Public Administration Reform Index",),
        ("Điểm số",),
        ("Tổng điểm",),
        ("Score",),
        ("Năm 2020",),
        (),
    ],
)
def test_the_total_has_many_names(catalog: Catalog, texts: tuple[str, ...]) -> None:
    assert read(catalog, "par_index", 2020, *texts) == ("score", "TOTAL")


@pytest.mark.parametrize(
    "text",
    ["Chỉ số hài lòng chung", "SIPAS 2020", "Mức độ hài lòng chung (%)", "Chỉ số hài lòng về sự phục vụ hành chính"],
)
def test_satisfaction_has_its_own_words(catalog: Catalog, text: str) -> None:
    assert read(catalog, "sipas", 2020, text) == ("score", "TOTAL")


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        (("STT",), "numbering"),
        (("TT",), "numbering"),
        (("Mã tỉnh",), "numbering"),
        (("Vùng",), "numbering"),
        (("Năm 2019", "Chỉ số"), "of 2019"),
        (("Chỉ số 2019",), "of 2019"),
        (("Tăng/giảm",), "a change"),
        (("Thay đổi 2020 so với 2019",), "a change"),
        (("Chênh lệch",), "a change"),
        (("PAPI CI low",), "a spread"),
        (("Khoảng tin cậy 95%",), "a spread"),
        (("Mẫu",), "a spread"),
        (("Dân số",), "a spread"),
        (("Thang điểm",), "a spread"),
        (("Nhóm xếp hạng",), "a group"),
        (("Xếp loại",), "a group"),
        (("Chỉ đạo điều hành", "Điểm"), UNKNOWN),
        (("Điểm tự đánh giá",), UNKNOWN),
        (("Điểm thẩm định",), UNKNOWN),
        (("Cải cách thể chế",), UNKNOWN),
    ],
)
def test_other_columns_are_passed_over_with_a_reason(catalog: Catalog, texts: tuple[str, ...], why: str) -> None:
    heading = read_heading(texts, vocabulary(catalog, "par_index", 2020))
    assert heading.role == "passed"
    assert heading.why.startswith(why)


def test_words_that_differ_by_their_marks_alone_are_not_confused(catalog: Catalog) -> None:
    assert read(catalog, "papi", 2020, "6.3 Cơ sở hạ tầng căn bản") == ("score", "6.3")
    assert read(catalog, "papi", 2015, "3.3 Ban Giám sát đầu tư cộng đồng") == ("score", "3.3")


def test_weights_that_are_not_those_of_the_index_are_passed_over(catalog: Catalog) -> None:
    assert read(catalog, "papi", 2020, "Weighted PAPI Score")[0] == "passed"
    assert read(catalog, "papi", 2020, "PAPI tổng hợp có trọng số")[0] == "passed"


def test_a_code_that_is_named_for_something_else_contradicts_itself(catalog: Catalog) -> None:
    heading = read_heading(["2.2 Communal Budgets and Expenditure"], vocabulary(catalog, "papi", 2020))
    assert heading.role == "contradiction"
    assert "Danh sách hộ nghèo" in heading.why
    assert read(catalog, "papi", 2017, "2.2 Communal Budgets and Expenditure") == ("score", "2.2")


def test_two_languages_must_name_the_same(catalog: Catalog) -> None:
    texts = ("Danh sách hộ nghèo", "Communal Budgets and Expenditure")
    assert read_heading(texts, vocabulary(catalog, "papi", 2020), texts).role == "contradiction"


def test_a_code_without_a_meaning_is_named_as_such(catalog: Catalog) -> None:
    heading = read_heading(["7.4 Khí hậu"], vocabulary(catalog, "papi", 2020))
    assert (heading.role, heading.code, heading.why) == ("passed", "7.4", "an unknown code")


def test_years_of_dates_are_not_meant() -> None:
    assert years_in("Chỉ số năm 2020 (Quyết định ngày 24/6/2021, tháng 6 năm 2021)") == {2020}
    assert years_in("2020PAPI") == {2020}
    assert years_in("577/QĐ-BNV/2021") == set()


@pytest.mark.parametrize("text", ["(1)", "1", "[2]", "B", "(3)=(2)/(1)", "IV"])
def test_a_cell_may_only_number_its_column(text: str) -> None:
    assert is_numbering(text)


@pytest.mark.parametrize("text", ["(%)", "%", "điểm", "(Điểm)", "Đơn vị tính: %"])
def test_a_cell_may_only_name_a_unit_of_measure(text: str) -> None:
    assert is_unit(text)


def test_a_later_year_carries_the_last_meanings_over(catalog: Catalog) -> None:
    words = vocabulary(catalog, "papi", 2025)
    assert words.carried_from == 2024
    assert words.required == vocabulary(catalog, "papi", 2024).required
    assert vocabulary(catalog, "papi", 2024).carried_from is None


def test_a_year_before_all_meanings_is_refused(catalog: Catalog) -> None:
    with pytest.raises(DataError, match="have no meaning in 2009") as caught:
        vocabulary(catalog, "papi", 2009)
    assert caught.value.where.endswith("papi/indicators.csv")


def test_the_rank_of_something_else_is_no_unknown_figure(catalog: Catalog) -> None:
    heading = read_heading(["Xếp hạng Một tên gọi khác"], vocabulary(catalog, "papi", 2020))
    assert (heading.role, heading.why) == ("passed", "a rank of something else")
