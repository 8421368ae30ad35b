r"""Markdown as JupyterLab takes it, written so that pandoc takes it alike: formulas without dollars, page breaks.

JupyterLab looks for formulas before it reads Markdown: ``\begin{align}…\end{align}`` alone, ``\\(…\\)`` and
``\\[…\\]`` are formulas to it. Code is left as it is.
"""

from __future__ import annotations

import re

from chiso.export.macros import Macros, split

_ENVIRONMENTS = (
    "equation|align|alignat|aligned|gather|gathered|multline|eqnarray|flalign|split|cases|array|displaymath|math|"
    "matrix|pmatrix|bmatrix|Bmatrix|vmatrix|Vmatrix|smallmatrix|alignedat"
)
_PIECES = re.compile(
    r"""(?P<fence>^[ ]{0,3}(?P<ticks>`{3,}|~{3,})[^\n]*\n.*?(?:^[ ]{0,3}(?P=ticks)[`~]*[ \t]*$|\Z))
    |(?P<code>(?<!`)(?P<tick>`+)(?!`).*?(?<!`)(?P=tick)(?!`))
    |(?P<display>(?<!\\)\$\$(?P<in_display>.+?)(?<!\\)\$\$)
    |(?P<bare>\\begin\{(?P<name>"""
    + _ENVIRONMENTS
    + r""")(?P<star>\*?)\}.*?\\end\{(?P=name)(?P=star)\})
    |(?P<inline>(?<![\\$\w])\$(?!\$)(?P<in_inline>(?:[^$\n\\]|\\.|\n(?!\s*\n))+?)\$(?![\d$]))
    |(?P<brackets>(?P<slashes>\\{1,2})\((?P<in_round>(?:(?!\n\s*\n).)+?)(?P=slashes)\)
        |(?P<slashes2>\\{1,2})\[(?P<in_square>(?:(?!\n\s*\n).)+?)(?P=slashes2)\])
    |(?P<page>^[ \t]*(?:\\(?:newpage|pagebreak|clearpage)(?:\{\})?|\{\{<[ ]*pagebreak[ ]*>\}\})[ \t]*$)""",
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)
#: What tells a formula from words in brackets, which Markdown writes ``\[so\]``, and from sums of money.
_TEX = re.compile(r"[\\^_=<>+{}]|\A\s*[A-Za-z]\s*\Z")
_BAR = re.compile(r"(?<!\\)\|")
_TAG = re.compile(r"\\tag(?P<star>\*?)\{(?P<tag>[^{}]*)\}")
_SILENT = re.compile(r"\\(?:label\{[^{}]*\}|nonumber\b|notag\b)")

PAGE_BREAK = r"\newpage"


def jupyter_markdown(text: str, macros: Macros | None = None) -> str:
    """Return Markdown with every formula that JupyterLab would set between dollars, and page breaks by themselves.

    Parameters
    ----------
    text
        Markdown of a cell.
    macros
        The commands defined in the cells before it, to which those of the text are added.
    """
    if "\\" not in text and "$" not in text and "pagebreak" not in text:
        return text
    known = macros or Macros()
    return _PIECES.sub(lambda found: _rewritten(found, known), text)


def definitions(text: str) -> str:
    """Return the commands that the formulas of a Markdown text define, as a formula that shows nothing."""
    found = [
        one.text
        for piece in _PIECES.finditer(text)
        if not (piece["fence"] or piece["code"])
        for one in split(piece[0])[0]
    ]
    return f"${''.join(found)}$" if found else ""


def _rewritten(found: re.Match[str], macros: Macros) -> str:
    if found["page"] is not None:
        return f"\n\n{PAGE_BREAK}\n\n"
    if found["fence"] or found["code"]:
        return found[0]
    text = _between_dollars(found, macros)
    if not text.startswith("$"):
        return text
    line = found.string[found.string.rfind("\n", 0, found.start()) + 1 : found.start()]
    # In a row of a table a bar would end the cell, and the formula with it.
    return _BAR.sub(r"\\vert{}", text.replace("\\|", r"\Vert{}")) if line.lstrip().startswith("|") else text


def _between_dollars(found: re.Match[str], macros: Macros) -> str:
    if found["display"]:
        return _set("$$", found["in_display"], macros)
    if found["bare"]:
        return _set("$$", found["bare"], macros)
    if found["inline"]:
        inner = found["in_inline"]
        # Pandoc knows no formula that begins with a space, as JupyterLab does.
        is_spaced = inner != inner.strip()
        return _set("$", inner.strip(), macros) if not is_spaced or _TEX.search(inner) else found[0]
    if found["brackets"]:
        inner, is_display = found["in_round"], False
        if inner is None:
            inner, is_display = found["in_square"], True
        slashes = found["slashes"] or found["slashes2"]
        if len(slashes) == 2 or _TEX.search(inner):
            return _set("$$" if is_display else "$", inner.strip(), macros)
    return found[0]


def _set(dollars: str, source: str, macros: Macros) -> str:
    text = macros.applied(formula(source))
    return f"{dollars}{text.strip() if dollars == '$' else text}{dollars}" if text else ""


def formula(source: str) -> str:
    """Return a formula without what only numbers equations, and with its tag as words behind it."""
    tagged = _TAG.sub(lambda tag: rf"\qquad\text{{{tag['tag'] if tag['star'] else '(' + tag['tag'] + ')'}}}", source)
    # An empty line would end the paragraph, and the formula with it.
    return re.sub(r"\n\s*\n", "\n", _SILENT.sub("", tagged)).rstrip()
