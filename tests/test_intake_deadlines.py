"""Deadlines as plans write them."""

from __future__ import annotations

import datetime as dt

import pytest

from chiso.intake.assignments.deadlines import read_deadline


@pytest.mark.parametrize(
    ("written", "last"),
    [
        ("30/9/2021", "2021-09-30"),
        ("2021-09-30 00:00:00", "2021-09-30"),  # a day of a workbook
        ("ngày 30 tháng 9 năm 2021", "2021-09-30"),
        ("30 September 2021", "2021-09-30"),
        ("Tháng 9/2021", "2021-09-30"),
        ("Tháng 2", "2021-02-28"),  # of the plan's year
        ("Từ tháng 3 đến tháng 9/2021", "2021-09-30"),
        ("Tháng 9 - 10/2021", "2021-10-31"),  # was the ninth of October
        ("Quý III/2021", "2021-09-30"),
        ("Quý 2-3/2021", "2021-09-30"),
        ("Quý III, IV/2021", "2021-12-31"),
        ("Q3/2021", "2021-09-30"),
        ("6 tháng đầu năm 2021", "2021-06-30"),
        ("Trong năm 2021", "2021-12-31"),
        ("Giai đoạn 2021-2025", "2025-12-31"),
        ("Trước 15/12/2021", "2021-12-14"),
        ("Trước quý IV/2021", "2021-09-30"),
        ("Thường xuyên, báo cáo trước 15/12/2021", "2021-12-14"),
    ],
)
def test_the_last_day_that_a_deadline_leaves_is_taken(written: str, last: str) -> None:
    found = read_deadline(written, 2021)
    assert (found.reading, found.last, found.written) == ("day", dt.date.fromisoformat(last), written)


@pytest.mark.parametrize("written", ["Thường xuyên", "Hàng quý", "Thường xuyên trong năm 2021", "Ongoing"])
def test_a_task_that_goes_on_has_no_last_day(written: str) -> None:
    assert (read_deadline(written, 2021).reading, read_deadline(written, 2021).last) == ("continuing", None)


@pytest.mark.parametrize(
    "written", ["Theo hướng dẫn của Bộ Nội vụ", "Sau 30 ngày kể từ 15/9/2021", "Sớm", "ngày 1-9/2021", "Từ 01/6/2021"]
)
def test_a_deadline_with_a_word_that_is_not_known_is_never_guessed(written: str) -> None:
    assert (read_deadline(written, 2021).reading, read_deadline(written, 2021).last) == ("unknown", None)


@pytest.mark.parametrize("written", ["31/9/2021", "Tháng 13/2021", "Quý V/2021", "Quý 5"])
def test_a_day_that_there_is_not_is_none(written: str) -> None:
    assert read_deadline(written, 2021).last is None
