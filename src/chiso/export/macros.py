r"""Commands that an author defines in a formula, such as ``\newcommand``, for all formulas after it.

JupyterLab keeps one list of them for the whole page, whatever cell they stand in; pandoc knows those at the head of a
formula. So definitions are taken out where they stand, and each formula gets those that it uses.
"""

from __future__ import annotations

import dataclasses
import re

_START = re.compile(
    r"\\(?P<kind>(?:re)?newcommand|providecommand|DeclareMathOperator|(?:re)?newenvironment|[gx]?def|let)"
    r"(?![A-Za-z])(?P<star>\*?)\s*"
)
_COMMENT = re.compile(r"(?<!\\)%[^\n]*\n?")
_NAME = re.compile(r"\s*(?:\{\s*(?P<braced>\\(?:[A-Za-z]+|.))\s*\}|(?P<bare>\\(?:[A-Za-z]+|.)))\s*", re.DOTALL)
_WORD = re.compile(r"\s*\{\s*(?P<word>[A-Za-z*]+)\s*\}\s*")
_COUNT = re.compile(r"\s*\[\s*(?P<count>[0-9])\s*\]\s*")
_DEFAULT = re.compile(r"\s*\[(?P<default>[^\[\]]*)\]\s*")
_PARAMETERS = re.compile(r"\s*(?P<all>(?:#[1-9]\s*)*)")
_TOKEN = re.compile(r"\s*(?:=\s*)?(?P<token>\\(?:[A-Za-z]+|.)|[^\\{}\s])", re.DOTALL)
_COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)|\\begin\s*\{[^{}]*\}", re.DOTALL)
_ENVIRONMENT = re.compile(r"\\begin\s*\{([^{}]*)\}")


@dataclasses.dataclass(frozen=True)
class Definition:
    """A command or an environment: its name, and the LaTeX that defines it for pandoc."""

    name: str
    text: str


class Macros:
    """The definitions of a document, in the order of reading."""

    def __init__(self) -> None:
        self._known: dict[str, Definition] = {}

    def applied(self, formula: str) -> str:
        """Note what a formula defines, and return the rest of it with the definitions before it that it uses.

        Empty where it only defines.
        """
        found, rest = split(formula)
        for one in found:
            self._known[one.name] = one
        return self.before(rest) + rest if rest.strip() or not found else ""

    def before(self, text: str) -> str:
        """Return the definitions that a text uses, and those that they use, to stand before it."""
        needed: dict[str, Definition] = {}
        waiting = [text] if self._known else []
        while waiting:
            for name in _names(waiting.pop()):
                if name in self._known and name not in needed:
                    needed[name] = self._known[name]
                    waiting.append(needed[name].text)
        return "".join(one.text for one in self._known.values() if one.name in needed)


def split(formula: str) -> tuple[list[Definition], str]:
    """Return the definitions in a formula, and what is left of it; what cannot be read as one stays."""
    if not _START.search(formula):
        return [], formula
    text, rest, found, end = _COMMENT.sub("", formula), "", [], 0
    while start := _START.search(text, end):
        read = _read(text, start)
        if read is None:
            rest, end = rest + text[end : start.end()], start.end()
            continue
        rest, end = rest + text[end : start.start()], read[1]
        found.append(read[0])
    return found, rest + text[end:]


def _names(text: str) -> set[str]:
    return {found[0] for found in _COMMAND.finditer(text)} | set(_ENVIRONMENT.findall(text))


def _read(text: str, start: re.Match[str]) -> tuple[Definition, int] | None:
    """Return the definition that begins here and where it ends, or None."""
    kind, at = start["kind"], start.end()
    if kind.endswith("environment"):
        return _environment(text, at)
    named = _NAME.match(text, at)
    if named is None:
        return None
    name, at = named["braced"] or named["bare"], named.end()
    if kind == "let":
        token = _TOKEN.match(text, at)
        return (_command(name, 0, "", token["token"]), token.end()) if token else None
    if kind.endswith("def"):
        given = _PARAMETERS.match(text, at)
        count, at = (given["all"].count("#"), given.end()) if given else (0, at)
        body = _group(text, at)  # words between parameters, as in \def\x(#1){…}, pandoc knows not
        return (_command(name, count, "", body[0]), body[1]) if body else None
    count, default, at = _options(text, at)
    body = _group(text, at)
    if body is None and (token := _TOKEN.match(text, at)):
        body = token["token"], token.end()
    if body is None:
        return None
    if kind == "DeclareMathOperator":
        return Definition(name, rf"\DeclareMathOperator{start['star']}{{{name}}}{{{_line(body[0])}}}"), body[1]
    return _command(name, count, default, body[0]), body[1]


def _environment(text: str, at: int) -> tuple[Definition, int] | None:
    named = _WORD.match(text, at)
    if named is None:
        return None
    count, default, at = _options(text, named.end())
    begin = _group(text, at)
    end = _group(text, begin[1]) if begin else None
    if begin is None or end is None:
        return None
    head = rf"\newenvironment{{{named['word']}}}{_numbered(count, default)}"
    return Definition(named["word"], f"{head}{{{_line(begin[0])}}}{{{_line(end[0])}}}"), end[1]


def _options(text: str, at: int) -> tuple[int, str, int]:
    counted = _COUNT.match(text, at)
    if counted is None:
        return 0, "", at
    default = _DEFAULT.match(text, counted.end())
    if default is None:
        return int(counted["count"]), "", counted.end()
    return int(counted["count"]), f"[{default['default']}]", default.end()


def _command(name: str, count: int, default: str, body: str) -> Definition:
    return Definition(name, rf"\newcommand{{{name}}}{_numbered(count, default)}{{{_line(body)}}}")


def _numbered(count: int, default: str) -> str:
    return f"[{count}]{default}" if count else ""


def _group(text: str, at: int) -> tuple[str, int] | None:
    """Return what stands in the braces that begin here, and where they end; None where there are none."""
    while at < len(text) and text[at].isspace():
        at += 1
    if not text.startswith("{", at):
        return None
    depth, here = 0, at
    while here < len(text):
        if text[here] == "\\":
            here += 2
            continue
        depth += {"{": 1, "}": -1}.get(text[here], 0)
        here += 1
        if depth == 0:
            return text[at + 1 : here - 1], here
    return None


def _line(text: str) -> str:
    return " ".join(text.split())
