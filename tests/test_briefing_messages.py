"""Every message in both languages with every case of its values: what a reader may never meet in a text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from message_cases import texts
from messages import Asked, asked, ids, strings, variables

from chiso.blocks.language import message_ids
from chiso.blocks.page_words import page_messages
from chiso.briefing.words import Words, messages_of
from chiso.errors import ParameterError
from chiso.locales import LOCALES

LANGUAGES = {locale: Words(locale) for locale in LOCALES}
VI, EN = LANGUAGES["vi"], LANGUAGES["en"]

#: Clauses that the code begins with a capital letter where a sentence starts.
CLAUSES = re.compile(
    r"gap-(?!title)|reason-(?!title|new|.*-detail)|official-|change-|rank-|join-|score-of|targets-part"
)

#: Messages that are whole sentences.
SENTENCES = re.compile(
    r"sentence-|reading-|method-(?!.*title$|page-title)|.*-note(-|$)|judgement-summary|targets-sentence|"
    r"drivers-(intro|broken|losses|gains|no-|shift|none)|(breaks|targets|statements)-none|description$|"
    r"course-(caption|alt$|alt-target)|card-(cut-off|off|derived|no-previous|not-comparable|other-scale)|reason-.*-detail"
)

UPWARDS_AND_DOWNWARDS = {
    "vi": "tăng|tăng thêm|giảm|thiếu|còn thiếu|lên|xuống|cao hơn|thấp hơn",
    "en": "up|down|rose|fell|rise of|fall of|gained|lost|short",
}
MORE_AND_LESS = {"vi": "cao hơn|thấp hơn|trở lên", "en": "more|less|better|worse|short|higher|lower|up|down"}

FAULTS = {
    "a key": re.compile(r"\b(?:" + "|".join(re.escape(one) for one in ids() if "-" in one) + r")\b"),
    "a value that is missing": re.compile(r"[{}$]|\b(nan|NaN|None|inf|NA|null|undefined)\b|<NA>|\?\?\?"),
    "a zero with a sign": re.compile(r"[-+−]0(?:[.,]0+)?(?![\d.,]*\d)"),
    "a minus that is a hyphen": re.compile(r"(?<![\w–-])-\d"),
    "two spaces": re.compile(r"[ \u00a0]{2}|^ | $"),
    "a space before a mark": re.compile(r"[ \u00a0][.,;:!?)”]"),
    "a space after a bracket": re.compile(r"[(“] "),
    "two marks": re.compile(r"[,;:][.,;:]|(?<!\.)\.\.(?!\.)|\.[,;]"),
    "no space after a mark": re.compile(r"[;!?][^\s)”]|,[^\s\d)”]"),
    "an empty bracket": re.compile(r"\(\)|“”"),
    "a straight quote": re.compile(r"[\"']"),
}  # fmt: skip

LOCAL_FAULTS = {
    "vi": {
        # Not 14.732, which is a number of people.
        "a decimal point": re.compile(r"(?<![\d.])(?!\d{1,3}(?:\.\d{3})+(?!\d))\d+\.\d{2,}(?!\d|[.,]\d)"),
        "a percent sign without its space": re.compile(r"\d%"),
    },
    "en": {
        "a decimal comma": re.compile(r"\d,\d{2}(?!\d)"),
        "a space before percent": re.compile(r"\d\s%"),
        "one of many": re.compile(r"(?<![\d.,/])1 (?:places|targets|files|others|dimensions|provinces)\b"),
        "many of one": re.compile(r"(?<![\d.,/])(?:[02-9]|\d\d+) (?:place|target|file|dimension|province)\b(?!-)"),
        "a word twice": re.compile(r"\b([a-z]+) \1\b"),
        "a wrong ordinal": re.compile(r"\b(?:\d*1[123](?:st|nd|rd)|\d*[04-9](?:st|nd|rd))\b"),
    },
}


def faults(text: str, locale: str) -> list[str]:
    """Return what is wrong with a text, in words."""
    known = {
        **FAULTS,
        **LOCAL_FAULTS[locale],
        "a sign where a word says it": re.compile(
            rf"\b(?:{UPWARDS_AND_DOWNWARDS[locale]}) [+−]\d|"
            rf"(?<!\w)[+−]\d[\d.,]*(?:\u00a0%| điểm| điểm phần trăm| bậc| points?| percentage points?| pp| places?)? "
            rf"(?:{MORE_AND_LESS[locale]})\b"
        ),
    }
    if "-" not in text:
        del known["a key"]  # each has a hyphen, and looking for a thousand of them takes long
    found = [name for name, pattern in known.items() if pattern.search(text)]
    starts = re.findall(r"[.!?]”? (\w)", text)
    found += ["a sentence that starts small"] * any(letter.islower() for letter in starts)
    found += ["brackets that do not match"] * (text.count("(") != text.count(")") or text.count("“") != text.count("”"))
    return found


def sentence_faults(text: str) -> list[str]:
    """Return what keeps a text from being whole sentences."""
    found = []
    if text[0].islower():
        found.append("it starts small")
    if not re.search(r"[.!?]”?\Z", text):
        found.append("it has no full stop")
    return found


@pytest.mark.parametrize("locale", LOCALES)
def test_no_case_of_a_message_is_badly_put_together(locale: str) -> None:
    for message in ids():
        for text in texts(LANGUAGES[locale], message):
            # Conjunctions begin with the space or comma that joins them.
            shown = text.lstrip(", ") if message.startswith("join-") else text
            assert faults(shown, locale) == [], (message, text)
            assert shown.strip()


@pytest.mark.parametrize("locale", LOCALES)
def test_a_sentence_starts_with_a_capital_letter_and_ends_with_a_full_stop(locale: str) -> None:
    for message in filter(SENTENCES.match, ids()):
        for text in texts(LANGUAGES[locale], message):
            assert sentence_faults(text) == [], (message, text)


def test_what_ends_as_a_sentence_is_one_in_both_languages() -> None:
    for message in ids():
        ends = {locale: {text.endswith(".") for text in texts(LANGUAGES[locale], message)} for locale in LOCALES}
        assert ends["vi"] == ends["en"], message
        if True in ends["vi"] and not CLAUSES.match(message):
            for locale in LOCALES:
                assert sentence_faults(texts(LANGUAGES[locale], message)[0]) == [], message


def test_a_clause_that_becomes_a_sentence_has_no_full_stop_of_its_own() -> None:
    for message in ids():
        if CLAUSES.match(message) and message != "gap-parts":
            for locale in LOCALES:
                assert not [text for text in texts(LANGUAGES[locale], message) if text.endswith(".")], message


def test_the_walk_meets_every_case_of_a_sentence() -> None:
    # A figure and its unit stay on one line.
    vi, en = (
        [text.replace("\u00a0", " ") for text in texts(LANGUAGES[locale], "sentence-unclear")] for locale in LOCALES
    )
    for part in (
        "cao hơn 2,51 điểm phần trăm so với năm 2019",
        "(phần so sánh được: thấp hơn 1,00)",
        "bằng năm 2019",
        "xuống thứ 22/61",
        "(khoảng 4–60)",
        "trong 61 đơn vị được xếp hạng cả hai năm",
        "trong khi bình quân chung cao hơn 1,00",
    ):
        assert any(part in text for text in vi), part
    for part in (
        "2.51 points less than", "(1.00 less on the parts that can be compared)", "the same as in 2019",
        "rose 1 place, to", "fell 21 places among the 61 ranked in both years, to", "(range 4–60)",
        "while the mean was 1.00 lower",
    ):  # fmt: skip
        assert any(part in text for text in en), part
    assert len(vi) > 20


@pytest.mark.parametrize(
    ("text", "locale", "fault"),
    [
        ("Điểm là nan.", "vi", "a value that is missing"),
        ("{ $unit } tăng.", "vi", "a value that is missing"),
        ("Xem sentence-unclear.", "en", "a key"),
        ("Thay đổi −0,00 điểm.", "vi", "a zero with a sign"),
        ("A change of +0.0 points.", "en", "a zero with a sign"),
        ("PAPI tăng +0,5 điểm.", "vi", "a sign where a word says it"),
        ("It is −2.51 percentage points less.", "en", "a sign where a word says it"),
        ("It fell −8 places.", "en", "a sign where a word says it"),
        ("Giảm -2 bậc.", "vi", "a minus that is a hyphen"),
        ("Hai  dấu cách.", "vi", "two spaces"),
        ("Dấu cách .", "vi", "a space before a mark"),
        ("Hết.. Rồi", "vi", "two marks"),
        ("A; .", "en", "a space before a mark"),
        ("Đạt 42.89 điểm.", "vi", "a decimal point"),
        ("Scored 42,89.", "en", "a decimal comma"),
        ("It rose 1 places.", "en", "one of many"),
        ("It rose 2 place.", "en", "many of one"),
        ("came 11st of 63", "en", "a wrong ordinal"),
        ("Published. the scale changed.", "en", "a sentence that starts small"),
        ("(chưa đóng", "vi", "brackets that do not match"),
        ("The the end.", "en", "a word twice"),
    ],
)
def test_the_check_finds_what_it_looks_for(text: str, locale: str, fault: str) -> None:
    assert fault in faults(text.replace("The the", "the the"), locale)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Năm 2020, PAPI đạt 42,89/80 điểm, tăng 0,50 điểm; xem 8.3 và TP. Cần Thơ.", "vi"),
        ("In 2020, 12th of 63: 83.76%, 1,024 cases, a change of −2.83 points.", "en"),
        ("Nhóm 1–16; thang 0,33–3,33; 2019–2020.", "vi"),
    ],
)
def test_the_check_lets_good_texts_pass(text: str, locale: str) -> None:
    assert faults(text, locale) == []


def test_every_message_is_walked() -> None:
    assert set(ids()) == set(variables("vi")) == set(variables("en"))


# What the code asks for


def test_both_languages_have_the_same_messages_in_the_same_order() -> None:
    assert message_ids(messages_of("vi")) == message_ids(messages_of("en"))
    assert message_ids(page_messages("vi")) == message_ids(page_messages("en"))
    assert set(variables("vi")) == set(variables("en")) == set(ids())


def test_a_message_says_nothing_in_one_language_that_the_other_does_not_know() -> None:
    """A count or a form of an ordinal may choose the words of one language only; "was" needs no year."""
    vi, en = variables("vi"), variables("en")
    differ = {message: vi[message] ^ en[message] for message in vi if vi[message] != en[message]}
    assert all(names <= {"count", "form", "rank", "place", "before"} for names in differ.values()), differ


TOLD_BY_DATA = ("method-index", "method-index-title", "method-sets", "method-sets-title")
"""Topics of the method whose texts are data."""


def fault_of(call: Asked) -> str:
    """Return what is wrong with a call for a message; nothing where it will be answered."""
    vi, en = variables("vi"), variables("en")
    if call.is_unknown:
        return "the id of a message must be told by the source"
    lacking = {message: call.lacks(vi[message] | en[message]) for message in vi if call.fits(message)}
    if call.pattern in TOLD_BY_DATA:
        return ""
    if not lacking:
        return "there is no such message"
    return f"values are not given: {lacking}" if all(lacking.values()) else ""


def test_every_message_that_the_code_asks_for_exists_and_gets_its_values() -> None:
    faulty = {f"{call.where} {call.pattern}".replace("\0", "*"): fault_of(call) for call in asked()}
    assert {where: fault for where, fault in faulty.items() if fault} == {}


def test_the_walk_over_the_source_sees_what_the_code_asks_for() -> None:
    """The check above would pass by seeing nothing."""
    patterns = {one.pattern for one in asked()}
    assert {"title", "card-label", "sentence-same", "units-table", "place", "column-found"} <= patterns
    assert "sentence-first" in patterns
    assert "sentence-first-no-rank" in patterns
    assert len(asked()) > 200


def test_every_message_is_asked_for() -> None:
    vi, en, constants = variables("vi"), variables("en"), strings()
    unused = [
        message
        for message in vi
        if message not in constants
        and not any(one.fits(message) and not one.lacks(vi[message] | en[message]) for one in asked())
    ]
    assert unused == []


def test_vietnamese_messages_are_vietnamese() -> None:
    """A message that was copied over from English and forgotten has no letter that only Vietnamese has."""
    same = [
        message
        for message, names in variables("vi").items()
        if not names and VI.text(message) == EN.text(message) and re.search(r"[a-z]{3}", VI.text(message))
    ]
    assert same == []


def test_a_language_of_ones_own_borrows_what_it_lacks_from_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ParameterError, match="There is no language 'fr'"):
        Words("fr")
    (tmp_path / "messages.fr.ftl").write_text("card-rank = Rang\n", encoding="utf-8")
    (tmp_path / "own.ftl").write_text("card-rank = Place\n", encoding="utf-8")
    beside, given, changed = Words("fr"), Words("fr", messages="own.ftl"), Words("en", messages="own.ftl")
    assert [say.text("card-rank") for say in (beside, given, changed)] == ["Rang", "Place", "Place"]
    assert list(beside.borrowed) == []
    assert beside.text("card-target", year="2021") == "Target 2021"
    assert beside.score(1234.5, "percent") == "1\u202f234,50\u00a0%"
    assert list(beside.borrowed) == ["card-target"]
    (tmp_path / "page.ftl").write_text("page-page = Page { $page } sur { $pages }\n", encoding="utf-8")
    told = Words("fr", messages="page.ftl")
    assert dict(told.page_words())["page"] == "Page {page} sur {pages}"
    assert dict(told.page_words())["table"] == "Table"
    assert "page-table" in told.borrowed
    assert "page-page" not in told.borrowed
    assert Words("vi").page_words() == ()
    assert beside.name({"unit_vi": "Cần Thơ", "unit_en": "Can Tho", "unit_fr": ""}, "unit") == "Can Tho"


def test_a_project_says_what_its_units_are_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "messages.en.ftl").write_text("-unit = region\n-units = regions\n", encoding="utf-8")
    own = Words("en")
    assert own.text("parts-title", units=21) == "Figures for 21 regions"
    assert own.text("column-unit") == "region"
    assert EN.text("column-unit") == "Province or city"
    assert Words("vi").text("column-unit") == VI.text("column-unit")


@pytest.mark.parametrize("content", ["no message at all", "\udcff"])
def test_a_file_that_holds_no_messages_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "own.ftl"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(ParameterError) as caught:
        Words("fr", messages=path)
    assert str(path) in str(caught.value)
