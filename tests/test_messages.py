"""Every message in both languages with every case of its values: what a reader may never meet in a text."""

from __future__ import annotations

import re

import pytest
from message_cases import texts
from messages import variables

from chiso.report.language import LOCALES, Language, message_ids

LANGUAGES = {locale: Language(locale) for locale in LOCALES}

#: Clauses that the code begins with a capital letter where a sentence starts.
CLAUSES = re.compile(
    r"gap-(?!title)|reason-(?!title|new|.*-detail)|official-|change-|rank-|join-|score-of|targets-part"
)

#: Messages that are whole sentences.
SENTENCES = re.compile(
    r"sentence-|reading-|method-(?!.*title$|page-title)|.*-note(-|$)|judgement-summary|targets-sentence|"
    r"drivers-(intro|broken|losses|gains|no-|shift|none)|(breaks|targets|statements)-none|description$|"
    r"course-(caption|alt$|alt-target)|card-(cut-off|derived|no-previous|not-comparable|other-scale)|reason-.*-detail"
)

UPWARDS_AND_DOWNWARDS = {
    "vi": "tăng|tăng thêm|giảm|thiếu|còn thiếu|lên|xuống|cao hơn|thấp hơn",
    "en": "up|down|rose|fell|rise of|fall of|gained|lost|short",
}
MORE_AND_LESS = {"vi": "cao hơn|thấp hơn|trở lên", "en": "more|less|better|worse|short|higher|lower|up|down"}

FAULTS = {
    "a key": re.compile(r"\b(?:" + "|".join(re.escape(one) for one in message_ids("vi") if "-" in one) + r")\b"),
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
        "a decimal point": re.compile(r"(?<![\d.])\d+\.\d{2,}(?!\d|[.,]\d)"),
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
            rf"(?<!\w)[+−]\d[\d.,]*(?:\u00a0%| điểm| điểm %| bậc| points?| percentage points?| pp| places?)? "
            rf"(?:{MORE_AND_LESS[locale]})\b"
        ),
    }
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
@pytest.mark.parametrize("message", message_ids("vi"))
def test_no_case_of_a_message_is_badly_put_together(message: str, locale: str) -> None:
    for text in texts(LANGUAGES[locale], message):
        # Conjunctions begin with the space or comma that joins them.
        shown = text.lstrip(", ") if message.startswith("join-") else text
        assert faults(shown, locale) == [], text
        assert shown.strip()


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("message", [one for one in message_ids("vi") if SENTENCES.match(one)])
def test_a_sentence_starts_with_a_capital_letter_and_ends_with_a_full_stop(message: str, locale: str) -> None:
    for text in texts(LANGUAGES[locale], message):
        assert sentence_faults(text) == [], text


@pytest.mark.parametrize("message", message_ids("vi"))
def test_what_ends_as_a_sentence_is_one_in_both_languages(message: str) -> None:
    ends = {locale: {text.endswith(".") for text in texts(LANGUAGES[locale], message)} for locale in LOCALES}
    assert ends["vi"] == ends["en"]
    if True in ends["vi"] and not CLAUSES.match(message):
        for locale in LOCALES:
            assert sentence_faults(texts(LANGUAGES[locale], message)[0]) == []


def test_a_clause_that_becomes_a_sentence_has_no_full_stop_of_its_own() -> None:
    for message in message_ids("vi"):
        if CLAUSES.match(message) and message != "gap-parts":
            for locale in LOCALES:
                assert not [text for text in texts(LANGUAGES[locale], message) if text.endswith(".")], message


def test_the_walk_meets_every_case_of_a_sentence() -> None:
    # A figure and its unit stay on one line.
    vi, en = ([text.replace("\u00a0", " ") for text in texts(LANGUAGES[locale], "sentence-both")] for locale in LOCALES)
    for part in (
        "tăng 2,51 điểm %",
        "giảm 1,00 điểm",
        "bằng năm 2019",
        "xuống thứ 37/63.",
        "(đồng hạng)",
        "nhưng",
        " và ",
    ):
        assert any(part in text for text in vi), part
    for part in ("2.51 points less than", "the same as in 2019", "rose 1 place to", "fell 21 places to joint", ", but"):
        assert any(part in text for text in en), part
    assert len(vi) > 20


@pytest.mark.parametrize(
    ("text", "locale", "fault"),
    [
        ("Điểm là nan.", "vi", "a value that is missing"),
        ("{ $unit } tăng.", "vi", "a value that is missing"),
        ("Xem sentence-both.", "en", "a key"),
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
    assert set(message_ids("vi")) == set(variables("vi")) == set(variables("en"))
