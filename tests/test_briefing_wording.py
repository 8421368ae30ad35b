"""What a briefing says is no more than what the figures and the sources say."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from message_cases import texts
from messages import ids
from reading import Brief, Briefing, text_of

from chiso.blocks.specs import Cover
from chiso.briefing.words import Words
from chiso.charts.course_marks import goal_of
from chiso.export.pieces import NO_DATE
from chiso.export.shown_date import shown_date, timestamp
from chiso.facts.data import Data
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
        (2021, "PAPI 2020", ("khảo sát 14.732 người trên cả nước", "14,732 people asked nationwide")),
        (2020, "SIPAS 2019", ("khảo sát 35.268 người trên cả nước", "35,268 people asked nationwide")),
        (
            2016,
            "SIPAS 2015",
            ("khảo sát 12.000 người tại 10 tỉnh, thành phố", "12,000 people asked in 10 provinces and cities"),
        ),
        (2021, "SIPAS 2020", ("", "")),
        (2021, "PAR INDEX 2020", ("", "")),
    ],
)
def test_the_cover_says_how_many_people_were_asked_where_that_is_known(
    brief: Brief, year: int, index: str, said: tuple[str, str]
) -> None:
    for locale, asked in zip(LOCALES, said, strict=True):
        fact = dict(cover(brief, year, locale=locale).facts)[index]
        assert fact.partition("; ")[2] == asked, fact
        assert fact.startswith(("công bố ngày", "published on"))


def test_people_asked_of_an_estimate_are_those_of_the_whole_country_or_nobody(brief: Brief) -> None:
    assert "14,732 people asked nationwide" in dict(cover(brief, 2021, units=34).facts)["PAPI 2020"]
    assert "asked" not in dict(cover(brief, 2016, units=34).facts)["SIPAS 2015"]


def said(brief: Brief, year: int, province: str, locale: str, block: str, units: int = 0) -> str:
    return text_of(brief(year, province, locale, units)[block]).replace("\u00a0", " ")


def test_a_target_that_the_earlier_result_meets_is_not_said_to_be_reached(brief: Brief) -> None:
    """The plan of Bắc Giang for 2024 is held against the result of 2023, the last that was known."""
    for block, en, vi in (
        ("cover.cards", "met by the result of 2023", "kết quả năm 2023 đã đạt"),
        ("message.message", "result of 2023 already meets its target", "năm 2023 đã đạt mức mục tiêu"),
        ("targets.table", "already met by the result of 2023", "kết quả năm 2023 đã đạt"),
        ("outlook.table", "met by the result of 2023", "kết quả năm 2023 đã đạt"),
    ):
        for locale, words in (("en", en), ("vi", vi)):
            told = said(brief, 2024, "bac-giang", locale, block)
            assert words in told, (block, told)
            assert "has reached" not in told
    for locale, words in (("en", "already met by the result of 2023"), ("vi", "kết quả năm 2023 đã đạt")):
        goal = goal_of({"plan_year": 2024, "target_score": 90, "score_gap": -1}, Words(locale), "percent", None, 2023)
        assert goal is not None
        assert words in goal.lines


def test_the_count_of_targets_says_in_the_same_sentence_where_a_break_lies_between(brief: Brief) -> None:
    en = "Not one of the 3 targets of the plan for 2021 was reached; for PAPI, a break in the series lies between"
    vi = "Không đạt mục tiêu nào trong 3 mục tiêu của kế hoạch năm 2021; đối với PAPI, chuỗi số liệu có gián đoạn"
    for locale, words in (("en", en), ("vi", vi)):
        for block in ("message.message", "verdicts.table"):
            assert words in said(brief, 2022, "can-tho", locale, block)


def test_a_draft_is_called_a_draft_wherever_its_targets_stand(brief: Brief) -> None:
    """The targets of Lạng Sơn for 2023 were read in a draft; no other plan here is one."""
    for block, en, vi in (
        ("cover.cover", "targets of the draft plan for 2023", "mục tiêu theo dự thảo kế hoạch năm 2023"),
        ("cover.cards", "Target 2023 (draft)", "Mục tiêu 2023 (dự thảo)"),
        ("targets.table", "Targets of the draft plan for 2023", "Mục tiêu của dự thảo kế hoạch năm 2023"),
    ):
        assert en in said(brief, 2023, "lang-son", "en", block)
        assert vi in said(brief, 2023, "lang-son", "vi", block)
        assert "draft" not in said(brief, 2021, "can-tho", "en", block)
    for locale, words in (("en", "of the draft plan for 2023"), ("vi", "của dự thảo kế hoạch năm 2023")):
        assert words in said(brief, 2024, "lang-son", locale, "verdicts.table")  # and in the year after


def test_the_sentence_on_targets_names_a_draft_too(brief: Brief) -> None:
    for locale, words in (
        ("en", "the targets of the draft plan for 2021"),
        ("vi", "mục tiêu của dự thảo kế hoạch năm"),
    ):
        plain = brief(2021, "can-tho", locale)
        drafted = plain.facts()["targets"].assign(is_draft=True)
        given = Briefing(plain.data, "can-tho", Words(locale), targets=drafted)
        assert words in text_of(given["message.message"]).replace("\u00a0", " ")
        assert words not in text_of(plain["message.message"]).replace("\u00a0", " ")


NOW = {
    "en": re.compile(r"\b(?:now|nowadays|currently|today)\b|\bpresent (?:scale|level|one\b(?!s)|score|total)", re.I),
    "vi": re.compile(r"\b(?:hiện nay|hiện tại|bây giờ|nay)\b", re.I),
}
UNIT_SINCE_THE_MERGER = ("targets-former", "statements-former", "parts-note-rank")


@pytest.mark.parametrize("locale", LOCALES)
def test_no_message_calls_a_figure_of_some_year_that_of_today(locale: str) -> None:
    """A briefing is read years later, and its figures are of the year before it at best."""
    for message in ids():
        if message not in UNIT_SINCE_THE_MERGER:
            for text in texts(Words(locale), message)[:3]:
                assert not NOW[locale].search(text), (message, text)


def test_vietnamese_has_the_terms_of_its_statisticians() -> None:
    for message in ids():
        for text in texts(Words("vi"), message):
            assert "điểm %" not in text, (message, text)
            assert "tứ phân vị" not in text, (message, text)


def test_a_figure_that_a_document_rounded_wrongly_is_not_said_to_be_cut_off(data: Callable[..., Data]) -> None:
    known = data(2021)
    say = {locale: Words(locale) for locale in LOCALES}
    for locale, note, verdict in (
        ("en", "42.87 in the official document are neither rounded nor cut off.", "off by less than one unit of the"),
        (
            "vi",
            "văn bản chính thức ghi 42,87, không phải do làm tròn hay cắt bớt",
            "lệch chưa đến một đơn vị của chữ số",
        ),
    ):
        briefing = Briefing(known, "can-tho", say[locale])
        frame = briefing.facts()["statements"]
        is_score = (frame["index"] == "papi") & (frame["index_year"] == 2020) & (frame["quantity"] == "score")
        assert frame.loc[is_score, "verdict"].tolist() == ["cut_off"]
        stated = frame.assign(
            stated=frame["stated"].mask(is_score, "42.87"), verdict=frame["verdict"].mask(is_score, "off")
        )
        given = Briefing(known, "can-tho", Words(locale), statements=stated)
        assert note in text_of(given["cover.cards"])
        assert verdict in text_of(given["statements.table"])
