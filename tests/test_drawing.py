from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chiso.blocks import palette
from chiso.blocks.page_svg import page_svg


def _svg(inside: str, **attributes: str) -> str:
    given = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" {given}>{inside}</svg>'


def test_style_attributes_become_rules_that_reach_only_their_own_svg() -> None:
    page = page_svg(
        _svg('<path style="fill: none; stroke-width: 0.6" d="M0 0"/><path style="fill:none;"/>'), prefix="a"
    )
    assert "style=" not in page
    assert "#a-svg .s0{fill:none;stroke-width:0.6}" in page
    assert "#a-svg .s1{fill:none}" in page
    assert '<path d="M0 0" class="s0"' in page


def test_equal_styles_share_a_rule_and_classes_of_its_own_stay() -> None:
    page = page_svg(_svg('<g class="x" style="fill:none"/><g style="fill:none"/>'), prefix="a")
    assert 'class="x s0"' in page
    assert page.count(".s0{") == 1
    assert ".s1" not in page


def test_colours_of_the_palette_follow_the_scheme_of_the_page() -> None:
    inside = f'<text style="fill: {palette.MUTED}">1</text><rect fill="{palette.PAPER}" stroke="none"/><text>2</text>'
    page = page_svg(_svg(inside), prefix="a")
    assert "fill:var(--chiso-muted)" in page
    assert 'fill="var(--chiso-paper)"' in page
    assert 'fill="var(--chiso-ink)"' in page  # what has no colour of its own is not left black in the dark
    assert "#" not in re.sub(r"#a-svg", "", page)
    assert "sheet" not in page


@pytest.mark.parametrize(
    "inside",
    [
        '<rect style="fill: #123456"/>',
        '<rect fill="red"/>',
        '<rect style="stroke: rgb(1,2,3)"/>',
        "<style>rect{fill:red}</style><rect/>",
        '<image href="data:image/png;base64,AAAA"/>',
    ],
)
def test_an_svg_with_other_colours_keeps_them_all_on_a_white_sheet(inside: str) -> None:
    page = page_svg(_svg(f'{inside}<text style="fill: {palette.INK}">1</text>'), prefix="a")
    assert f"fill:{palette.INK}" in page
    assert 'class="sheet"' in page
    assert "var(" not in page


@pytest.mark.parametrize(
    "style",
    [
        "fill:red}body{display:none",
        "fill:red/*",
        "fill:'unclosed",
        "fill:rgb(1",
        "fill:red<",
        "fill:\\7d",
        "fill:url(//evil.example/a",
        "}",
    ],
)
def test_a_style_that_could_break_out_of_its_rule_is_left_out(style: str) -> None:
    page = page_svg(_svg(f'<g style="{style.replace("<", "&lt;")}; opacity: 0.5"/>'), prefix="a")
    assert "#a-svg .s0{opacity:0.5}" in page


@given(st.text(max_size=40))
def test_no_style_attribute_whatever_is_in_it_adds_a_rule(style: str) -> None:
    root = ET.fromstring(_svg("<g/>"))  # noqa: S314 - our own
    root[0].set("style", "".join(letter for letter in style if letter.isprintable()))
    page = page_svg(ET.tostring(root, encoding="unicode"), prefix="a")
    sheets = re.findall(r"<style>(.*?)</style>", page)
    assert all(re.fullmatch(r"(#a-svg \.s0\{[^{}]*\})?", sheet) for sheet in sheets)


def test_an_svg_that_was_cleaned_before_keeps_its_rules() -> None:
    once = page_svg(_svg('<style>*{stroke-linejoin: round}</style><g style="opacity:0.5"/>', id="x"), prefix="a")
    twice = page_svg(once, prefix="b")
    assert "#b-svg *{stroke-linejoin: round}" in twice
    assert "#b-svg .s0{opacity:0.5}" in twice
    assert "#a-svg" not in twice


def test_no_empty_sheet_is_left_that_a_policy_would_have_to_name() -> None:
    page = page_svg(_svg('<style></style><defs><style>@import "x";</style></defs><g style="}"/>'), prefix="a")
    assert "<style" not in page


def test_text_without_its_font_is_set_in_another_sans_serif() -> None:
    page = page_svg(_svg("<text style=\"font-family: 'Be Vietnam Pro'; font-size: 8px\">1</text>"), prefix="a")
    assert "font-family:'Be Vietnam Pro',system-ui,sans-serif;font-size:8px" in page
