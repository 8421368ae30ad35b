"""What a briefing says is no more than what the figures and the sources say."""

from __future__ import annotations


import pytest
from reading import Brief, text_of

from chiso.blocks.specs import Cover
from chiso.export.pieces import NO_DATE
from chiso.export.shown_date import shown_date, timestamp
from chiso.locales import LOCALES


def cover(brief: Brief, year: int, province: str = "can-tho", locale: str = "en", units: int = 0) -> Cover:
    block = brief(year, province, locale, units)["cover.cover"]
    assert isinstance(block, Cover)
    return block


@pytest.mark.parametrize(
    ("year", "date"),
    [
        (2012, "2012-05-03"),  # PAPI alone, and its day is known
        (2013, "2013"),  # no day is known of PAPI 2012 and of PAR INDEX 2012
        (2017, "2017"),  # 4 April 2017 is the day of PAPI; that of PAR INDEX 2016 is not known, and is later
        (2021, "2021-06-24"),
    ],
)
def test_a_briefing_has_a_day_only_where_that_of_each_edition_is_known(brief: Brief, year: int, date: str) -> None:
    assert {cover(brief, year, locale=locale).date for locale in LOCALES} == {date}


@pytest.mark.parametrize("locale", LOCALES)
def test_no_day_is_shown_of_a_document_that_has_none(locale: str) -> None:
    assert shown_date("2017", locale) == shown_date(NO_DATE, locale) == ""
    assert shown_date("2021-06-24", locale) in ("24/6/2021", "24 June 2021")
    # The time of the file still follows from the date alone.
    assert [timestamp(date).date().isoformat() for date in ("2017", "2021-06-24")] == ["2017-01-01", "2021-06-24"]


def test_what_lies_before_the_first_edition_here_is_not_said_not_to_have_been_measured(brief: Brief) -> None:
    """PAPI 2010 was published for 30 provinces; nobody here knows of SIPAS before 2015."""
    said = text_of(brief(2012, "can-tho", "en")["message.message"])
    assert "an edition for 2010 was published, but its table is not among those collected here" in said
    assert "no edition for 2011 is among the tables collected here" in said
    said = text_of(brief(2012, "can-tho", "vi")["message.message"])
    assert "đợt đánh giá năm 2010 đã công bố nhưng chưa thu thập được bảng số liệu" in said
    assert "chưa đo lường" not in said


@pytest.mark.parametrize(
    ("year", "index", "said"),
    [
        (2021, "PAPI 2020", {"vi": "khảo sát 14.732 người trên cả nước", "en": "14,732 people asked in the whole country"}),
        (2020, "SIPAS 2019", {"vi": "khảo sát 35.268 người trên cả nước", "en": "35,268 people asked in the whole country"}),
        (2016, "SIPAS 2015", {
            "vi": "khảo sát 12.000 người tại 10 tỉnh, thành phố",
            "en": "12,000 people asked in 10 provinces and cities",
        }),
        (2021, "SIPAS 2020", {}),
        (2021, "PAR INDEX 2020", {}),
    ],
)  # fmt: skip
def test_the_cover_says_how_many_people_were_asked_where_that_is_known(
    brief: Brief, year: int, index: str, said: dict[str, str]
) -> None:
    for locale in LOCALES:
        fact = dict(cover(brief, year, locale=locale).facts)[index]
        assert fact.partition("; ")[2] == said.get(locale, ""), fact
        assert fact.startswith(("công bố ngày", "published on"))


def test_people_asked_of_an_estimate_are_those_of_the_whole_country_or_nobody(brief: Brief) -> None:
    assert "14,732 people asked in the whole country" in dict(cover(brief, 2021, units=34).facts)["PAPI 2020"]
    assert "asked" not in dict(cover(brief, 2016, units=34).facts)["SIPAS 2015"]
