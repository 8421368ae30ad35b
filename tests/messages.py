"""Which messages the code asks for, told from its source: ids, the values that go with them, and the places.

A call such as ``text(f"course-title-{direction}", index=…)`` asks for every message that fits the pattern;
names are followed to what is assigned to them in the same module.
"""

from __future__ import annotations

import ast
import dataclasses
import functools
import re
from collections.abc import Iterator
from pathlib import Path

from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent

from chiso.blocks.language import message_ids
from chiso.briefing.words import messages_of

ROOT = Path(__file__).parents[1] / "src" / "chiso"
ANYTHING = "\0"


@dataclasses.dataclass(frozen=True)
class Asked:
    """One call for a message.

    ``pattern`` has ANYTHING for what the source does not tell; ``given`` are the names of the values, with
    ANYTHING among them where ``**values`` come from elsewhere.
    """

    where: str
    pattern: str
    given: frozenset[str]

    @property
    def is_unknown(self) -> bool:
        """Whether the source tells nothing of the id."""
        return not self.pattern.strip(ANYTHING)

    def fits(self, message: str) -> bool:
        """Whether a message may be meant."""
        return re.fullmatch(".+".join(map(re.escape, self.pattern.split(ANYTHING))), message) is not None

    def lacks(self, wanted: set[str]) -> set[str]:
        """Return which of a message's values are not given."""
        return set() if ANYTHING in self.given else wanted - self.given


@functools.cache
def ids() -> list[str]:
    """Return the ids of all messages in their order."""
    return message_ids(messages_of("vi"))


@functools.cache
def variables(locale: str) -> dict[str, set[str]]:
    """Return the variables of every message of a briefing in a language."""
    return variables_in(messages_of(locale))


def variables_in(path: Path) -> dict[str, set[str]]:
    """Return the variables of every message of a file."""
    source = path.read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for entry in FluentParser(with_spans=False).parse(source).body:
        assert not isinstance(entry, fluent.Junk), entry.content
        if isinstance(entry, fluent.Message):
            assert entry.id.name not in found, f"{entry.id.name} stands twice in {path}"
            found[entry.id.name] = set(_references(entry))
    return found


def _references(node: object) -> Iterator[str]:
    if isinstance(node, fluent.VariableReference):
        yield node.id.name
    elif isinstance(node, fluent.BaseNode):
        for value in vars(node).values():
            yield from _references(value)
    elif isinstance(node, list):
        for item in node:
            yield from _references(item)


@functools.cache
def asked() -> list[Asked]:
    """Return every call for a message in the package."""
    paths = [*(ROOT / "blocks").glob("*.py"), *(ROOT / "briefing").glob("*.py"), *(ROOT / "charts").glob("*.py")]
    return [call for path in sorted(paths) for call in _asked_in(path)]


def strings() -> set[str]:
    """Return every text constant of the package: an id that is handed on to a helper is one of them."""
    return {
        node.value
        for path in ROOT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def _asked_in(path: Path) -> Iterator[Asked]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for scope in ast.walk(tree):
        if not isinstance(scope, (ast.FunctionDef, ast.Module)):
            continue
        names = _Names(tree, scope)
        for node in _own_nodes(scope):
            if isinstance(node, ast.Call) and node.args and _is_text(node.func):
                given = frozenset(names.keywords(node))
                patterns = list(dict.fromkeys(names.patterns(node.args[0])))
                # A name that several loops of a function share is told by those that loop over ids.
                told = [pattern for pattern in patterns if pattern != ANYTHING and " " not in pattern] or patterns
                for pattern in told:
                    yield Asked(f"{path.relative_to(ROOT)}:{node.lineno}", pattern, given)


def _is_text(function: ast.expr) -> bool:
    return (isinstance(function, ast.Attribute) and function.attr == "text" and _is_language(function.value)) or (
        isinstance(function, ast.Name) and function.id == "text"
    )


def _is_language(value: ast.expr) -> bool:
    """Whether an object says messages: ``say``, ``self`` within its class."""
    name = value.attr if isinstance(value, ast.Attribute) else value.id if isinstance(value, ast.Name) else ""
    return name in ("say", "_say", "self")


def _own_nodes(scope: ast.AST) -> Iterator[ast.AST]:
    """Return the nodes of a scope without those of the functions within it."""
    for child in ast.iter_child_nodes(scope):
        if not isinstance(child, ast.FunctionDef):
            yield child
            yield from _own_nodes(child)


def _choices(node: ast.expr) -> list[ast.expr]:
    """Return what a value is chosen from: the sides of a condition, the items of a collection."""
    if isinstance(node, ast.IfExp):
        return [node.body, node.orelse]
    if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
        return node.elts
    if isinstance(node, ast.Dict):
        return node.values
    if isinstance(node, (ast.Subscript, ast.Starred)):
        return [node.value]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("enumerate", "reversed"):
        return node.args[:1]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
        return [node.func.value, *node.args[1:]]
    return []


class _Names:
    """What the names of a function may hold, from every assignment to them there and in the module."""

    def __init__(self, module: ast.Module, scope: ast.AST) -> None:
        self._bound: dict[str, list[ast.expr]] = {}
        self._seen: set[str] = set()
        for nodes in (_own_nodes(scope), _own_nodes(module) if scope is not module else iter(())):
            for node in nodes:
                self._note(node)

    def _note(self, node: ast.AST) -> None:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                self._bind(target, node.value)
        elif isinstance(node, (ast.AnnAssign, ast.AugAssign, ast.NamedExpr)) and node.value is not None:
            self._bind(node.target, node.value)
        elif isinstance(node, (ast.For, ast.comprehension)):
            self._bind(node.target, node.iter)

    def _bind(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Name):
            self._bound.setdefault(target.id, []).append(value)
        elif isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name):
            self._bound.setdefault(target.value.id, []).append(ast.Dict([target.slice], [value]))
        elif isinstance(target, ast.Tuple) and isinstance(value, ast.IfExp):
            self._bind(target, value.body)
            self._bind(target, value.orelse)
        elif isinstance(target, ast.Tuple):
            pairs = value.elts if isinstance(value, ast.Tuple) and len(value.elts) == len(target.elts) else []
            for place, one in enumerate(target.elts):
                self._bind(one, pairs[place] if pairs else value)

    def patterns(self, node: ast.expr) -> Iterator[str]:
        """Return what a text may be, with ANYTHING for the parts that are not told."""
        if isinstance(node, ast.Constant):
            yield from [node.value] if isinstance(node.value, str) else []
        elif isinstance(node, ast.JoinedStr):
            heads = [""]
            for part in node.values:
                inner = part.value if isinstance(part, ast.FormattedValue) else part
                ends = list(dict.fromkeys(self.patterns(inner)))
                heads = [head + end for head in heads for end in ends]
            yield from heads
        elif isinstance(node, ast.Name):
            # What a name is made of may lead back to it.
            values = [] if node.id in self._seen else self._bound.get(node.id, [])
            self._seen.add(node.id)
            yield from [one for value in values for one in self.patterns(value)] or [ANYTHING]
            self._seen.discard(node.id)
        elif choices := _choices(node):
            for choice in choices:
                yield from self.patterns(choice)
        else:
            yield ANYTHING

    def keywords(self, call: ast.Call) -> Iterator[str]:
        """Return the names of the values of a call; those of ``**values`` from everything put into it."""
        for keyword in call.keywords:
            if keyword.arg is not None:
                yield keyword.arg
            else:
                yield from self._keys(keyword.value)

    def _keys(self, node: ast.expr) -> Iterator[str]:
        if isinstance(node, ast.Dict):
            for key in node.keys:
                yield from [str(key.value)] if isinstance(key, ast.Constant) else []
            for key, value in zip(node.keys, node.values, strict=True):
                if key is None:
                    yield from self._keys(value)
        elif isinstance(node, ast.IfExp):
            yield from self._keys(node.body)
            yield from self._keys(node.orelse)
        elif isinstance(node, ast.Tuple):
            for item in node.elts:
                yield from self._keys(item)
        elif isinstance(node, ast.Name) and node.id in self._bound:
            for value in self._bound[node.id]:
                yield from self._keys(value)
        else:
            yield ANYTHING
